-- What is written to a reporter opens with the code alone: the public half of a key pair, and the private half wrapped under the code.
-- A code from before has neither, and its tag was made in another way; no release ever handed one out.
DELETE FROM report.code;
ALTER TABLE report.code DROP CONSTRAINT code_report_fkey;
ALTER TABLE report.code RENAME report TO subject;
ALTER TABLE report.code ADD kind text NOT NULL, ADD public_key bytea NOT NULL, ADD wrapped_key bytea NOT NULL;
CREATE UNIQUE INDEX code_subject ON report.code (subject);
