-- Fingerprints that children made of their own pictures: claims that nobody has checked. They stand apart from every list, so no
-- question "is this known?" ever reads them. The number of the file within one sending makes sending twice harmless.
CREATE TABLE fingerprints.own (
    id          uuid PRIMARY KEY,
    report      uuid        NOT NULL,
    sending     uuid        NOT NULL,
    place       smallint    NOT NULL CHECK (place BETWEEN 1 AND 20),
    perceptual  boolean     NOT NULL,
    sealed      bytea       NOT NULL,
    received_at timestamptz NOT NULL,
    entry       uuid REFERENCES fingerprints.entry,
    UNIQUE (report, sending, place)
);

-- The primary key is the rule: nobody assents twice.
CREATE TABLE fingerprints.own_assent (
    own      uuid        NOT NULL REFERENCES fingerprints.own ON DELETE CASCADE,
    person   uuid        NOT NULL,
    list     uuid        NOT NULL REFERENCES fingerprints.list,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (own, person)
);

-- The one who sent a fingerprint takes it back without being a person of staff: then nobody stands in withdrawn_by.
ALTER TABLE fingerprints.entry DROP CONSTRAINT entry_check1;
ALTER TABLE fingerprints.entry ADD CONSTRAINT entry_withdrawn_by CHECK (withdrawn_by IS NULL OR withdrawn_at IS NOT NULL);
