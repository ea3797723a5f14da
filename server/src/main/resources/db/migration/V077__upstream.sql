CREATE SCHEMA upstream;

-- A service that others run and from which a list is filled. The list is made for it. Two different people stand behind it before
-- anything comes in; from then on they stand behind what it says, until it is ended.
CREATE TABLE fingerprints.source (
    id           uuid PRIMARY KEY,
    list         uuid        NOT NULL UNIQUE REFERENCES fingerprints.list,
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    opened_by    uuid        NOT NULL,
    opened_at    timestamptz NOT NULL,
    supervised   boolean     NOT NULL,
    confirmed_by uuid CHECK (confirmed_by <> opened_by),
    confirmed_at timestamptz,
    ended_by     uuid,
    ended_at     timestamptz,
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);

-- An entry was added by a person, or by a source.
ALTER TABLE fingerprints.entry
    ADD COLUMN source uuid REFERENCES fingerprints.source,
    ALTER COLUMN added_by DROP NOT NULL,
    ADD CONSTRAINT entry_origin CHECK (added_by IS NOT NULL OR source IS NOT NULL);

-- What people took off a list does not come back because a source says it again.
CREATE INDEX entry_taken_off ON fingerprints.entry (list, mark) WHERE withdrawn_by IS NOT NULL;

-- How the source names what stands on our list: a keyed hash of its name, and the name sealed. Several names may stand for one entry.
CREATE TABLE fingerprints.foreign_entry (
    source uuid  NOT NULL REFERENCES fingerprints.source,
    mark   bytea NOT NULL,
    entry  uuid  NOT NULL REFERENCES fingerprints.entry,
    sealed bytea NOT NULL,
    PRIMARY KEY (source, mark)
);
CREATE INDEX foreign_entry_of ON fingerprints.foreign_entry (entry);

-- Who stands behind an entry: whoever confirmed it, and the two who confirmed the source it comes from while that source lasts.
CREATE VIEW fingerprints.stands_behind AS
    SELECT c.entry, c.person FROM fingerprints.confirmation c
    UNION
    SELECT e.id, p.person
    FROM fingerprints.entry e
    JOIN fingerprints.source s ON s.id = e.source AND s.confirmed_at IS NOT NULL AND s.ended_at IS NULL
    CROSS JOIN LATERAL (VALUES (s.opened_by), (s.confirmed_by)) AS p (person);

-- Where a source is, who we are there, and how far it was read. The cursor moves in the transaction of the page that was read.
CREATE TABLE upstream.source (
    id         uuid PRIMARY KEY,
    desk       uuid        NOT NULL,
    list       uuid        NOT NULL,
    name       text        NOT NULL,
    form       text        NOT NULL,
    base       text        NOT NULL,
    login      bytea       NOT NULL,
    every      integer     NOT NULL CHECK (every BETWEEN 1 AND 10080),
    state      text        NOT NULL,
    step       bigint      NOT NULL DEFAULT 0,
    checkpoint bigint      NOT NULL,
    position   bigint      NOT NULL,
    reach      bigint      NOT NULL,
    round_to   bigint,
    range_to   bigint,
    token      text,
    token_at   timestamptz,
    pages      integer     NOT NULL DEFAULT 0,
    empty      integer     NOT NULL DEFAULT 0,
    next_at    timestamptz NOT NULL,
    tries      integer     NOT NULL DEFAULT 0,
    fault      text,
    fault_at   timestamptz,
    pulled_at  timestamptz,
    UNIQUE (desk, name)
);
CREATE INDEX source_due ON upstream.source (next_at) WHERE state = 'PULLING';

-- The pages of the range being read, so that a chain that bites its tail is seen.
CREATE TABLE upstream.page_seen (
    source uuid  NOT NULL REFERENCES upstream.source,
    token  bytea NOT NULL,
    PRIMARY KEY (source, token)
);

-- What came, by what became of it.
CREATE TABLE upstream.tally (
    source uuid   NOT NULL REFERENCES upstream.source,
    what   text   NOT NULL,
    number bigint NOT NULL,
    PRIMARY KEY (source, what)
);

-- The outbox of votes: one for each name that the source has for an entry and each kind of hash.
CREATE TABLE upstream.vote (
    id           uuid PRIMARY KEY,
    source       uuid        NOT NULL REFERENCES upstream.source,
    entry        uuid        NOT NULL,
    mark         bytea       NOT NULL,
    kind         text        NOT NULL,
    up           boolean     NOT NULL,
    cause        text        NOT NULL,
    state        text        NOT NULL,
    attempts     integer     NOT NULL DEFAULT 0,
    code         text        NOT NULL DEFAULT '',
    next_attempt timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    sent_at      timestamptz
);
CREATE INDEX vote_due ON upstream.vote (next_attempt) WHERE state = 'WAITING';
CREATE UNIQUE INDEX vote_once ON upstream.vote (source, mark, kind) WHERE state = 'WAITING';
CREATE INDEX vote_of_source ON upstream.vote (source, created_at DESC);
