CREATE SCHEMA indicators;

-- What has been counted: hearing a thing twice counts once.
CREATE TABLE indicators.heard (
    cause text PRIMARY KEY
);

-- Counts only. month is the first day; unknown is a value.
CREATE TABLE indicators.tally (
    indicator text   NOT NULL,
    month     date   NOT NULL,
    category  text   NOT NULL,
    n         bigint NOT NULL,
    PRIMARY KEY (indicator, month, category)
);

-- One removal clock: when it began, when it ended. No address, no host, no report.
CREATE TABLE indicators.removal_clock (
    copy  text PRIMARY KEY,
    begun timestamptz NOT NULL,
    gone  timestamptz
);
