package org.egide.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the pages of a path carry in a sealed hidden field: since when somebody is on it (to the second), and the code of their place or
 * of what they sent, once they have one. In the hands of the one at the page and nowhere else.
 */
public record Ticket(Instant since, Optional<ReceiptCode> code) {
    public Ticket {
        Objects.requireNonNull(since);
        Objects.requireNonNull(code);
    }

    @Override
    public String toString() {
        return "Ticket[hidden]";
    }
}
