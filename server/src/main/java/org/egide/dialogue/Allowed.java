package org.egide.dialogue;

/** What the reporter says about telling somebody; without an answer it is unknown, which is neither yes nor no. */
public enum Allowed {
    YES,
    NO,
    /** Only after the reporter was asked in that case. */
    ASK_FIRST,
    UNKNOWN
}
