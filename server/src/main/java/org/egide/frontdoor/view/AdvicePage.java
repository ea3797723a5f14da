package org.egide.frontdoor.view;

import java.util.List;

/** The situations there is advice for, those of the young and those of adults; {@code band} is the age whose words are shown. */
public record AdvicePage(Sheet sheet, String band, List<AdviceText.Age> ages, List<Topic> young, List<Topic> adults) {
    public AdvicePage {
        ages = List.copyOf(ages);
        young = List.copyOf(young);
        adults = List.copyOf(adults);
    }
}
