package org.egide.removal;

/** What one re-check saw. Only {@link Kind#ABSENCE} counts towards removal; {@link Kind#NONE} says nothing either way. */
enum Verdict {
    /** The first sight of it, kept for comparison. */
    FIRST_LOOK(Kind.PRESENCE),
    /** The same bytes. */
    SAME(Kind.PRESENCE),
    /** Other bytes, the same picture. */
    NEAR(Kind.PRESENCE),
    /** Something answers, and no machine can say whether it is gone: the clock runs on, a person may look. */
    UNCLEAR(Kind.PRESENCE),
    /** The host says that it is not there. */
    ABSENT(Kind.ABSENCE),
    /** Another picture stands there. */
    REPLACED(Kind.ABSENCE),
    /** Where a picture was there is none. */
    NO_PICTURE(Kind.ABSENCE),
    /** The host is down, slow or failing: not removal. */
    NO_ANSWER(Kind.NONE),
    /** Not a place that may be asked: a person decides. */
    REFUSED(Kind.NONE);

    /** What a verdict means for the clock. */
    enum Kind {
        PRESENCE,
        ABSENCE,
        NONE
    }

    private final Kind kind;

    Verdict(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
