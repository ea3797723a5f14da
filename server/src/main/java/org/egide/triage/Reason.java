package org.egide.triage;

/** Why a report stands in its band: the row of the table (or {@code invariant.*}, {@code by-hand}), and the message key of the sentence. */
public record Reason(String row, String because, Band band) {}
