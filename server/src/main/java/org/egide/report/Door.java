package org.egide.report;

/** Through which door a report came in. Titles: {@code door.<name>}. */
public enum Door {
    CHILD_PATH,
    PUBLIC_FORM,
    /** The forms for parents, schools, clubs and professionals. */
    HELPERS,
    /** Told by telephone, written down by a person of the desk. */
    CALLER,
    /** A question: somebody asks for advice (R39.3, R56.1). */
    ADVICE,
    /** A complaint about a service, this one included (R39.3). */
    COMPLAINT,
    PROVIDER_XML,
    PARTNER_JSON,
    /** A helpline passed a child on, with her knowledge. */
    HELPLINE;

    /** Whether a person of the desk may move something from here to another door, or to here from another. */
    public boolean movable() {
        return switch (this) {
            case CHILD_PATH, PUBLIC_FORM, HELPERS, CALLER, ADVICE, COMPLAINT -> true;
            case PROVIDER_XML, PARTNER_JSON, HELPLINE -> false;
        };
    }

    /** Whether who comes through it has no name here: then their report keeps the day and not the moment (S2). */
    public boolean anonymous() {
        return switch (this) {
            case CHILD_PATH, PUBLIC_FORM, HELPERS, CALLER, ADVICE, COMPLAINT, HELPLINE -> true;
            case PROVIDER_XML, PARTNER_JSON -> false;
        };
    }
}
