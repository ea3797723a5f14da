package org.egide.frontdoor.view;

import java.util.List;

/** A few short texts; each names a skill or a next step, none blames. */
public record AdvicePage(Sheet sheet, List<Topic> topics) {
    public AdvicePage {
        topics = List.copyOf(topics);
    }
}
