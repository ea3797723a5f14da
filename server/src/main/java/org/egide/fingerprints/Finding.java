package org.egide.fingerprints;

import java.util.List;

/**
 * The answer to one question of a partner. {@code withheld} says that this partner asked so often around one entry that near answers
 * there are given by people only, hit or miss.
 */
public record Finding(List<Known> known, boolean withheld) {
    public Finding {
        known = List.copyOf(known);
    }

    /** A standing entry that matches; {@code test} is the one that is there for trying. */
    public record Known(
            ListId list,
            String listName,
            String owner,
            EntryId entry,
            Match.Kind kind,
            Band band,
            String classification,
            Votes votes,
            boolean test) {}

    /** How near. Coarse on purpose: exact distances would let a partner compute the entry. */
    public enum Band {
        /** The same bytes. */
        SAME_BYTES,
        /** 0 to 15 bits. */
        CLOSE,
        /** 16 to 31 bits. */
        FAR;

        static Band of(Match.Kind kind, int distance) {
            return switch (kind) {
                case EXACT -> SAME_BYTES;
                case NEAR -> distance <= 15 ? CLOSE : FAR;
            };
        }
    }

    /** What the one who asked does next. */
    public enum Next {
        /** Nothing is known. */
        NOTHING,
        /** A person looks and, where the law says so, reports. */
        REVIEW_THEN_REPORT,
        /** Only the test entry matched: the path works. */
        TEST_PASSED,
        /** Send a report with the file: people answer here. */
        REPORT_FOR_REVIEW
    }

    /** What to do next. */
    public Next next() {
        if (known.stream().anyMatch(match -> !match.test())) {
            return Next.REVIEW_THEN_REPORT;
        }
        if (withheld) {
            return Next.REPORT_FOR_REVIEW;
        }
        return known.isEmpty() ? Next.NOTHING : Next.TEST_PASSED;
    }
}
