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

-- One row for what belongs together, usually a report: a data key for each purpose, wrapped under the purpose's epoch key; the
-- places in both arrays go together. Erasure empties a place: what that key sealed never opens again.
CREATE TABLE keys.sealed_key (
    id        uuid PRIMARY KEY,
    epochs    uuid[]  NOT NULL,
    wrapped   bytea[] NOT NULL,
    erased_at timestamptz
);
