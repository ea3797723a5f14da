CREATE SCHEMA report;

-- One row holds what was told, each part sealed under the key of its purpose, so that taking a report in is one row here, one in
-- keys.sealed_key and one in the audit record. The short reference is the first 50 bits of the id.
CREATE TABLE report.report (
    id          uuid PRIMARY KEY,
    desk        uuid        NOT NULL,
    door        text        NOT NULL,
    reporter    text        NOT NULL,
    language    text        NOT NULL,
    forms       text        NOT NULL,
    acts        text        NOT NULL,
    facts       text        NOT NULL,
    urgent      boolean     NOT NULL,
    accepted_at timestamptz NOT NULL,
    source      text,
    source_key  text,
    raw_type    text        NOT NULL,
    raw_size    bigint      NOT NULL,
    raw         bytea       NOT NULL,
    narrative   bytea,
    identity    bytea,
    items       bytea,
    step        text        NOT NULL,
    announced   boolean     NOT NULL
);
CREATE UNIQUE INDEX report_source_key ON report.report (source, source_key) WHERE source_key IS NOT NULL;
CREATE INDEX report_unannounced ON report.report (urgent DESC, accepted_at) WHERE NOT announced;
-- Sealed bytes do not compress; trying costs time.
ALTER TABLE report.report ALTER raw SET STORAGE EXTERNAL, ALTER narrative SET STORAGE EXTERNAL,
    ALTER identity SET STORAGE EXTERNAL, ALTER items SET STORAGE EXTERNAL;

-- What could not be read as a report, kept whole, waiting for a person.
CREATE TABLE report.unread (
    id         uuid PRIMARY KEY,
    desk       uuid        NOT NULL,
    door       text        NOT NULL,
    source     text,
    media_type text        NOT NULL,
    size       bigint      NOT NULL,
    sealed     bytea       NOT NULL,
    reason     text        NOT NULL,
    at         timestamptz NOT NULL,
    handled_at timestamptz,
    handled_by uuid,
    note       bytea
);
CREATE INDEX unread_waiting ON report.unread (desk, at) WHERE handled_at IS NULL;

-- Facts that were added later, by machine or analyst; what the reporter said is in the report's row.
CREATE TABLE report.fact (
    report uuid        NOT NULL REFERENCES report.report,
    kind   text        NOT NULL,
    value  text        NOT NULL,
    source text        NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (report, kind, source, value)
);

CREATE TABLE report.file (
    id          uuid PRIMARY KEY,
    report      uuid REFERENCES report.report,
    size        bigint      NOT NULL,
    stored_key  bytea       NOT NULL,
    description bytea       NOT NULL,
    kept_at     timestamptz NOT NULL
);
CREATE INDEX file_report ON report.file (report) WHERE report IS NOT NULL;

-- Steps after acceptance, which is in the report's row.
CREATE TABLE report.status_step (
    report uuid        NOT NULL REFERENCES report.report,
    cause  text        NOT NULL,
    step   text        NOT NULL,
    reason text        NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (report, cause)
);

CREATE TABLE report.code (
    selector bigint PRIMARY KEY,
    report   uuid  NOT NULL REFERENCES report.report,
    salt     bytea NOT NULL,
    tag      bytea NOT NULL
);
