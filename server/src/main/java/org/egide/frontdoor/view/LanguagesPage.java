package org.egide.frontdoor.view;

import java.util.List;

/** The choice of language. */
public record LanguagesPage(Sheet sheet, List<Tongue> tongues) {
    public LanguagesPage {
        tongues = List.copyOf(tongues);
    }
}
