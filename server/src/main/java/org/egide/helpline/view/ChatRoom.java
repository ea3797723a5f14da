package org.egide.helpline.view;

import java.util.List;
import org.egide.platform.web.Page;

/**
 * The page of a child who talks, or waits: what was said, how it stands, who reads along, what she is asked to agree to. {@code pass}
 * opens the next page without the code; {@code version} tells the script whether anything is new. Holds what a child said: never logged.
 */
public record ChatRoom(
        Page page,
        String title,
        String emergency,
        String helpline,
        List<String> code,
        List<String> calm,
        String state,
        String along,
        List<Said> said,
        List<Ask> asks,
        List<String> passedOn,
        boolean danger,
        boolean over,
        String pass,
        String once,
        int version,
        String problem,
        String words) {
    public ChatRoom {
        code = List.copyOf(code);
        calm = List.copyOf(calm);
        said = List.copyOf(said);
        asks = List.copyOf(asks);
        passedOn = List.copyOf(passedOn);
    }

    /** One message: whose ({@code me} or {@code them}), who speaks, and the words. */
    public record Said(boolean mine, String speaker, String words) {}

    /** A hand-over she is asked about: to whom, and the words that would go. */
    public record Ask(String id, String question, String words) {}

    public String t(String key, Object... arguments) {
        return page.t(key, arguments);
    }

    /** The words of the code in one line, as a person types them. */
    public String line() {
        return String.join(" ", code);
    }

    @Override
    public String toString() {
        return "ChatRoom[hidden]";
    }
}
