package org.egide.report;

import java.util.List;

/**
 * What is known in coded form, so that reports can be sorted and counted without opening anything. Each kind has its pick-list;
 * {@code UNKNOWN} is always a value and is never the same as no. Titles: {@code fact.<kind>} and {@code fact.<kind>.<value>}.
 */
public enum FactKind {
    IMMEDIATE_DANGER("YES", "NO"),
    SELF_HARM("YES", "NO"),
    LIVE_NOW("YES", "NO"),
    THREAT("WITH_DEADLINE", "YES", "NO"),
    DEMAND("PICTURES", "MONEY", "MEETING", "GOODS", "SEVERAL"),
    OFFENDER_ACCESS("MEETS_TODAY", "HAS_ACCESS", "NO"),
    OFFENDER_KNOWN("YES", "NO"),
    ACTOR("ADULT", "ANOTHER_CHILD"),
    MEETING("PLANNED", "HAPPENED", "NO"),
    CHILD_AGE("0-2", "3-6", "7-9", "10-12", "13-15", "16-17", "ADULT"),
    CHILD_SEX("GIRL", "BOY", "OTHER", "SEVERAL"),
    CHILD_IDENTIFIABLE("YES", "NO"),
    IMAGE_ORIGIN("CHILD_FREELY", "CHILD_UNDER_PRESSURE", "CHILD_COERCED", "RECORDED_UNKNOWINGLY", "BY_ANOTHER"),
    IMAGE_SHARED("YES", "THREATENED", "NO"),
    GENERATED("YES", "NO"),
    /** How the material stands to the lists; set by the machine, may only raise. */
    MATERIAL("KNOWN", "NEAR", "NEW"),
    CHANNEL("WEB", "APP", "GAME", "MESSAGING", "SMS", "PHONE", "PEER_TO_PEER", "BROADCAST", "OFFLINE"),
    VIEWED_BY_PROVIDER("YES", "NO"),
    PUBLICLY_AVAILABLE("YES", "NO"),
    PAYMENT("YES", "NO"),
    URGENT_BY_SENDER("YES", "NO"),
    /** Somebody who works here, or with us, is involved: then only supervisors see the report at first. */
    INSIDER("YES", "NO"),
    WISH("REMOVE", "TALK", "STOP_THE_PERSON", "JUST_TELL"),
    /**
     * What makes a child easier to harm (R9.3), in the child's own words or a handler's. It raises and never lowers; only the people
     * who handle the report see it, see {@link #leaves()}.
     */
    EXPOSED("ALONE", "IN_CARE", "EARLIER_HARM", "DISABILITY", "NEW_HERE", "MONEY", "PRESSED_AT_HOME");

    /** The value for "nobody knows", allowed for every kind. */
    public static final String UNKNOWN = "UNKNOWN";

    private final List<String> choices;

    FactKind(String... choices) {
        this.choices = List.of(choices);
    }

    /** The pick-list without {@code UNKNOWN}. */
    public List<String> choices() {
        return choices;
    }

    /** Whether the fact may stand in what leaves the handling team: an export, a package, a figure. */
    public boolean leaves() {
        return this != EXPOSED;
    }

    /** Whether the value is on the pick-list. */
    public boolean allows(String value) {
        return UNKNOWN.equals(value) || choices.contains(value);
    }
}
