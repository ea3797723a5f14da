package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.platform.web.DeskNotice;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.DeskTab;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes the common part of every desk page: language, viewer, form token and the tabs that the viewer's roles open. */
@Component
public final class DeskPages {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Messages messages;
    private final ObjectProvider<DeskTab> tabs;
    private final ObjectProvider<DeskNotices> notices;

    DeskPages(Messages messages, ObjectProvider<DeskTab> tabs, ObjectProvider<DeskNotices> notices) {
        this.messages = messages;
        this.tabs = tabs;
        this.notices = notices;
    }

    /** The page of a signed-in person; {@code current} is the path of the tab it belongs to. */
    public DeskPage page(HttpServletRequest request, String titleKey, String current) {
        var session = StaffGate.session(request);
        var language = session.flatMap(OpenSession::language).orElseGet(() -> accepted(request));
        return new DeskPage(
                language,
                messages,
                messages.text(language, titleKey),
                session.map(open -> open.person().name()).orElse(""),
                session.map(open -> open.person().desk().name()).orElse(""),
                session.map(OpenSession::csrf).orElse(""),
                current,
                session.map(open -> tabsOf(open.person())).orElse(List.of()),
                session.map(open -> noticesTo(open.person(), language)).orElse(List.of()));
    }

    /** A page before anybody is signed in, in its own language. */
    DeskPage before(HttpServletRequest request, String titleKey, String path) {
        var language = accepted(request);
        return new DeskPage(language, messages, messages.text(language, titleKey), "", "", "", path, List.of());
    }

    private List<DeskTab> tabsOf(Person person) {
        return tabs.stream()
                .filter(tab -> person.roles().stream().map(Role::name).anyMatch(tab.roles()::contains))
                .sorted(Comparator.comparingInt(DeskTab::order))
                .toList();
    }

    private List<DeskNotice> noticesTo(Person person, Language language) {
        return notices.stream()
                .flatMap(each -> each.to(person, language).stream())
                .toList();
    }

    /** The language that was chosen on this page, else the first of the browser's that is complete here. */
    static Language accepted(HttpServletRequest request) {
        return asked(request).orElseGet(() -> {
            var locales = request.getLocales();
            while (locales.hasMoreElements()) {
                var known = Language.of(locales.nextElement().getLanguage());
                if (known.isPresent()) {
                    return known.get();
                }
            }
            return Language.EN;
        });
    }

    private static Optional<Language> asked(HttpServletRequest request) {
        try {
            return Optional.ofNullable(request.getParameter("lang")).flatMap(Language::of);
        } catch (IllegalStateException e) {
            // The form cannot be read; the page that says so needs a language all the same.
            return Optional.empty();
        }
    }

    /** A moment as the desk writes it: to the minute, in UTC, the same in every language. */
    public static String minute(Instant moment) {
        return MINUTE.format(moment);
    }

    /** The same to the second, for records. */
    public static String second(Instant moment) {
        return SECOND.format(moment);
    }
}
