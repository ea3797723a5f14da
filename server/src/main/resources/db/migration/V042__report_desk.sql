-- One-time addresses of pictures: bound to a session, for a minute, for one look.
CREATE TABLE report.look (
    hash bytea PRIMARY KEY,
    file uuid NOT NULL REFERENCES report.file (id),
    session uuid NOT NULL,
    detail text NOT NULL,
    reason text NOT NULL,
    made timestamptz NOT NULL,
    ends timestamptz NOT NULL,
    used timestamptz
);
CREATE INDEX look_session ON report.look (session, file);
