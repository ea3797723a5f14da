package org.egide.gateway.view;

/** What a provider may ask and what it asked today, in numbers; {@code closed} entries are those around which near answers stopped. */
public record MatchLine(
        boolean granted,
        String territories,
        int questionsPerDay,
        int matchesPerDay,
        long questions,
        long matches,
        long withheld,
        int closed) {}
