package org.egide.frontdoor;

import java.util.HashMap;
import java.util.Map;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.Spoken;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.web.Page;
import org.egide.platform.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Makes the paper of a page and answers with it. */
@Component
final class Sheets {
    private final Pages pages;
    private final Settings settings;
    private final Recordings recordings;

    Sheets(Pages pages, Settings settings, Recordings recordings) {
        this.pages = pages;
        this.settings = settings;
        this.recordings = recordings;
    }

    /** The language of a path; anything else is not here. */
    static Language language(String code) {
        return Language.of(code).orElseThrow(Refusal::notFound);
    }

    /** A page that says in its title what it is. */
    Sheet open(Language language, String path, String titleKey) {
        return sheet(pages.page(language, path), titleKey, false);
    }

    /** A page with the one neutral title. */
    Sheet quiet(Language language, String path) {
        return sheet(pages.page(language, path), "frontdoor.neutral", true);
    }

    private Sheet sheet(Page page, String titleKey, boolean quiet) {
        return new Sheet(
                page,
                page.t(titleKey),
                settings.text(Setting.EMERGENCY_NUMBER),
                settings.text(Setting.HELPLINE_NUMBER),
                quiet,
                new Spoken((band, name) -> recordings.address(page.language(), band, name)));
    }

    ResponseEntity<byte[]> show(String template, Object view) {
        return pages.show("frontdoor/" + template + ".jte", Map.of("view", view));
    }

    ResponseEntity<byte[]> show(HttpStatus status, String template, Object view) {
        return pages.show(status, "frontdoor/" + template + ".jte", Map.of("view", view));
    }

    /** What was wrong, what is kept, what next. */
    ResponseEntity<byte[]> refuse(Language language, String path, HttpStatus status, String code) {
        var parameters = new HashMap<String, Object>();
        parameters.put("page", pages.page(language, path));
        parameters.put("code", code);
        parameters.put("status", status.value());
        parameters.put("emergency", settings.text(Setting.EMERGENCY_NUMBER));
        parameters.put("helpline", settings.text(Setting.HELPLINE_NUMBER));
        return pages.show(status, "shared/refusal.jte", parameters);
    }

    int hoursToFirstLook() {
        return settings.number(Setting.FIRST_LOOK_HOURS);
    }

    String leaveFor() {
        return settings.text(Setting.LEAVE_URL);
    }
}
