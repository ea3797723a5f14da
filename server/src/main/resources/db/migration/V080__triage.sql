CREATE SCHEMA triage;

-- One row for each report: how urgent, by when, in whose hands. reference, reporter and forms repeat coded facts of the report so
-- that a page of the queue is one read of one index.
CREATE TABLE triage.queue (
    report      uuid PRIMARY KEY,
    desk        uuid        NOT NULL,
    reference   text        NOT NULL,
    reporter    text        NOT NULL,
    forms       text[]      NOT NULL,
    band        smallint    NOT NULL CHECK (band BETWEEN 0 AND 4),
    by_rules    smallint    NOT NULL CHECK (by_rules BETWEEN 0 AND 4),
    rules       text        NOT NULL,
    by_hand     text,
    accepted_at timestamptz NOT NULL,
    deadline    timestamptz NOT NULL,
    state       text        NOT NULL CHECK (state IN ('WAITING', 'IN_HANDS', 'DONE')),
    need        text        NOT NULL CHECK (need IN ('FIRST_VIEW', 'SECOND_VIEW', 'THIRD_VIEW')),
    person      uuid,
    looked_at   timestamptz,
    done_at     timestamptz,
    CHECK ((state = 'IN_HANDS') = (person IS NOT NULL)),
    CHECK ((state = 'DONE') = (done_at IS NOT NULL))
);
CREATE INDEX queue_order ON triage.queue (desk, band, deadline, accepted_at, report) WHERE state <> 'DONE';
CREATE INDEX queue_due ON triage.queue (deadline) WHERE state = 'WAITING' AND looked_at IS NULL;
CREATE INDEX queue_mine ON triage.queue (person) WHERE state = 'IN_HANDS';

-- Why a report stands where it stands: the rows of the table that held, with their reasons.
CREATE TABLE triage.reason (
    report  uuid     NOT NULL REFERENCES triage.queue,
    row     text     NOT NULL,
    because text     NOT NULL,
    band    smallint NOT NULL CHECK (band BETWEEN 0 AND 4),
    PRIMARY KEY (report, row)
);

-- A deadline that passed without a first look: a row with an owner until somebody takes the report.
CREATE TABLE triage.escalation (
    report     uuid PRIMARY KEY REFERENCES triage.queue,
    desk       uuid        NOT NULL,
    owner      uuid,
    band       smallint    NOT NULL,
    raised_at  timestamptz NOT NULL,
    settled_at timestamptz
);
CREATE INDEX escalation_open ON triage.escalation (desk, band, raised_at) WHERE settled_at IS NULL;

-- What reports have in common. A mark is a keyed hash of an address, account or file; a thing may have several marks.
CREATE TABLE triage.thing (
    id   uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('ADDRESS', 'ACCOUNT', 'FILE', 'PICTURE'))
);
CREATE TABLE triage.mark (
    mark  bytea PRIMARY KEY,
    thing uuid NOT NULL REFERENCES triage.thing
);
-- The first picture of its kind stands for all within 31 bits of it. seq grows in the order of commits (writers hold a lock).
CREATE TABLE triage.picture (
    thing  uuid PRIMARY KEY REFERENCES triage.thing,
    seq    bigint GENERATED ALWAYS AS IDENTITY,
    sealed bytea NOT NULL
);
CREATE UNIQUE INDEX picture_seq ON triage.picture (seq);

-- Nothing is merged: undoing a link keeps the row, so putting it back restores exactly what was.
CREATE TABLE triage.link (
    id         uuid PRIMARY KEY,
    report     uuid        NOT NULL REFERENCES triage.queue,
    item       uuid        NOT NULL,
    thing      uuid        NOT NULL REFERENCES triage.thing,
    distance   smallint    NOT NULL CHECK (distance BETWEEN 0 AND 31),
    state      text        NOT NULL CHECK (state IN ('LINKED', 'UNLINKED')),
    linked_at  timestamptz NOT NULL,
    changed_by uuid,
    changed_at timestamptz,
    reason     text,
    UNIQUE (report, item, thing),
    CHECK ((changed_by IS NULL) = (reason IS NULL)),
    CHECK (state = 'LINKED' OR reason IS NOT NULL)
);
CREATE INDEX link_of_thing ON triage.link (thing, report);

-- What an item turned out to be when it was looked at. Only fingerprints are kept, sealed.
CREATE TABLE triage.look (
    item      uuid PRIMARY KEY,
    report    uuid        NOT NULL REFERENCES triage.queue,
    kind      text        NOT NULL CHECK (kind IN ('ADDRESS', 'FILE', 'FINGERPRINT')),
    state     text        NOT NULL CHECK (state IN ('DUE', 'SEEN', 'NOT_SEEN')),
    code      text        NOT NULL,
    tries     smallint    NOT NULL,
    band      smallint    NOT NULL,
    due_at    timestamptz NOT NULL,
    looked_at timestamptz,
    sealed    bytea
);
CREATE INDEX look_due ON triage.look (band, due_at) WHERE state = 'DUE';
CREATE INDEX look_of_report ON triage.look (report);

CREATE TABLE triage.list_match (
    item           uuid        NOT NULL REFERENCES triage.look,
    entry          uuid        NOT NULL,
    list           uuid        NOT NULL,
    list_name      text        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('EXACT', 'NEAR')),
    distance       smallint    NOT NULL,
    classification text        NOT NULL,
    verified       boolean     NOT NULL,
    matched_at     timestamptz NOT NULL,
    PRIMARY KEY (item, entry)
);
