package org.egide.upstream.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that a desk sees of a source: never its login. {@code tries} are failures in a row. */
public record SourceSheet(
        SourceLine line,
        String base,
        String list,
        long everyMinutes,
        Instant checkpoint,
        boolean inRange,
        int pages,
        int tries,
        Optional<Instant> faultAt,
        List<Tallied> counts,
        List<VoteLine> votes) {
    public SourceSheet {
        counts = List.copyOf(counts);
        votes = List.copyOf(votes);
    }

    /** How often something became of what the source said. */
    public record Tallied(String what, long number) {}

    /** A vote on its way or there; {@code again} says that a person can send it once more. */
    public record VoteLine(
            String id,
            String entry,
            String kind,
            boolean up,
            String state,
            String code,
            boolean again,
            Instant created) {}
}
