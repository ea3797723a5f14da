package org.egide.frontdoor.view;

import java.util.List;
import java.util.Optional;

/**
 * A new code in the place of the old one: shown first, counting from the button on. Who asked for it carries {@code held} back; it is
 * missing where somebody else has seen the old code, so that there is no way around.
 */
public record ChangePage(Sheet sheet, List<String> parts, String change, Optional<Held> held) {
    public ChangePage {
        parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
        return "ChangePage[hidden]";
    }
}
