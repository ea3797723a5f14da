package org.egide.platform;

import java.util.Arrays;
import java.util.Optional;

/**
 * For whom a sentence is written: the same thing said for a younger or an older reader (R32.1, R53.1). A band's own sentences are in
 * {@code messages/<language>/<folder>/}; what it does not say anew it takes from the language's folder, which is written for
 * {@link #FROM_13}.
 */
public enum AgeBand {
    UNDER_10("under-10"),
    FROM_10("10-12"),
    FROM_13("13-15"),
    FROM_16("16-17"),
    ADULT("adult");

    private final String folder;

    AgeBand(String folder) {
        this.folder = folder;
    }

    /** The folder beside the language's sentences, and the word for the band in pages. */
    public String folder() {
        return folder;
    }

    /** The band of a pick-list value of a child's age ({@code 7-9}, {@code 13-15}, {@code ADULT}); empty when nobody knows. */
    public static Optional<AgeBand> ofAge(String age) {
        return switch (age) {
            case "0-2", "3-6", "7-9" -> Optional.of(UNDER_10);
            case "10-12" -> Optional.of(FROM_10);
            case "13-15" -> Optional.of(FROM_13);
            case "16-17" -> Optional.of(FROM_16);
            case "ADULT" -> Optional.of(ADULT);
            default -> Optional.empty();
        };
    }

    public static Optional<AgeBand> of(String folder) {
        return Arrays.stream(values())
                .filter(band -> band.folder.equals(folder))
                .findFirst();
    }
}
