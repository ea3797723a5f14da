package org.egide.helpline.view;

import java.util.List;
import org.egide.platform.web.Page;

/**
 * A page of the chat before it begins: an optional calm block that comes before everything else, one question, big answers. {@code line}
 * and {@code about} travel with the form.
 */
public record ChatAsk(
        Page page,
        String title,
        String emergency,
        String helpline,
        String line,
        String about,
        String key,
        String welcome,
        List<String> calm,
        String question,
        String field,
        List<Choice> choices,
        boolean codeToo) {
    public ChatAsk {
        calm = List.copyOf(calm);
        choices = List.copyOf(choices);
    }

    /** One answer to tap. */
    public record Choice(String value, String label) {}

    public String t(String key, Object... arguments) {
        return page.t(key, arguments);
    }
}
