-- Who was told what kind of thing, coded and by day.
CREATE TABLE dialogue.telling (
    id       uuid PRIMARY KEY,
    subject  uuid NOT NULL REFERENCES dialogue.thread,
    receiver text NOT NULL,
    what     text NOT NULL,
    day      date NOT NULL,
    person   uuid NOT NULL
);
CREATE INDEX telling_subject ON dialogue.telling (subject);
CREATE TRIGGER telling_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON dialogue.telling
    FOR EACH STATEMENT EXECUTE FUNCTION dialogue.refuse();
