-- Who must not know that a report is there: a person, everybody of a desk, or (the nil id) everybody but supervisors, which stands
-- from a reporter's word that an insider is involved until a supervisor has said who. The reasons are sealed.
CREATE TABLE report.wall (
    id        uuid PRIMARY KEY,
    report    uuid        NOT NULL REFERENCES report.report,
    against   uuid        NOT NULL,
    origin    text        NOT NULL CHECK (origin IN ('REPORTER', 'MATCH', 'SUPERVISOR', 'ONESELF')),
    reason    bytea,
    made_by   uuid,
    confirmed boolean     NOT NULL,
    lifted_by uuid,
    lifted_at timestamptz,
    lifted_why bytea,
    CHECK ((lifted_by IS NULL) = (lifted_at IS NULL)),
    CHECK ((lifted_why IS NULL) = (lifted_at IS NULL))
);
CREATE UNIQUE INDEX wall_standing ON report.wall (report, against) WHERE lifted_at IS NULL;
CREATE INDEX wall_against ON report.wall (against) WHERE lifted_at IS NULL;

-- The one place that decides it. A viewer is the ids a wall can stand against: the person, the desk and, for all but supervisors, nil.
CREATE FUNCTION report.walled(wanted uuid, viewer uuid[]) RETURNS boolean LANGUAGE sql STABLE
    RETURN EXISTS (SELECT 1 FROM report.wall w
                   WHERE w.report = wanted AND w.against = ANY (viewer) AND w.lifted_at IS NULL);
