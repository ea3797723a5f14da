package org.egide.platform.web;

import java.util.List;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;

/**
 * What every page of the desk needs: language, who is signed in, the token that forms must carry and the tabs this person may
 * open. Made by {@code staff.DeskPages}.
 */
public record DeskPage(
        Language language,
        Messages messages,
        String title,
        String viewerName,
        String deskName,
        String csrf,
        String current,
        List<DeskTab> tabs) {
    public DeskPage {
        tabs = List.copyOf(tabs);
    }

    public String t(String key, Object... arguments) {
        return messages.text(language, key, arguments);
    }

    public String lang() {
        return language.code();
    }

    public String dir() {
        return language.direction();
    }
}
