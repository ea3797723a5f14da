-- Which provider may ask whether something is known, for which territories, and how often in a day (UTC).
CREATE TABLE gateway.match_grant (
    provider          uuid PRIMARY KEY REFERENCES gateway.provider,
    territories       text[]      NOT NULL,
    questions_per_day integer     NOT NULL CHECK (questions_per_day BETWEEN 1 AND 10000000),
    matches_per_day   integer     NOT NULL CHECK (matches_per_day BETWEEN 1 AND 1000000),
    granted_by        uuid        NOT NULL,
    granted_at        timestamptz NOT NULL
);
