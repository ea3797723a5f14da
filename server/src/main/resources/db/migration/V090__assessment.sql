CREATE SCHEMA assessment;

CREATE TABLE assessment.sheet (
    report     uuid PRIMARY KEY,
    desk       uuid        NOT NULL,
    stage      text        NOT NULL CHECK (stage IN ('FIRST_VIEW', 'SECOND_VIEW', 'THIRD_VIEW', 'DECIDED')),
    outcome    text        CHECK (outcome IN ('UNLAWFUL', 'LAWFUL', 'OUT_OF_SCOPE')),
    way        text        CHECK (way IN ('TWO_AGREED', 'THIRD_DECIDED', 'CARRIED')),
    path       text        CHECK (path IN ('ORDINARY', 'PROTECTIVE')),
    profile    text,
    decided_at timestamptz,
    CHECK ((stage = 'DECIDED') = (outcome IS NOT NULL AND way IS NOT NULL AND path IS NOT NULL AND profile IS NOT NULL
        AND decided_at IS NOT NULL))
);

-- One person's view. The two UNIQUE constraints are the rule: nobody twice, each turn once. Never changed.
CREATE TABLE assessment.view (
    id       uuid PRIMARY KEY,
    report   uuid        NOT NULL REFERENCES assessment.sheet,
    person   uuid        NOT NULL,
    turn     smallint    NOT NULL CHECK (turn BETWEEN 1 AND 3),
    form     text        NOT NULL,
    acts     text[]      NOT NULL,
    profile  text        NOT NULL,
    derived  text        NOT NULL CHECK (derived IN ('UNLAWFUL', 'LAWFUL', 'OUT_OF_SCOPE', 'NEEDS_THIRD')),
    given_at timestamptz NOT NULL,
    UNIQUE (report, person),
    UNIQUE (report, turn)
);
CREATE TABLE assessment.element (
    view  uuid NOT NULL REFERENCES assessment.view,
    name  text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (view, name)
);

-- The matches by which an outcome was carried over from verified entries, and who confirmed their metadata.
CREATE TABLE assessment.carried (
    report   uuid        NOT NULL REFERENCES assessment.sheet,
    item     uuid        NOT NULL,
    entry    uuid        NOT NULL,
    kind     text        NOT NULL,
    distance smallint    NOT NULL,
    person   uuid        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (report, item)
);
