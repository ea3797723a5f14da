package org.egide.frontdoor.view;

import java.util.List;
import org.egide.platform.web.FrontLink;

/** The first page: the four fears answered, the doors, and the ways in that other modules offer now. */
public record StartPage(Sheet sheet, List<FrontLink> links) {
    public StartPage {
        links = List.copyOf(links);
    }
}
