-- One event told at several doors (R75.m1): what a person of the desk, or a code told at the second door, says belongs together. No report
-- changes by it. A case is what standing rows connect; undoing a row leaves everything else as it was.
CREATE TABLE report.joining (
    id         uuid PRIMARY KEY,
    desk       uuid        NOT NULL,
    one        uuid        NOT NULL,
    one_kind   text        NOT NULL,
    other      uuid        NOT NULL,
    other_kind text        NOT NULL,
    how        text        NOT NULL,
    reason     text        NOT NULL,
    joined_by  uuid,
    joined_at  timestamptz NOT NULL,
    undone_by  uuid,
    undone_why text,
    undone_at  timestamptz,
    CHECK (one < other)
);
CREATE UNIQUE INDEX joining_standing ON report.joining (one, other) WHERE undone_at IS NULL;
CREATE INDEX joining_other ON report.joining (other) WHERE undone_at IS NULL;

-- A message put at the wrong door is moved, not refused (R39.3). The row of the report keeps the door at which it was told.
CREATE TABLE report.moved (
    id        uuid PRIMARY KEY,
    report    uuid        NOT NULL REFERENCES report.report,
    from_door text        NOT NULL,
    to_door   text        NOT NULL,
    reason    text        NOT NULL,
    moved_by  uuid        NOT NULL,
    at        timestamptz NOT NULL,
    -- Two moves may bear the same time; their order is this.
    number    bigint      NOT NULL GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX moved_report ON report.moved (report, number DESC);
CREATE INDEX moved_to ON report.moved (to_door);

-- What waits at the counters beside the queue is read by door.
CREATE INDEX report_beside ON report.report (desk, accepted_at DESC) WHERE door IN ('ADVICE', 'COMPLAINT');
