package org.egide.report;

/** What somebody did, as the founding texts name acts (R8.3, R16.1, GP4.1); several at once. Titles: {@code act.<name>}. */
public enum Act {
    PRODUCING,
    DISTRIBUTING,
    DISSEMINATING,
    MAKING_AVAILABLE,
    IMPORTING,
    EXPORTING,
    OFFERING,
    SELLING,
    ACQUIRING,
    COPYING,
    POSSESSING,
    /** Viewed online without download or storage (R16.1). */
    ACCESSING,
    LIVE_STREAMING,
    BLACKMAILING,
    SOLICITING,
    ADVERTISING,
    RECRUITING,
    CONTROLLING
}
