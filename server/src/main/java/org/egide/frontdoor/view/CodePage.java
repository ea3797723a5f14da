package org.egide.frontdoor.view;

import java.util.List;

/**
 * The page that shows the code, once. {@code first} names what a child in danger or in despair should do before anything else;
 * empty otherwise.
 */
public record CodePage(Sheet sheet, List<String> words, boolean child, String first, int hours) {
    public CodePage {
        words = List.copyOf(words);
    }

    /** The words as they may be typed or read aloud. */
    public String line() {
        return String.join(" ", words);
    }

    @Override
    public String toString() {
        return "CodePage[hidden]";
    }
}
