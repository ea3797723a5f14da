-- What looks machine-made comes after everything else of its desk; its deadline runs like any other.
ALTER TABLE triage.queue ADD aside boolean NOT NULL DEFAULT false;
DROP INDEX triage.queue_order;
CREATE INDEX queue_order ON triage.queue (desk, aside, band, deadline, accepted_at, report) WHERE state <> 'DONE';
CREATE INDEX queue_band ON triage.queue (desk, band) WHERE state <> 'DONE';
