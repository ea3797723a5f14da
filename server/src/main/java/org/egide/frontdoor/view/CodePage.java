package org.egide.frontdoor.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page that shows a code in the disguise that was chosen ({@code look}), in its {@code parts}. {@code carried} goes along with every
 * button: the ticket and, in the path, the answers. Without {@code end} the place is only kept, until the day {@code until}.
 * {@code tried} is empty, {@code right} or {@code other}, after somebody typed the code to try.
 */
public record CodePage(
        Sheet sheet,
        String look,
        List<String> parts,
        List<Choice> looks,
        Map<String, String> carried,
        Optional<End> end,
        String until,
        String tried) {
    /**
     * After something was sent. {@code urgent} comes before everything else, where there is need; {@code device} offers to make a
     * fingerprint of a picture next.
     */
    public record End(boolean child, Optional<Urgent> urgent, Promise promise, boolean device) {}

    public CodePage {
        parts = List.copyOf(parts);
        looks = List.copyOf(looks);
        carried = Map.copyOf(carried);
    }

    /** Where the buttons lead: to the page it is on, so that the address stays the same. */
    public String action() {
        return sheet.to(sheet.page().path());
    }

    /** The code as it may be typed or read aloud. */
    public String line() {
        return String.join(" ", parts);
    }

    @Override
    public String toString() {
        return "CodePage[hidden]";
    }
}
