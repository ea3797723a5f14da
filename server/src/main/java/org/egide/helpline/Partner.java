package org.egide.helpline;

import java.util.Map;
import java.util.Objects;
import org.egide.platform.Language;

/** A body to which a line may pass a child on, as its file names it. */
public record Partner(String id, Kind kind, Map<String, String> names) {
    /** What kind of body. Titles: {@code helpline.partner.<name>}. */
    public enum Kind {
        HOTLINE,
        POLICE,
        CARE
    }

    public Partner {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        names = Map.copyOf(names);
    }

    String name(Language language) {
        return Helpline.said(names, language).orElse(id);
    }
}
