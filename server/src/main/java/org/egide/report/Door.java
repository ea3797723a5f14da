package org.egide.report;

/** Through which door a report came in. */
public enum Door {
    CHILD_PATH,
    PUBLIC_FORM,
    PROVIDER_XML,
    PARTNER_JSON;

    /** Whether who comes through it has no name here: then their report keeps the day and not the moment (S2). */
    public boolean anonymous() {
        return switch (this) {
            case CHILD_PATH, PUBLIC_FORM -> true;
            case PROVIDER_XML, PARTNER_JSON -> false;
        };
    }
}
