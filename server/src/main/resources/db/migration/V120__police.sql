CREATE SCHEMA police;

-- To whom packages for a police desk are sealed: the unit's own age recipient and the escrow's. Public halves only.
CREATE TABLE police.unit (
    desk       uuid PRIMARY KEY,
    recipient  text        NOT NULL,
    escrow     text        NOT NULL,
    changed_by uuid        NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK (recipient <> escrow)
);

-- With what this node signs: one row. The private key is sealed.
CREATE TABLE police.signer (
    singleton   boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    id          uuid        NOT NULL,
    certificate bytea       NOT NULL,
    key         bytea       NOT NULL,
    made_at     timestamptz NOT NULL
);

CREATE TABLE police.referral (
    id              uuid PRIMARY KEY,
    report          uuid        NOT NULL,
    from_desk       uuid        NOT NULL,
    to_desk         uuid        NOT NULL,
    kind            text        NOT NULL,
    state           text        NOT NULL,
    legal_basis     text        NOT NULL,
    request         bytea       NOT NULL,
    proposed_by     uuid        NOT NULL,
    proposed_at     timestamptz NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz,
    acknowledged_by uuid,
    acknowledged_at timestamptz,
    outcome         text        NOT NULL DEFAULT '',
    outcome_at      timestamptz,
    CHECK (decided_by <> proposed_by)
);
CREATE INDEX referral_report ON police.referral (report);
CREATE INDEX referral_to_desk ON police.referral (to_desk, state);
CREATE INDEX referral_from_desk ON police.referral (from_desk, state);

-- Packages as handed over: already sealed to the recipients by age, so this node cannot open them either.
CREATE TABLE police.package (
    referral uuid PRIMARY KEY REFERENCES police.referral,
    name     text        NOT NULL UNIQUE,
    sha256   text        NOT NULL,
    sealed   bytea       NOT NULL,
    made_at  timestamptz NOT NULL
);

CREATE FUNCTION police.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'packages are never changed';
END
$$;

CREATE TRIGGER package_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON police.package
    FOR EACH STATEMENT EXECUTE FUNCTION police.refuse();
