package org.egide.dialogue.view;

/** One objection that waits; {@code ground} and {@code words} are empty until it was opened. */
public record ObjectionRow(
        String id, String subject, String kind, String day, boolean opened, String ground, String words) {
    @Override
    public String toString() {
        return "ObjectionRow[" + id + "]";
    }
}
