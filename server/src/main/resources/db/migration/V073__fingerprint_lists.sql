-- Whose list it is, where it holds, what it holds and until when. Empty owner: the desk itself; empty territories: everywhere.
-- A shared list answers providers, once two people confirmed the list itself.
ALTER TABLE fingerprints.list
    ADD COLUMN owner            text    NOT NULL DEFAULT '' CHECK (length(owner) <= 200),
    ADD COLUMN territories      text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN kinds            text[]  NOT NULL DEFAULT '{PDQ,SHA256,SHA1,MD5}' CHECK (cardinality(kinds) > 0),
    ADD COLUMN shared           boolean NOT NULL DEFAULT false,
    ADD COLUMN expires_at       timestamptz,
    ADD COLUMN withdrawn_at     timestamptz,
    ADD COLUMN withdrawn_by     uuid,
    ADD COLUMN withdrawn_reason text,
    ADD CHECK (verified OR NOT shared),
    ADD CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)),
    ADD CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL));

CREATE TABLE fingerprints.list_confirmation (
    list         uuid        NOT NULL REFERENCES fingerprints.list,
    person       uuid        NOT NULL,
    confirmed_at timestamptz NOT NULL,
    PRIMARY KEY (list, person)
);

-- changed grows with every addition and withdrawal, in the order of commits (both hold the same lock): what another process reads on from.
CREATE SEQUENCE fingerprints.change;
ALTER TABLE fingerprints.entry
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN changed    bigint;
UPDATE fingerprints.entry SET changed = seq;
SELECT setval('fingerprints.change', coalesce((SELECT max(seq) FROM fingerprints.entry), 0) + 1, false);
ALTER TABLE fingerprints.entry
    ALTER COLUMN changed SET DEFAULT nextval('fingerprints.change'),
    ALTER COLUMN changed SET NOT NULL;
CREATE UNIQUE INDEX entry_changed ON fingerprints.entry (changed);

-- What partners say of an entry. One voice each, the last one counts.
CREATE TABLE fingerprints.vote (
    entry   uuid        NOT NULL REFERENCES fingerprints.entry,
    partner text        NOT NULL CHECK (length(partner) BETWEEN 1 AND 100),
    up      boolean     NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (entry, partner)
);

-- Questions of partners are counted and never kept.
CREATE TABLE fingerprints.enquiry_day (
    partner   text   NOT NULL,
    day       date   NOT NULL,
    questions bigint NOT NULL DEFAULT 0,
    exact     bigint NOT NULL DEFAULT 0,
    near      bigint NOT NULL DEFAULT 0,
    withheld  bigint NOT NULL DEFAULT 0,
    tests     bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (partner, day)
);

-- How many different fingerprints a partner asked around an entry that one of them was near to.
CREATE TABLE fingerprints.nearness (
    partner text    NOT NULL,
    entry   uuid    NOT NULL REFERENCES fingerprints.entry,
    asked   integer NOT NULL,
    PRIMARY KEY (partner, entry)
);
