CREATE SCHEMA staff;

CREATE TABLE staff.desk (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    made timestamptz NOT NULL
);

CREATE TABLE staff.person (
    id uuid PRIMARY KEY,
    handle text NOT NULL UNIQUE,
    name text NOT NULL CHECK (name <> ''),
    desk uuid NOT NULL REFERENCES staff.desk (id),
    roles text[] NOT NULL,
    made timestamptz NOT NULL
);
CREATE INDEX person_desk ON staff.person (desk);

-- One-time links. Only the hash of a link is kept.
CREATE TABLE staff.invitation (
    hash bytea PRIMARY KEY,
    person uuid NOT NULL REFERENCES staff.person (id),
    made timestamptz NOT NULL,
    ends timestamptz NOT NULL,
    used timestamptz
);

-- Public halves of passkeys.
CREATE TABLE staff.passkey (
    id bytea PRIMARY KEY,
    person uuid NOT NULL REFERENCES staff.person (id),
    credential bytea NOT NULL,
    counter bigint NOT NULL,
    backup_eligible boolean NOT NULL,
    backed_up boolean NOT NULL,
    transports text[] NOT NULL,
    added timestamptz NOT NULL,
    used timestamptz
);
CREATE INDEX passkey_person ON staff.passkey (person);

-- The fallback: passphrase and one-time code, always both. last_step is the newest code that was used.
CREATE TABLE staff.fallback (
    person uuid PRIMARY KEY REFERENCES staff.person (id),
    passphrase text NOT NULL,
    seed bytea NOT NULL,
    last_step bigint NOT NULL
);

-- Wrong attempts, by the hash of the name that was typed, whether anybody has it or not.
CREATE TABLE staff.failure (
    name bytea PRIMARY KEY,
    failures integer NOT NULL,
    at timestamptz NOT NULL,
    wait_until timestamptz NOT NULL
);

CREATE TABLE staff.session (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE,
    person uuid NOT NULL REFERENCES staff.person (id),
    opened timestamptz NOT NULL,
    seen timestamptz NOT NULL,
    proved timestamptz NOT NULL,
    ended timestamptz,
    language text
);
CREATE INDEX session_person ON staff.session (person) WHERE ended IS NULL;

-- Passkey challenges that were answered: each counts once.
CREATE TABLE staff.answered (
    hash bytea PRIMARY KEY,
    ends timestamptz NOT NULL
);
