package org.egide.removal.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One copy as the ledger shows it: no address. {@code clock} is what its clock says, with the moment it began while it runs and
 * without one once it has stopped. {@code contact} is the guessed contact of a host that nobody has confirmed, empty when there is
 * no guess; {@code untold} says that a person must confirm before the host is told.
 */
public record CopyLine(
        String id,
        String reference,
        String report,
        String reportReference,
        String host,
        String state,
        boolean urgent,
        Happening clock,
        List<Happening> notices,
        Happening last,
        Optional<Instant> next,
        String owner,
        boolean untold,
        String contact,
        boolean mayRefuse,
        List<Happening> history) {
    public CopyLine {
        notices = List.copyOf(notices);
        history = List.copyOf(history);
    }

    /**
     * What happened, when, and its stable code. Sentence, moment and code stay apart, so that a page can keep each in its own
     * direction of writing; the code may be empty.
     */
    public record Happening(String what, Optional<Instant> at, String code) {}
}
