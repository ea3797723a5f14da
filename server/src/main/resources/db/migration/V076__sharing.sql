-- What may have to be told to partners anew: entries that were confirmed, withdrawn or voted on. Taken away by whoever tells them, so
-- the order of commits does not matter. Written by triggers, so that no way of changing an entry can forget it.
CREATE TABLE fingerprints.stirred (
    n     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry uuid    NOT NULL,
    voted boolean NOT NULL DEFAULT false
);

CREATE FUNCTION fingerprints.stir_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fingerprints.stirred (entry)
    SELECT DISTINCT f.entry FROM fresh f
    JOIN fingerprints.entry e ON e.id = f.entry JOIN fingerprints.list l ON l.id = e.list AND l.shared;
    RETURN NULL;
END $$;
CREATE TRIGGER stir AFTER INSERT ON fingerprints.confirmation
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION fingerprints.stir_confirmed();

CREATE FUNCTION fingerprints.stir_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fingerprints.stirred (entry) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER stir AFTER UPDATE OF withdrawn_at ON fingerprints.entry
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION fingerprints.stir_withdrawn();

CREATE SCHEMA sharing;

-- The wire form of hash sharing names everybody by a whole number: owners of lists and partners. A number is never given twice.
CREATE TABLE sharing.member (
    id      integer GENERATED ALWAYS AS IDENTITY (START WITH 101) PRIMARY KEY,
    desk    uuid NOT NULL,
    owner   text,
    partner uuid UNIQUE,
    UNIQUE (desk, owner),
    CHECK ((owner IS NULL) <> (partner IS NULL))
);

-- Who may pull. asked_to is the latest second that an answer covered; fill and gone say where the next stamps go.
CREATE TABLE sharing.partner (
    id            uuid PRIMARY KEY,
    desk          uuid        NOT NULL,
    name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    form          text        NOT NULL,
    username      text        NOT NULL UNIQUE,
    state         text        NOT NULL,
    ground        text        NOT NULL CHECK (length(ground) BETWEEN 1 AND 500),
    territories   text[]      NOT NULL,
    wrapped       boolean     NOT NULL,
    calls_per_day integer     NOT NULL CHECK (calls_per_day BETWEEN 1 AND 10000000),
    leads         uuid,
    proposed_by   uuid        NOT NULL,
    made          timestamptz NOT NULL,
    confirmed_by  uuid,
    asked_to      bigint,
    fill_second   bigint      NOT NULL DEFAULT 0,
    fill_count    integer     NOT NULL DEFAULT 0,
    gone_second   bigint      NOT NULL DEFAULT 0,
    gone_count    integer     NOT NULL DEFAULT 0,
    UNIQUE (desk, name),
    CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by)
);

-- Hashes of secrets of 256 random bits, one for each door of the partner's form.
CREATE TABLE sharing.secret (
    partner uuid  NOT NULL REFERENCES sharing.partner,
    door    text  NOT NULL,
    hash    bytea NOT NULL,
    PRIMARY KEY (partner, door)
);

-- Which list a partner may pull. videos: what has no picture fingerprint there is a video. The shelf follows what is granted and open.
CREATE TABLE sharing.granted (
    partner      uuid        NOT NULL REFERENCES sharing.partner,
    list         uuid        NOT NULL,
    videos       boolean     NOT NULL,
    proposed_by  uuid        NOT NULL,
    proposed_at  timestamptz NOT NULL,
    confirmed_by uuid,
    ended_at     timestamptz,
    shelf        text        NOT NULL DEFAULT 'CLOSED',
    shelved_to   bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (partner, list),
    CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by)
);

-- What a partner is told and when: place is the second times a million plus a number within it, so it orders and never repeats.
-- first_place tells whether the partner can have seen the entry at all.
CREATE TABLE sharing.told (
    partner    uuid    NOT NULL REFERENCES sharing.partner,
    entry      uuid    NOT NULL,
    list       uuid    NOT NULL,
    place       bigint  NOT NULL,
    first_place bigint  NOT NULL,
    gone       boolean NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (partner, entry)
);
CREATE UNIQUE INDEX told_place ON sharing.told (partner, place);
CREATE INDEX told_list ON sharing.told (partner, list) WHERE NOT gone;
CREATE INDEX told_expires ON sharing.told (expires_at) WHERE NOT gone AND expires_at IS NOT NULL;

-- What partners say of an entry, each once for a kind of fingerprint; the last word counts.
CREATE TABLE sharing.feedback (
    partner uuid        NOT NULL REFERENCES sharing.partner,
    entry   uuid        NOT NULL,
    kind    text        NOT NULL,
    value   text        NOT NULL,
    notes   text[]      NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (partner, entry, kind)
);
CREATE INDEX feedback_entry ON sharing.feedback (entry);

-- Pulls, as an overseer sees them: calls with pauses of less than half an hour. ahead: how far the latest end asked for was from our clock.
CREATE TABLE sharing.pull (
    id        uuid PRIMARY KEY,
    partner   uuid        NOT NULL REFERENCES sharing.partner,
    begun     timestamptz NOT NULL,
    last_call timestamptz NOT NULL,
    calls     bigint      NOT NULL DEFAULT 0,
    entries   bigint      NOT NULL DEFAULT 0,
    deletions bigint      NOT NULL DEFAULT 0,
    ahead     bigint,
    ended     boolean     NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX pull_open ON sharing.pull (partner) WHERE NOT ended;
CREATE INDEX pull_partner ON sharing.pull (partner, begun DESC);

CREATE TABLE sharing.day (
    partner   uuid   NOT NULL REFERENCES sharing.partner,
    day       date   NOT NULL,
    calls     bigint NOT NULL DEFAULT 0,
    entries   bigint NOT NULL DEFAULT 0,
    deletions bigint NOT NULL DEFAULT 0,
    votes     bigint NOT NULL DEFAULT 0,
    submitted bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (partner, day)
);
