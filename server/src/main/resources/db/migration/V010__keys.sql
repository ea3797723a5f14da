CREATE SCHEMA keys;

-- Public halves only. The private halves are in the keyring file.
CREATE TABLE keys.group_key (
    purpose       smallint PRIMARY KEY,
    public_keyset bytea NOT NULL
);

CREATE TABLE keys.epoch (
    id       uuid PRIMARY KEY,
    purpose  smallint    NOT NULL REFERENCES keys.group_key,
    wrapped  bytea       NOT NULL,
    begun_at timestamptz NOT NULL
);

-- One row for what belongs together, usually a report: a data key for each purpose, one after the other, each with the id of its
-- epoch (16 bytes), its length (1 byte) and the key wrapped under that epoch's key. Erasure empties the row: what the keys sealed
-- never opens again.
CREATE TABLE keys.sealed_key (
    id        uuid PRIMARY KEY,
    keys      bytea NOT NULL,
    erased_at timestamptz
);
