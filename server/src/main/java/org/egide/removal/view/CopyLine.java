package org.egide.removal.view;

import java.util.List;

/**
 * One copy as the ledger shows it: no address. {@code contact} is the guessed contact of a host that nobody has confirmed, empty
 * when there is no guess; {@code untold} says that a person must confirm before the host is told.
 */
public record CopyLine(
        String id,
        String reference,
        String report,
        String reportReference,
        String host,
        String state,
        boolean urgent,
        String since,
        String clock,
        List<String> notices,
        String last,
        String next,
        String owner,
        boolean untold,
        String contact,
        boolean mayRefuse,
        List<Happening> history) {
    public CopyLine {
        notices = List.copyOf(notices);
        history = List.copyOf(history);
    }

    /** One line of a copy's history. */
    public record Happening(String at, String what) {}
}
