package org.egide.report;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Names a report. */
public record ReportId(UUID value) {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public ReportId {
        Objects.requireNonNull(value);
    }

    /** A new random id: it says nothing about when. */
    public static ReportId random() {
        return new ReportId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static ReportId of(String text) {
        try {
            return new ReportId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw org.egide.platform.Refusal.notFound();
        }
    }

    /** A short name that people can say on the telephone: 50 of the random bits. It is no secret and opens nothing. */
    public String reference() {
        var bits = value.getMostSignificantBits() >>> 14;
        var name = new StringBuilder("EG-");
        for (var i = 9; i >= 0; i--) {
            name.append(LETTERS.charAt((int) (bits >>> (5 * i) & 31)));
            if (i == 5) {
                name.append('-');
            }
        }
        return name.toString();
    }

    /** The first id that could have this reference, or nothing when it is no reference; the last has all lower bits set. */
    static Optional<UUID> firstOf(String reference) {
        var letters =
                reference.strip().toUpperCase(Locale.ROOT).replace("EG-", "").replace("-", "");
        if (letters.length() != 10) {
            return Optional.empty();
        }
        var bits = 0L;
        for (var i = 0; i < letters.length(); i++) {
            var place = LETTERS.indexOf(letters.charAt(i));
            if (place < 0) {
                return Optional.empty();
            }
            bits = bits << 5 | place;
        }
        return Optional.of(new UUID(bits << 14, 0));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
