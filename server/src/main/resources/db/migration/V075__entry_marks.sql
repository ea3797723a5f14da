-- By what an entry is found: a keyed hash of each of its hashes. A question needs no entry opened, and memory need not hold whose
-- a hash is. Gone when the entry is withdrawn.
CREATE TABLE fingerprints.mark (
    mark  bytea NOT NULL CHECK (length(mark) = 16),
    entry uuid  NOT NULL REFERENCES fingerprints.entry,
    PRIMARY KEY (mark, entry)
);
CREATE INDEX mark_of_entry ON fingerprints.mark (entry);

-- Snapshots of the pictures' hashes that processes keep sealed in their data folders. A file whose row is not here belongs to another
-- database or to a later state than a restored backup, and is not used.
CREATE TABLE fingerprints.snapshot (
    id         uuid PRIMARY KEY,
    changed    bigint      NOT NULL,
    written_at timestamptz NOT NULL
);
