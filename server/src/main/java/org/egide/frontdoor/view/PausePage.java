package org.egide.frontdoor.view;

import java.util.Map;

/** A page on which nothing is asked; the answers so far wait in it. */
public record PausePage(Sheet sheet, Map<String, String> carried) {
    public PausePage {
        carried = Map.copyOf(carried);
    }
}
