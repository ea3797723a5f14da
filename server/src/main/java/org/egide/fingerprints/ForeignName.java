package org.egide.fingerprints;

import java.nio.charset.StandardCharsets;

/**
 * How a source names one of its entries: the member that put it there (empty where the form knows none) and the id, together. Some
 * members use a hash as the id, so it is stored sealed and never printed.
 */
public record ForeignName(String member, String id) {
    /** Most characters of either part. */
    public static final int LONGEST = 200;

    private static final char BETWEEN = '\n';

    public ForeignName {
        if (id.isEmpty() || !fit(member) || !fit(id)) {
            throw new IllegalArgumentException("a source's name for an entry that cannot be");
        }
    }

    /** Whether a part can stand in a name: no longer than {@link #LONGEST}, without control characters. */
    public static boolean fit(String part) {
        return part.length() <= LONGEST && part.chars().noneMatch(Character::isISOControl);
    }

    byte[] bytes() {
        return (member + BETWEEN + id).getBytes(StandardCharsets.UTF_8);
    }

    static ForeignName read(String stored) {
        var between = stored.indexOf(BETWEEN);
        return new ForeignName(stored.substring(0, between), stored.substring(between + 1));
    }

    @Override
    public String toString() {
        return "ForeignName[redacted]";
    }
}
