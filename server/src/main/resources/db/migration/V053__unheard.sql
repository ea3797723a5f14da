-- Reports whose reporter wrote and nobody of staff has read it yet: what a desk looks at, so that no word lies there unheard.
CREATE TABLE dialogue.unheard (
    subject   uuid PRIMARY KEY REFERENCES dialogue.thread,
    desk      uuid NOT NULL,
    first_day date NOT NULL
);
CREATE INDEX unheard_desk ON dialogue.unheard (desk, first_day, subject);

INSERT INTO dialogue.unheard (subject, desk, first_day)
SELECT t.subject, r.desk, min(m.day)
FROM dialogue.thread t
JOIN report.report r ON r.id = t.subject
JOIN dialogue.message m ON m.subject = t.subject AND m.sequence > t.staff_read AND m.speaker IS NULL
WHERE t.kind = 'REPORT' GROUP BY t.subject, r.desk;
