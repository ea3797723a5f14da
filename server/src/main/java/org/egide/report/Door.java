package org.egide.report;

/** Through which door a report came in. */
public enum Door {
    CHILD_PATH,
    PUBLIC_FORM,
    PROVIDER_XML,
    PARTNER_JSON,
    /** A helpline passed a child on, with her knowledge. */
    HELPLINE
}
