CREATE SCHEMA duty;

-- What a desk declares of itself. Without a row: always open, no bound, the node's rule of presence, UTC.
CREATE TABLE duty.desk (
    desk     uuid PRIMARY KEY,
    zone     text NOT NULL,
    week     text NOT NULL,
    capacity integer CHECK (capacity > 0),
    presence text
);
CREATE TABLE duty.holiday (
    desk  uuid NOT NULL,
    day   date NOT NULL,
    title text NOT NULL,
    PRIMARY KEY (desk, day)
);

-- Who is called at which times, in the desk's time zone; a slot that ended stays for the record.
CREATE TABLE duty.slot (
    id        uuid PRIMARY KEY,
    desk      uuid NOT NULL,
    person    uuid NOT NULL,
    rung      text NOT NULL CHECK (rung IN ('FIRST', 'DEPUTY')),
    week      text NOT NULL,
    first_day date,
    last_day  date,
    ended_at  timestamptz
);
CREATE INDEX slot_desk ON duty.slot (desk) WHERE ended_at IS NULL;

-- Where a person of staff is called: an address of work.
CREATE TABLE duty.reach (
    person uuid PRIMARY KEY,
    mail   text NOT NULL
);

-- Something that a person must answer for. Rows are never deleted.
CREATE TABLE duty.alarm (
    id        uuid PRIMARY KEY,
    kind      text        NOT NULL CHECK (kind IN ('REPORT', 'CONTACT', 'DESK')),
    subject   uuid        NOT NULL,
    desk      uuid        NOT NULL,
    cause     text        NOT NULL,
    raised_at timestamptz NOT NULL,
    rung      text,
    round     integer     NOT NULL,
    next_at   timestamptz,
    owner     uuid,
    owned_at  timestamptz,
    CHECK ((owner IS NULL) = (owned_at IS NULL))
);
CREATE UNIQUE INDEX alarm_open ON duty.alarm (kind, subject, cause) WHERE owned_at IS NULL;
CREATE INDEX alarm_due ON duty.alarm (next_at) WHERE owned_at IS NULL AND next_at IS NOT NULL;
CREATE INDEX alarm_subject ON duty.alarm (kind, subject);
CREATE INDEX alarm_desk ON duty.alarm (desk, raised_at);

-- One call of one person (or of the node's pager, without a person) in one round of an alarm.
CREATE TABLE duty.page (
    id           uuid PRIMARY KEY,
    alarm        uuid        NOT NULL REFERENCES duty.alarm,
    round        integer     NOT NULL,
    rung         text        NOT NULL,
    channel      text        NOT NULL CHECK (channel IN ('MAIL', 'PAGER')),
    person       uuid,
    state        text        NOT NULL CHECK (state IN ('WAITING', 'SENT', 'FAILED', 'DROPPED')),
    made_at      timestamptz NOT NULL,
    next_attempt timestamptz NOT NULL,
    attempts     integer     NOT NULL,
    last_error   text        NOT NULL,
    sent_at      timestamptz
);
CREATE UNIQUE INDEX page_once ON duty.page (alarm, round, channel, person) NULLS NOT DISTINCT;
CREATE INDEX page_due ON duty.page (next_attempt) WHERE state = 'WAITING';
