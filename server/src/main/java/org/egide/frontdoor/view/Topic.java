package org.egide.frontdoor.view;

import java.util.List;

/** One short text of advice: what it is about and the steps it names. */
public record Topic(String id, String title, String picture, List<String> steps) {
    public Topic {
        steps = List.copyOf(steps);
    }
}
