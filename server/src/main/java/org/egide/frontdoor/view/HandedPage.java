package org.egide.frontdoor.view;

import java.util.List;

/**
 * What a helper sees right after sending: advice at once, the code, and what they will see on coming back (R60.2). {@code joined} says
 * that it is one case with what was told before.
 */
public record HandedPage(
        Sheet sheet, String teller, List<String> words, List<String> next, Promise promise, boolean joined) {
    public HandedPage {
        words = List.copyOf(words);
        next = List.copyOf(next);
    }

    @Override
    public String toString() {
        return "HandedPage[hidden]";
    }
}
