-- Where one thing was told at several doors, one code opens all of it: what is written about the later subject is sealed for the code of the
-- first.
CREATE TABLE report.code_also (
    subject uuid PRIMARY KEY,
    first   uuid NOT NULL,
    CHECK (subject <> first)
);
CREATE INDEX code_also_first ON report.code_also (first);
