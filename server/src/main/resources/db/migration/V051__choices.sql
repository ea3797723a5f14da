-- What a reporter chose, as a ledger: coded, by day, only ever followed by something newer.
CREATE TABLE dialogue.choice (
    subject  uuid   NOT NULL REFERENCES dialogue.thread,
    sequence bigint NOT NULL,
    day      date   NOT NULL,
    topic    text   NOT NULL,
    answer   text   NOT NULL,
    PRIMARY KEY (subject, sequence)
);
CREATE TRIGGER choice_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON dialogue.choice
    FOR EACH STATEMENT EXECUTE FUNCTION dialogue.refuse();

-- How and when it is safe to reach a reporter, sealed; taking it back destroys the key of staff's copy and removes the row.
CREATE TABLE dialogue.reach (
    subject      uuid PRIMARY KEY REFERENCES dialogue.thread,
    id           uuid  NOT NULL,
    for_staff    bytea NOT NULL,
    for_reporter bytea
);

-- An act against a choice: whom it concerns, after which entry of the ledger, by what law and why (sealed), told to the reporter at
-- once or, for a reason of safety (sealed, staff only), from that day on.
CREATE TABLE dialogue.departure (
    id           uuid PRIMARY KEY,
    subject      uuid   NOT NULL REFERENCES dialogue.thread,
    receiver     text   NOT NULL,
    after        bigint NOT NULL,
    day          date   NOT NULL,
    told_from    date   NOT NULL,
    person       uuid   NOT NULL,
    for_staff    bytea  NOT NULL,
    for_reporter bytea,
    delay        bytea,
    CHECK ((told_from > day) = (delay IS NOT NULL))
);
CREATE INDEX departure_subject ON dialogue.departure (subject);
CREATE TRIGGER departure_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON dialogue.departure
    FOR EACH STATEMENT EXECUTE FUNCTION dialogue.refuse();

-- A disagreement or a complaint, and its answer.
CREATE TABLE dialogue.objection (
    id           uuid PRIMARY KEY,
    subject      uuid  NOT NULL REFERENCES dialogue.thread,
    kind         text  NOT NULL,
    once         uuid  NOT NULL,
    desk         uuid  NOT NULL,
    day          date  NOT NULL,
    for_staff    bytea NOT NULL,
    for_reporter bytea,
    UNIQUE (subject, once)
);
CREATE INDEX objection_desk ON dialogue.objection (desk);
CREATE TRIGGER objection_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON dialogue.objection
    FOR EACH STATEMENT EXECUTE FUNCTION dialogue.refuse();
CREATE TABLE dialogue.objection_answer (
    objection    uuid PRIMARY KEY REFERENCES dialogue.objection,
    person       uuid  NOT NULL,
    speaker      text  NOT NULL,
    day          date  NOT NULL,
    for_staff    bytea NOT NULL,
    for_reporter bytea
);
CREATE TRIGGER answer_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON dialogue.objection_answer
    FOR EACH STATEMENT EXECUTE FUNCTION dialogue.refuse();
