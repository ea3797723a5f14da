-- From acceptance to the first act of a person (R26.2). waits says that the report came while nobody was at the desk; opens_at is
-- when somebody will be, where that is known; put_at when it was put before them.
CREATE TABLE duty.received (
    report      uuid PRIMARY KEY,
    desk        uuid        NOT NULL,
    accepted_at timestamptz NOT NULL,
    danger      boolean     NOT NULL,
    waits       boolean     NOT NULL,
    opens_at    timestamptz,
    put_at      timestamptz,
    promised_by timestamptz NOT NULL,
    late_at     timestamptz,
    answered_at timestamptz
);
CREATE INDEX received_untouched ON duty.received (desk, danger DESC, accepted_at) WHERE answered_at IS NULL;
CREATE INDEX received_promised ON duty.received (promised_by) WHERE answered_at IS NULL AND late_at IS NULL;
CREATE INDEX received_answered ON duty.received (desk, answered_at) WHERE answered_at IS NOT NULL;

-- How a desk stood, from when to when; what lies between two rows nobody saw, and it does not count as open.
CREATE TABLE duty.stood (
    desk    uuid        NOT NULL,
    started timestamptz NOT NULL,
    seen    timestamptz NOT NULL,
    state   text        NOT NULL CHECK (state IN ('OPEN', 'CLOSED', 'FULL', 'NOBODY')),
    alarmed timestamptz,
    PRIMARY KEY (desk, started)
);
