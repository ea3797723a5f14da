package org.egide.helpline;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.FrontLink;
import org.egide.platform.web.Pages;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The helpline's desk, {@code GET /desk/helpline}. Forms, each with {@code csrf} and answered with 303: {@code POST .../on}
 * ({@code language}, several, and {@code capacity}), {@code .../off}, {@code .../next}, {@code .../enter} ({@code line}, {@code kind},
 * {@code language}, {@code about}, {@code age}).
 */
@Controller
@ForStaff({Role.COUNSELLOR, Role.SUPERVISOR})
final class HelplinePages {
    static final String PATH = "/desk/helpline";
    private static final int ROWS = 60;

    private final Pages pages;
    private final DeskPages deskPages;
    private final Talks talks;
    private final Contacts contacts;
    private final Presences presences;
    private final Helplines helplines;
    private final QueueSheets sheets;
    private final TalkPages talkPages;

    HelplinePages(
            Pages pages,
            DeskPages deskPages,
            Talks talks,
            Contacts contacts,
            Presences presences,
            Helplines helplines,
            QueueSheets sheets,
            TalkPages talkPages) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.talks = talks;
        this.contacts = contacts;
        this.presences = presences;
        this.helplines = helplines;
        this.sheets = sheets;
        this.talkPages = talkPages;
    }

    @Configuration(proxyBeanMethods = false)
    static class HelplineTab {
        @Bean
        DeskTab helplineTab() {
            return new DeskTab(15, PATH, "helpline.tab", "c", Set.of(Role.COUNSELLOR.name(), Role.SUPERVISOR.name()));
        }

        @Bean
        FrontLink chatLink(Helplines helplines) {
            return new FrontLink("/chat", "helpline.live", helplines::there);
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> queue(HttpServletRequest request, Person viewer) {
        presences.seen(viewer);
        var page = deskPages.page(request, "helpline.title", PATH);
        return pages.show("helpline/queue.jte", Map.of("page", page, "sheet", sheets.of(page, viewer, ROWS)));
    }

    @PostMapping(PATH + "/on")
    ResponseEntity<Void> on(
            Person viewer,
            @RequestParam(name = "language", defaultValue = "") List<String> codes,
            @RequestParam(defaultValue = "3") String capacity) {
        counsellor(viewer);
        var languages = new LinkedHashSet<Language>();
        codes.forEach(code -> Language.of(code).ifPresent(languages::add));
        presences.signOn(viewer, languages, capacity.matches("[0-9]{1,2}") ? Integer.parseInt(capacity) : 0);
        return to(PATH);
    }

    @PostMapping(PATH + "/off")
    ResponseEntity<Void> off(Person viewer) {
        presences.signOff(viewer);
        return to(PATH);
    }

    @PostMapping(PATH + "/next")
    ResponseEntity<Void> next(Person viewer) {
        counsellor(viewer);
        return to(talks.next(viewer).map(id -> PATH + "/" + id).orElse(PATH));
    }

    @PostMapping(PATH + "/enter")
    ResponseEntity<byte[]> enter(
            HttpServletRequest request,
            Person viewer,
            @RequestParam String line,
            @RequestParam String kind,
            @RequestParam String language,
            @RequestParam String about,
            @RequestParam String age) {
        counsellor(viewer);
        var begun = contacts.enter(
                viewer,
                helplines.find(line).orElseThrow(Refusal::notFound),
                choice(kind, ContactKind.values(), ContactKind::name),
                Language.of(language).orElseThrow(Refusal::notFound),
                About.of(about).orElse(About.SILENT),
                AgeGroup.of(age).orElse(AgeGroup.UNKNOWN));
        return talkPages.show(request, viewer, begun.id(), begun.code());
    }

    static void counsellor(Person viewer) {
        if (!viewer.is(Role.COUNSELLOR)) {
            throw Refusal.notAllowed();
        }
    }

    /** One of a list by its name; refuses {@code unknown-choice}. */
    static <T> T choice(String name, T[] values, Function<T, String> names) {
        return Arrays.stream(values)
                .filter(value -> names.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.because("unknown-choice", "That choice is not on the list."));
    }

    static <T> Optional<T> perhaps(String name, T[] values, Function<T, String> names) {
        return name.isEmpty() ? Optional.empty() : Optional.of(choice(name, values, names));
    }

    static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(303).header("Location", path).build();
    }
}
