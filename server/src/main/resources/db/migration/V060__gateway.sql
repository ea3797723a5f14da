CREATE SCHEMA gateway;

-- Who may report by interface. The password was generated here and only its hash is kept.
CREATE TABLE gateway.provider (
    id       uuid PRIMARY KEY,
    desk     uuid        NOT NULL,
    name     text        NOT NULL,
    kind     text        NOT NULL,
    username text        NOT NULL UNIQUE,
    secret   bytea       NOT NULL,
    active   boolean     NOT NULL,
    made     timestamptz NOT NULL,
    UNIQUE (desk, name)
);

CREATE SEQUENCE gateway.report_number START WITH 1000001;

-- A report on its way in by calls. The document is sealed before it is read; it moves to report.unread when it is refused or abandoned.
CREATE TABLE gateway.intake (
    number        bigint PRIMARY KEY DEFAULT nextval('gateway.report_number'),
    provider      uuid        NOT NULL REFERENCES gateway.provider,
    state         text        NOT NULL,
    media_type    text        NOT NULL,
    sealed        bytea,
    batched       boolean     NOT NULL,
    opened        timestamptz NOT NULL,
    last_activity timestamptz,
    expires_at    timestamptz NOT NULL,
    moved         timestamptz NOT NULL,
    report        uuid,
    submission    uuid,
    CHECK (sealed IS NOT NULL OR submission IS NOT NULL)
);
CREATE INDEX intake_open ON gateway.intake (expires_at) WHERE state = 'OPEN';
CREATE INDEX intake_under_way ON gateway.intake (moved) WHERE state IN ('RECEIVED', 'FINISHING');
CREATE INDEX intake_report ON gateway.intake (report) WHERE report IS NOT NULL;

CREATE TABLE gateway.intake_file (
    name          text PRIMARY KEY,
    intake        bigint      NOT NULL REFERENCES gateway.intake,
    file          uuid        NOT NULL UNIQUE,
    file_name     bytea       NOT NULL,
    bytes_index   bytea,
    details       bytea,
    details_index bytea,
    kept_at       timestamptz NOT NULL,
    ordinal       bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX intake_file_intake ON gateway.intake_file (intake, ordinal);

-- Files sent before the JSON report that names them. A file belongs to the first report that names it.
CREATE TABLE gateway.partner_file (
    file        uuid PRIMARY KEY,
    provider    uuid        NOT NULL REFERENCES gateway.provider,
    bytes_index bytea,
    claimed_by  text,
    kept_at     timestamptz NOT NULL
);
CREATE INDEX partner_file_bytes ON gateway.partner_file (provider, bytes_index) WHERE claimed_by IS NULL;

-- The same refused bytes again are one work item, not many.
CREATE TABLE gateway.refused (
    provider   uuid        NOT NULL REFERENCES gateway.provider,
    bytes_index bytea      NOT NULL,
    submission uuid        NOT NULL,
    times      integer     NOT NULL,
    last       timestamptz NOT NULL,
    PRIMARY KEY (provider, bytes_index)
);

CREATE TABLE gateway.unknown_flag (
    provider uuid        NOT NULL REFERENCES gateway.provider,
    name     text        NOT NULL,
    times    bigint      NOT NULL,
    last     timestamptz NOT NULL,
    PRIMARY KEY (provider, name)
);

-- What became of reports, for the one who sent them.
CREATE TABLE gateway.outcome (
    number   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider uuid        NOT NULL REFERENCES gateway.provider,
    report   uuid        NOT NULL,
    step     text        NOT NULL,
    reason   text        NOT NULL,
    at       timestamptz NOT NULL,
    UNIQUE (report, step, at)
);
CREATE INDEX outcome_provider ON gateway.outcome (provider, number);
