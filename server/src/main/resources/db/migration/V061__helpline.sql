CREATE SCHEMA helpline;

-- A line is a file of the operator's; the last good text of it is kept here so that every process of the node knows it.
CREATE TABLE helpline.line (
    id      text PRIMARY KEY,
    desk    uuid        NOT NULL,
    country text        NOT NULL,
    body    text        NOT NULL,
    hash    text        NOT NULL,
    loaded  timestamptz NOT NULL,
    live    boolean     NOT NULL
);

-- One row for each contact, small, because a year has 14 million. The times to the second live as long as the contact does; what is
-- finished keeps its day.
CREATE TABLE helpline.contact (
    id            uuid PRIMARY KEY,
    line          text     NOT NULL,
    desk          uuid     NOT NULL,
    kind          text     NOT NULL CHECK (kind IN ('CHAT', 'PHONE', 'MESSAGE')),
    state         text     NOT NULL CHECK (state IN ('WAITING', 'TALKING', 'CLOSED', 'ABANDONED')),
    language      text     NOT NULL,
    age           text     NOT NULL,
    region        text     NOT NULL,
    needs         text     NOT NULL,
    urgency       smallint NOT NULL CHECK (urgency BETWEEN 0 AND 3),
    danger        boolean  NOT NULL,
    extortion     boolean  NOT NULL,
    begun         date     NOT NULL,
    waiting_since timestamptz,
    child_seen    timestamptz,
    counsellor    uuid,
    taken_at      timestamptz,
    waited        integer CHECK (waited >= 0),
    tellings      smallint NOT NULL DEFAULT 1,
    version       integer  NOT NULL DEFAULT 0,
    left_at       date,
    outcome       text,
    ended         date,
    code_ends     date,
    CHECK (state <> 'TALKING' OR counsellor IS NOT NULL),
    CHECK ((state = 'CLOSED') = (outcome IS NOT NULL)),
    CHECK ((state IN ('CLOSED', 'ABANDONED')) = (ended IS NOT NULL)),
    CHECK (ended IS NULL OR (waiting_since IS NULL AND child_seen IS NULL AND taken_at IS NULL))
);
CREATE INDEX contact_queue ON helpline.contact (desk, urgency, waiting_since, id) WHERE state = 'WAITING';
CREATE INDEX contact_gone ON helpline.contact (child_seen) WHERE state = 'WAITING' AND kind = 'CHAT';
CREATE INDEX contact_talking ON helpline.contact (counsellor) WHERE state = 'TALKING';
CREATE INDEX contact_code_ends ON helpline.contact (code_ends) WHERE code_ends IS NOT NULL;

-- What a counsellor notes for the house, sealed; what is said to and by the child is a conversation of its own.
CREATE TABLE helpline.note (
    id      uuid PRIMARY KEY,
    contact uuid  NOT NULL,
    person  uuid  NOT NULL,
    day     date  NOT NULL,
    sealed  bytea NOT NULL
);
CREATE INDEX note_contact ON helpline.note (contact);

-- Coded facts, added as a counsellor learns them.
CREATE TABLE helpline.fact (
    contact uuid NOT NULL,
    kind    text NOT NULL,
    value   text NOT NULL,
    PRIMARY KEY (contact, kind, value)
);

-- What a counsellor may note of the surroundings; never asked of the child, never shown to her (R35.1).
CREATE TABLE helpline.context (
    contact uuid NOT NULL,
    note    text NOT NULL,
    PRIMARY KEY (contact, note)
);

-- Who is at work: languages spoken and how many talks at once.
CREATE TABLE helpline.presence (
    person    uuid PRIMARY KEY,
    desk      uuid        NOT NULL,
    languages text        NOT NULL,
    capacity  smallint    NOT NULL CHECK (capacity BETWEEN 1 AND 20),
    seen      timestamptz NOT NULL
);
CREATE INDEX presence_desk ON helpline.presence (desk);

-- Somebody beside the counsellor who reads; the child sees every row.
CREATE TABLE helpline.listener (
    contact uuid        NOT NULL,
    person  uuid        NOT NULL,
    role    text        NOT NULL,
    since   timestamptz NOT NULL,
    until   timestamptz,
    PRIMARY KEY (contact, person)
);
CREATE INDEX listener_open ON helpline.listener (person) WHERE until IS NULL;

-- A hand-over: asked, answered, sent. The agreed words are sealed and go as they are.
CREATE TABLE helpline.handover (
    id       uuid PRIMARY KEY,
    contact  uuid        NOT NULL,
    partner  text        NOT NULL,
    kind     text        NOT NULL CHECK (kind IN ('HOTLINE', 'POLICE', 'CARE')),
    state    text        NOT NULL CHECK (state IN ('ASKED', 'REFUSED', 'AGREED', 'FORCING', 'FORCED', 'SENT')),
    heard    text        CHECK (heard IN ('PAGE', 'PHONE', 'DANGER')),
    reason   text,
    form     text        NOT NULL,
    words    bytea       NOT NULL,
    shown    bytea,
    asked_by uuid        NOT NULL,
    second   uuid,
    report   uuid,
    answer   text,
    at       timestamptz NOT NULL,
    CHECK (state NOT IN ('AGREED', 'FORCED', 'SENT') OR heard IS NOT NULL),
    CHECK (heard IS DISTINCT FROM 'DANGER' OR reason IS NOT NULL),
    CHECK (state <> 'FORCED' OR (second IS NOT NULL AND second <> asked_by))
);
CREATE INDEX handover_contact ON helpline.handover (contact);
CREATE INDEX handover_due ON helpline.handover (at) WHERE state IN ('AGREED', 'FORCED');
CREATE UNIQUE INDEX handover_report ON helpline.handover (report) WHERE report IS NOT NULL;

-- Leave to ask a child again for what she told already: asked by a counsellor, given by a supervisor, used once.
CREATE TABLE helpline.asking (
    id       uuid PRIMARY KEY,
    contact  uuid        NOT NULL,
    reason   text        NOT NULL,
    asked_by uuid        NOT NULL,
    given_by uuid,
    at       timestamptz NOT NULL,
    CHECK (given_by IS DISTINCT FROM asked_by)
);
CREATE INDEX asking_contact ON helpline.asking (contact);

-- Counted when it happens, never from the contacts: waiting and what became of it, by line and day; unmet needs by quarter.
CREATE TABLE helpline.tally (
    line   text    NOT NULL,
    day    date    NOT NULL,
    what   text    NOT NULL,
    number bigint  NOT NULL,
    PRIMARY KEY (day, line, what)
);
CREATE TABLE helpline.unmet (
    quarter text   NOT NULL,
    region  text   NOT NULL,
    need    text   NOT NULL,
    gap     text   NOT NULL,
    number  bigint NOT NULL,
    PRIMARY KEY (quarter, region, need, gap)
);
