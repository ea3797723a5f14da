CREATE SCHEMA removal;

-- Who answers for a host, and in which language. The pattern is a host name; it also stands for the names below it.
CREATE TABLE removal.host (
    pattern    text PRIMARY KEY,
    name       text        NOT NULL,
    email      text        NOT NULL,
    country    text        NOT NULL DEFAULT '',
    language   text        NOT NULL,
    source     text        NOT NULL,
    changed_by uuid        NOT NULL,
    changed_at timestamptz NOT NULL
);

-- One location of one item. The address is sealed; the host alone is readable, for the ledger and for removal times.
CREATE TABLE removal.copy (
    id           uuid PRIMARY KEY,
    report       uuid        NOT NULL,
    item         uuid        NOT NULL UNIQUE,
    desk         uuid        NOT NULL,
    state        text        NOT NULL,
    before       text,
    round        int         NOT NULL DEFAULT 1,
    address      bytea       NOT NULL,
    looks        bytea,
    host         text        NOT NULL,
    profile      text        NOT NULL,
    found_at     timestamptz NOT NULL,
    noticed_at   timestamptz,
    remind_at    timestamptz,
    escalate_at  timestamptz,
    escalated_at timestamptz,
    gone_at      timestamptz,
    checks       int         NOT NULL DEFAULT 0,
    next_check   timestamptz,
    last_check   timestamptz,
    last_verdict text        NOT NULL DEFAULT '',
    owner        uuid
);
CREATE INDEX copy_report ON removal.copy (report);
CREATE INDEX copy_desk ON removal.copy (desk, state);
CREATE INDEX copy_next_check ON removal.copy (next_check);
CREATE INDEX copy_remind_at ON removal.copy (remind_at);
CREATE INDEX copy_escalate_at ON removal.copy (escalate_at);

CREATE TABLE removal.check_made (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    copy    uuid        NOT NULL REFERENCES removal.copy,
    at      timestamptz NOT NULL,
    verdict text        NOT NULL,
    code    text        NOT NULL
);
CREATE INDEX check_made_copy ON removal.check_made (copy, id);

CREATE TABLE removal.move (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    copy   uuid        NOT NULL REFERENCES removal.copy,
    at     timestamptz NOT NULL,
    before text        NOT NULL,
    after  text        NOT NULL,
    actor  text        NOT NULL,
    reason text        NOT NULL
);
CREATE INDEX move_copy ON removal.move (copy, id);

-- The outbox: what is to be said to hosts. The text is made when it is sent; nothing readable lies here.
CREATE TABLE removal.notice (
    id           uuid PRIMARY KEY,
    copy         uuid        NOT NULL REFERENCES removal.copy,
    round        int         NOT NULL,
    kind         text        NOT NULL,
    state        text        NOT NULL,
    recipient    text        NOT NULL,
    language     text        NOT NULL,
    attempts     int         NOT NULL DEFAULT 0,
    last_error   text        NOT NULL DEFAULT '',
    next_attempt timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    sent_at      timestamptz,
    UNIQUE (copy, round, kind)
);
CREATE INDEX notice_due ON removal.notice (next_attempt) WHERE state = 'WAITING';
