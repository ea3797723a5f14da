package org.egide.frontdoor.view;

import java.util.List;

/** All doors from one place: where to tell, where to ask, where to complain (R39.3). */
public record DoorsPage(Sheet sheet, List<Entry> told, List<Entry> beside) {
    public DoorsPage {
        told = List.copyOf(told);
        beside = List.copyOf(beside);
    }

    /** One door: its address, its drawing, its words. */
    public record Entry(String path, String picture, String title, String more) {}
}
