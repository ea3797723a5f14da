package org.egide.report;

/** Bytes of a picture, a film or another file that came through a door which never asks for one. Never printed. */
@SuppressWarnings("ArrayRecordComponent") // never compared, only sealed
public record Unwanted(Kind kind, byte[] bytes) {
    /** What the first bytes say that it is. Titles: {@code report.quarantine.kind.<name>}. */
    public enum Kind {
        IMAGE,
        VIDEO,
        /** Any other file: an archive or a document may hold pictures too. */
        OTHER
    }

    @Override
    public String toString() {
        return "Unwanted[" + kind + "]";
    }
}
