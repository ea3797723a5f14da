-- Pictures, films and other files that nobody asked for, sealed to a key of their own (purpose 7). No time but the day.
CREATE TABLE report.quarantine (
    id        uuid PRIMARY KEY,
    desk      uuid NOT NULL,
    entrance  text NOT NULL CHECK (entrance ~ '^[a-z-]{1,20}$'),
    kind      text NOT NULL CHECK (kind IN ('IMAGE', 'VIDEO', 'OTHER')),
    came_on   date NOT NULL,
    sealed    bytea NOT NULL,
    destroyed boolean NOT NULL DEFAULT false
);
CREATE INDEX quarantine_waiting ON report.quarantine (desk, came_on) WHERE NOT destroyed;
ALTER TABLE report.quarantine ALTER sealed SET STORAGE EXTERNAL;
