-- A place kept before the report is sent: the answers so far, sealed to a key pair whose private half only the code opens. Every sealed
-- value has the same size. Nothing here says when the place was made; it is gone after its last day.
CREATE TABLE report.place (
    selector    bigint PRIMARY KEY,
    salt        bytea NOT NULL,
    tag         bytea NOT NULL,
    public_key  bytea NOT NULL,
    wrapped_key bytea NOT NULL,
    sealed      bytea NOT NULL,
    last_day    date  NOT NULL
);
ALTER TABLE report.place ALTER sealed SET STORAGE EXTERNAL;
CREATE INDEX place_last_day ON report.place (last_day);

-- A provisional code opens nothing but the way to a code of one's own: somebody else has seen it.
ALTER TABLE report.code ADD provisional boolean NOT NULL DEFAULT false;
