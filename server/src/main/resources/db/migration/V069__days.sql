-- Who reports without a name leaves a day and not a moment. exact says that the moment is still there, for the desk's clocks, until a person
-- has begun or two days have gone.
ALTER TABLE report.report ADD exact boolean NOT NULL DEFAULT true;
CREATE INDEX report_exact ON report.report (accepted_at) WHERE exact;

UPDATE report.unread SET at = date_trunc('day', at, 'UTC') WHERE door IN ('CHILD_PATH', 'PUBLIC_FORM');
UPDATE keys.epoch SET begun_at = date_trunc('day', begun_at, 'UTC');
