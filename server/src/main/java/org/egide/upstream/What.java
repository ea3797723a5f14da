package org.egide.upstream;

/** What became of what a source said; counted for each source and shown at the desk ({@code upstream.what.<name>}). */
public enum What {
    PAGES,
    ADDED,
    REPLACED,
    /** Said again. */
    UNCHANGED,
    WITHDRAWN,
    /** Taken back, and never was here. */
    UNKNOWN_DELETION,
    /** People of the desk took it off; a source does not put it back. */
    HELD_BACK,
    /** Followed by a later word in the same page. */
    SUPERSEDED,
    /** Only kinds of hash that the list does not hold. */
    NOT_ON_LIST,
    /** No hash that we can compare. */
    NOTHING_USABLE,
    NO_IDENTITY,
    /** A time that is not written as the form says; an entry is skipped, a deletion is honoured. */
    BAD_TIME,
    /** A wrong alphabet or length. */
    BAD_HASH,
    REPEATED_HASH,
    /** Kinds of hash that we cannot compare (PhotoDNA, NetClean, Videntifier, TMK, text). */
    UNUSABLE_KIND,
    UNKNOWN_ELEMENT,
    /** A value that the form does not know; the record is skipped. */
    UNKNOWN_VALUE,
    RANGE_SHRUNK,
    RANGE_RESTARTED,
    /** Pages refused whole. */
    REFUSED
}
