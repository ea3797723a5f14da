package org.egide.fingerprints;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.egide.staff.DeskId;

/**
 * A list as its desk sees it: what it stands for and how many entries it has, never a hash. {@code confirmations} are of the list
 * itself and by different people; {@code mine} says that the viewer is one of them; {@code withdrawn} is the reason.
 */
public record ListView(
        ListId id,
        DeskId desk,
        String name,
        String ground,
        String classification,
        int threshold,
        boolean verified,
        Sharing sharing,
        Counts counts,
        Instant created) {

    /** Whose it is, where and until when it holds, and whether it answers providers. */
    public record Sharing(
            String owner,
            List<String> territories,
            List<HashKind> kinds,
            Optional<Instant> expires,
            boolean shared,
            int confirmations,
            boolean mine,
            Optional<String> withdrawn) {
        public Sharing {
            territories = List.copyOf(territories);
            kinds = List.copyOf(kinds);
        }

        /** Whether it waits for another person before it answers providers. */
        public boolean waits() {
            return shared && withdrawn.isEmpty() && confirmations < EntryView.NEEDED;
        }
    }

    /** How many entries it has. */
    public record Counts(long live, long confirmed, long withdrawn) {}
}
