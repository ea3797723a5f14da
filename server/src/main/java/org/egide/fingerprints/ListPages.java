package org.egide.fingerprints;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskTab;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The lists of a desk. No page shows a hash. Forms, each with {@code csrf} and answered with 303:
 *
 * <ul>
 *   <li>{@code POST /desk/lists}: {@code name}, {@code ground}, {@code classification}, {@code threshold} (0 to 31), {@code kind}
 *       ({@code verified} or {@code unverified}), {@code owner}, {@code territories} (two letters each, with blanks or commas),
 *       {@code hashes} ({@link HashKind}, several; none is all), {@code until} (a day, empty for no end), {@code shared}
 *       ({@code yes}: answers providers once a second person confirmed the list)
 *   <li>{@code POST /desk/lists/{list}/confirm}: nothing else; {@code .../withdraw}: {@code reason}, by a supervisor
 *   <li>{@code POST /desk/lists/{list}/entries}: {@code hashes} (see {@link Hashes#parse}), {@code provenance},
 *       {@code classification} (empty for the list's own), {@code until}
 *   <li>{@code POST /desk/lists/entries/{entry}/confirm}: nothing else
 *   <li>{@code POST /desk/lists/entries/{entry}/withdraw}: {@code reason}
 * </ul>
 */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class ListPages {
    private static final String PATH = "/desk/lists";

    private final Pages pages;
    private final DeskPages deskPages;
    private final FingerprintLists lists;

    ListPages(Pages pages, DeskPages deskPages, FingerprintLists lists) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.lists = lists;
    }

    @Configuration(proxyBeanMethods = false)
    static class ListsTab {
        @Bean
        DeskTab listsTab() {
            return new DeskTab(30, PATH, "fingerprints.tab", "l", Set.of(Role.ANALYST.name(), Role.SUPERVISOR.name()));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> all(HttpServletRequest request, Person viewer) {
        return pages.show(
                "fingerprints/lists.jte",
                Map.of(
                        "page", deskPages.page(request, "fingerprints.title", PATH),
                        "kinds", HashKind.all(),
                        "lists", lists.lists(viewer)));
    }

    @PostMapping(PATH)
    ResponseEntity<Void> create(
            Person viewer,
            @RequestParam String name,
            @RequestParam String ground,
            @RequestParam String classification,
            @RequestParam(defaultValue = "31") int threshold,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String territories,
            @RequestParam(defaultValue = "") Set<String> hashes,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String shared) {
        var reach =
                new NewList.Reach(owner, Territory.parse(territories), kinds(hashes), end(until), shared.equals("yes"));
        var list = new NewList(name, ground, classification, threshold, kind.equals("verified"), reach);
        return to(PATH + "/" + lists.create(viewer, list));
    }

    private static Set<HashKind> kinds(Set<String> names) {
        if (names.isEmpty()) {
            return Set.copyOf(HashKind.all());
        }
        return names.stream()
                .map(name -> HashKind.of(name)
                        .orElseThrow(() -> Refusal.because("unknown-kind", "There is no such kind of hash.")))
                .collect(Collectors.toSet());
    }

    /** The end of that day (UTC), or none. */
    private static Optional<Instant> end(String day) {
        if (day.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(day.strip())
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeException e) {
            throw Refusal.because("bad-date", "A day is written year-month-day.");
        }
    }

    @PostMapping(PATH + "/{id}/confirm")
    ResponseEntity<Void> confirmList(Person viewer, @PathVariable String id) {
        var list = ListId.of(id);
        lists.confirmList(viewer, list);
        return to(PATH + "/" + list);
    }

    @PostMapping(PATH + "/{id}/withdraw")
    @ForStaff(Role.SUPERVISOR)
    ResponseEntity<Void> withdrawList(Person viewer, @PathVariable String id, @RequestParam String reason) {
        var list = ListId.of(id);
        lists.withdrawList(viewer, list, reason);
        return to(PATH + "/" + list);
    }

    @GetMapping(PATH + "/{id}")
    ResponseEntity<byte[]> one(HttpServletRequest request, Person viewer, @PathVariable String id) {
        var list = lists.list(viewer, ListId.of(id));
        return pages.show(
                "fingerprints/list.jte",
                Map.of(
                        "page", deskPages.page(request, "fingerprints.list.title", PATH),
                        "list", list,
                        "supervisor", viewer.is(Role.SUPERVISOR),
                        "entries", lists.entries(viewer, list.id())));
    }

    @PostMapping(PATH + "/{id}/entries")
    ResponseEntity<Void> add(
            Person viewer,
            @PathVariable String id,
            @RequestParam String hashes,
            @RequestParam String provenance,
            @RequestParam(defaultValue = "") String classification,
            @RequestParam(defaultValue = "") String until) {
        var list = ListId.of(id);
        var own = Optional.of(classification.strip()).filter(text -> !text.isEmpty() && text.length() <= 60);
        lists.add(viewer, list, Hashes.parse(hashes), provenance.strip(), own, end(until));
        return to(PATH + "/" + list);
    }

    @PostMapping(PATH + "/entries/{entry}/confirm")
    ResponseEntity<Void> confirm(Person viewer, @PathVariable String entry) {
        var id = EntryId.of(entry);
        lists.confirm(viewer, id);
        return to(PATH + "/" + lists.entry(viewer, id).list());
    }

    @PostMapping(PATH + "/entries/{entry}/withdraw")
    ResponseEntity<Void> withdraw(Person viewer, @PathVariable String entry, @RequestParam String reason) {
        var id = EntryId.of(entry);
        lists.withdraw(viewer, id, reason);
        return to(PATH + "/" + lists.entry(viewer, id).list());
    }

    private static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(303).header("Location", path).build();
    }
}
