package org.egide.frontdoor.view;

import java.util.List;

/** One short text; it names a skill or a next step and blames nobody. {@code band} is the age it is written for. */
public record AdviceText(Sheet sheet, Topic topic, String band, List<Age> ages, boolean adults) {
    public AdviceText {
        ages = List.copyOf(ages);
    }

    /** An age to read it for: the band's folder, its name and its address without the language. */
    public record Age(String band, String name, String path) {}
}
