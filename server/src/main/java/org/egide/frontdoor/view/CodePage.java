package org.egide.frontdoor.view;

import java.util.List;
import java.util.Optional;

/**
 * The page that shows the code, once. {@code urgent} comes before everything else, where there is need; {@code device} offers to
 * make a fingerprint of a picture next.
 */
public record CodePage(
        Sheet sheet, List<String> words, boolean child, Optional<Urgent> urgent, Promise promise, boolean device) {
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
