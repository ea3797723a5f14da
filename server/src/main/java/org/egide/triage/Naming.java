package org.egide.triage;

import java.util.Arrays;
import java.util.List;
import org.egide.report.ItemId;

/** What an item names, as keyed hashes: each mark alone is enough to recognise the thing. */
record Naming(ItemId item, ThingKind kind, List<Mark> marks) {
    /** A keyed hash; compared by content. */
    @SuppressWarnings("ArrayRecordComponent") // compares its content itself
    record Mark(byte[] bytes) implements Comparable<Mark> {
        @Override
        public int compareTo(Mark other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mark mark && Arrays.equals(bytes, mark.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Mark[redacted]";
        }
    }

    Naming {
        marks = List.copyOf(marks);
    }
}
