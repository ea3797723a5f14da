CREATE SCHEMA dialogue;

-- One row for each conversation: its length, up to where staff have read, and, only while the reporter shows it, up to where the
-- reporter has.
CREATE TABLE dialogue.thread (
    subject       uuid PRIMARY KEY,
    kind          text    NOT NULL,
    last          bigint  NOT NULL DEFAULT 0,
    staff_read    bigint  NOT NULL DEFAULT 0,
    shows_reading boolean NOT NULL DEFAULT false,
    reporter_read bigint  NOT NULL DEFAULT 0
);

-- Sealed twice: for staff, and for the code of the subject. No time of day: the order is a number. Without a speaker the reporter
-- speaks; the person is for the record of the house and is shown to nobody outside.
CREATE TABLE dialogue.message (
    id           uuid PRIMARY KEY,
    subject      uuid   NOT NULL REFERENCES dialogue.thread,
    sequence     bigint NOT NULL,
    once         uuid   NOT NULL,
    day          date   NOT NULL,
    speaker      text,
    person       uuid,
    for_staff    bytea  NOT NULL,
    for_reporter bytea,
    UNIQUE (subject, sequence),
    UNIQUE (subject, once),
    CHECK ((speaker IS NULL) = (person IS NULL))
);
ALTER TABLE dialogue.message ALTER for_staff SET STORAGE EXTERNAL, ALTER for_reporter SET STORAGE EXTERNAL;

CREATE FUNCTION dialogue.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said is never changed';
END
$$;

CREATE TRIGGER message_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON dialogue.message
    FOR EACH STATEMENT EXECUTE FUNCTION dialogue.refuse();
