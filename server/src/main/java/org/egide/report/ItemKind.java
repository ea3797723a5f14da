package org.egide.report;

/** What kind of thing a report names (R2.1, R14.2, R17.2: a report needs no web address). */
public enum ItemKind {
    /** An address on the web. */
    ADDRESS,
    /** A file that came along. */
    FILE,
    /** A fingerprint without its file. */
    FINGERPRINT,
    /** An account, handle or user name on a service. */
    ACCOUNT,
    CONVERSATION,
    EMAIL,
    PHONE,
    PAYMENT,
    LIVE_SESSION,
    /** Content hash, peer address, port and time. */
    PEER_TO_PEER,
    /** A network address with time and port. */
    NETWORK_ADDRESS,
    DEVICE
}
