CREATE SCHEMA audit;

CREATE TABLE audit.head (
    stream   text PRIMARY KEY,
    sequence bigint NOT NULL,
    hash     bytea  NOT NULL
);

CREATE TABLE audit.record (
    stream   text        NOT NULL,
    sequence bigint      NOT NULL,
    at       timestamptz NOT NULL,
    actor    text        NOT NULL,
    action   text        NOT NULL,
    subject  text        NOT NULL,
    details  text        NOT NULL,
    hash     bytea       NOT NULL,
    PRIMARY KEY (stream, sequence)
);

CREATE INDEX record_subject ON audit.record (subject);

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit records are never changed';
END
$$;

CREATE TRIGGER record_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.record
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
