CREATE SCHEMA fingerprints;

-- A list of fingerprints and what it stands for. An unverified list never yields a verified match.
CREATE TABLE fingerprints.list (
    id             uuid PRIMARY KEY,
    desk           uuid        NOT NULL,
    name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    ground         text        NOT NULL CHECK (length(ground) BETWEEN 1 AND 500),
    classification text        NOT NULL CHECK (length(classification) BETWEEN 1 AND 60),
    threshold      smallint    NOT NULL CHECK (threshold BETWEEN 0 AND 31),
    verified       boolean     NOT NULL,
    created_by     uuid        NOT NULL,
    created_at     timestamptz NOT NULL,
    UNIQUE (desk, name)
);

-- seq grows in the order of commits (writers hold a lock), so another process reads on where it stopped.
-- mark is a keyed hash of the content: the same fingerprint stands on a list once.
CREATE TABLE fingerprints.entry (
    id               uuid PRIMARY KEY,
    seq              bigint GENERATED ALWAYS AS IDENTITY,
    list             uuid        NOT NULL REFERENCES fingerprints.list,
    mark             bytea       NOT NULL,
    sealed           bytea       NOT NULL,
    provenance       text        NOT NULL CHECK (length(provenance) BETWEEN 1 AND 300),
    classification   text        NOT NULL CHECK (length(classification) BETWEEN 1 AND 60),
    added_by         uuid        NOT NULL,
    added_at         timestamptz NOT NULL,
    withdrawn_at     timestamptz,
    withdrawn_by     uuid,
    withdrawn_reason text,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX entry_seq ON fingerprints.entry (seq);
CREATE UNIQUE INDEX entry_once ON fingerprints.entry (list, mark) WHERE withdrawn_at IS NULL;
CREATE INDEX entry_of_list ON fingerprints.entry (list, seq DESC);

-- The primary key is the rule: nobody confirms twice.
CREATE TABLE fingerprints.confirmation (
    entry        uuid        NOT NULL REFERENCES fingerprints.entry,
    person       uuid        NOT NULL,
    confirmed_at timestamptz NOT NULL,
    PRIMARY KEY (entry, person)
);
