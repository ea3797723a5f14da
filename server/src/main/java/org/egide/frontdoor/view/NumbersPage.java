package org.egide.frontdoor.view;

import java.util.List;

/** The numbers of a country, those for danger first. */
public record NumbersPage(Sheet sheet, String country, List<Line> emergencies, List<Line> helplines) {
    public NumbersPage {
        emergencies = List.copyOf(emergencies);
        helplines = List.copyOf(helplines);
    }

    /** One number; what is not known of it is empty. */
    public record Line(String number, String name, String hours, String languages) {}
}
