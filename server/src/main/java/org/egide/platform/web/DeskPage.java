package org.egide.platform.web;

import java.util.List;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;

/**
 * What every page of the desk needs: language, who is signed in, the token that forms must carry, the tabs this person may
 * open and what has to be said on every page. Made by {@code staff.DeskPages}.
 */
public record DeskPage(
        Language language,
        Messages messages,
        String title,
        String viewerName,
        String deskName,
        String csrf,
        String current,
        List<DeskTab> tabs,
        List<DeskNotice> notices) {
    public DeskPage {
        tabs = List.copyOf(tabs);
        notices = List.copyOf(notices);
    }

    /** A page without notices. */
    public DeskPage(
            Language language,
            Messages messages,
            String title,
            String viewerName,
            String deskName,
            String csrf,
            String current,
            List<DeskTab> tabs) {
        this(language, messages, title, viewerName, deskName, csrf, current, tabs, List.of());
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
