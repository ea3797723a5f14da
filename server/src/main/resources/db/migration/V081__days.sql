-- As in the record: of reports by people without a name the queue keeps the day once somebody has looked, or two days have gone.
ALTER TABLE triage.queue ADD exact boolean NOT NULL DEFAULT true;
CREATE INDEX queue_exact ON triage.queue (accepted_at) WHERE exact;
CREATE INDEX queue_looked ON triage.queue (looked_at) WHERE exact AND looked_at IS NOT NULL;
