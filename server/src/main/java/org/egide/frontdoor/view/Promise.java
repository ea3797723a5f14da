package org.egide.frontdoor.view;

import java.util.Optional;

/** When a report is looked at, as honestly as it is known: within so many hours, or a sentence where nobody is there to look (R42.3). */
public record Promise(int hours, Optional<String> later) {
    public static Promise within(int hours) {
        return new Promise(hours, Optional.empty());
    }

    public static Promise later(String sentence) {
        return new Promise(0, Optional.of(sentence));
    }
}
