package org.egide.helpline.view;

import java.util.List;
import org.egide.platform.web.Page;

/** The helplines of a node with several, or the truth that there is none. */
public record ChatCountries(Page page, String title, String emergency, String helpline, List<Entry> lines) {
    public ChatCountries {
        lines = List.copyOf(lines);
    }

    /** One line: its page, its country in the reader's language, its name and whether somebody should be there now. */
    public record Entry(String path, String country, String name, String number, boolean open) {}

    public String t(String key, Object... arguments) {
        return page.t(key, arguments);
    }
}
