package org.egide.upstream;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.NewList;
import org.egide.fingerprints.SourceId;
import org.egide.fingerprints.Territory;
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
 * The sources of a desk. No page shows a hash or a login. Forms, each with {@code csrf} and answered with 303:
 *
 * <ul>
 *   <li>{@code POST /desk/upstreams}: {@code form} ({@link Form}), {@code base}, {@code first}, {@code second}, {@code third} (see {@link Login}),
 *       {@code begin} (a day), {@code every} (minutes), and of the list {@code name}, {@code ground}, {@code classification},
 *       {@code threshold}, {@code kind}, {@code owner}, {@code territories}, {@code hashes}, {@code shared}
 *   <li>{@code .../{source}/confirm}, {@code pause}, {@code resume}, {@code now}: nothing else; {@code .../end}: {@code reason};
 *       {@code .../login}: {@code first}, {@code second}, {@code third}
 *   <li>{@code .../{source}/entries/{entry}/vote}: {@code vote} ({@code up}, {@code down}); {@code .../votes/{vote}/again}: nothing else
 * </ul>
 */
@Controller
@ForStaff({Role.ADMINISTRATOR, Role.SUPERVISOR, Role.ANALYST})
final class UpstreamPages {
    private static final String PATH = "/desk/upstreams";

    private final Pages pages;
    private final DeskPages deskPages;
    private final Upstreams upstreams;
    private final Votes votes;
    private final SourceSheets sheets;
    private final FingerprintLists lists;

    UpstreamPages(
            Pages pages,
            DeskPages deskPages,
            Upstreams upstreams,
            Votes votes,
            SourceSheets sheets,
            FingerprintLists lists) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.upstreams = upstreams;
        this.votes = votes;
        this.sheets = sheets;
        this.lists = lists;
    }

    @Configuration(proxyBeanMethods = false)
    static class UpstreamsTab {
        @Bean
        DeskTab upstreamsTab() {
            return new DeskTab(
                    35,
                    PATH,
                    "upstream.tab",
                    "w",
                    Set.of(Role.ADMINISTRATOR.name(), Role.SUPERVISOR.name(), Role.ANALYST.name()));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> all(HttpServletRequest request, Person viewer) {
        return pages.show(
                "upstream/sources.jte",
                Map.of(
                        "page", deskPages.page(request, "upstream.title", PATH),
                        "keeper", keeper(viewer),
                        "kinds", HashKind.all(),
                        "sources", sheets.lines(viewer)));
    }

    @PostMapping(PATH)
    @ForStaff(
            value = {Role.ADMINISTRATOR, Role.SUPERVISOR},
            again = true)
    ResponseEntity<Void> setUp(
            Person viewer,
            @RequestParam String form,
            @RequestParam String base,
            @RequestParam String first,
            @RequestParam String second,
            @RequestParam(defaultValue = "") String third,
            @RequestParam String begin,
            @RequestParam(defaultValue = "60") int every,
            @RequestParam Map<String, String> list,
            @RequestParam(defaultValue = "") Set<String> hashes) {
        var wanted = new NewSource(
                Form.of(form),
                NewSource.base(base),
                new Login(first, second, third),
                day(begin),
                Duration.ofMinutes(every),
                list(list, hashes));
        return to(upstreams.setUp(viewer, wanted));
    }

    private static NewList list(Map<String, String> fields, Set<String> hashes) {
        var reach = new NewList.Reach(
                fields.getOrDefault("owner", ""),
                Territory.parse(fields.getOrDefault("territories", "")),
                kinds(hashes),
                Optional.empty(),
                fields.getOrDefault("shared", "").equals("yes"));
        return new NewList(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("ground", ""),
                fields.getOrDefault("classification", ""),
                number(fields.getOrDefault("threshold", "31")),
                fields.getOrDefault("kind", "").equals("verified"),
                reach);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw Refusal.because("bad-threshold", "A threshold is between 0 and 31 bits.");
        }
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

    private static Instant day(String text) {
        try {
            return LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.because("bad-date", "A day is written year-month-day.");
        }
    }

    @GetMapping(PATH + "/{id}")
    ResponseEntity<byte[]> one(HttpServletRequest request, Person viewer, @PathVariable String id) {
        var source = upstreams.one(viewer, SourceId.of(id));
        return pages.show(
                "upstream/source.jte",
                Map.of(
                        "page", deskPages.page(request, "upstream.source.title", PATH),
                        "keeper", keeper(viewer),
                        "voter", voter(viewer),
                        "sheet", sheets.of(viewer, source.id()),
                        "entries", voter(viewer) ? lists.entries(viewer, source.list()) : List.of()));
    }

    @PostMapping(PATH + "/{id}/confirm")
    @ForStaff(
            value = {Role.ADMINISTRATOR, Role.SUPERVISOR},
            again = true)
    ResponseEntity<Void> confirm(Person viewer, @PathVariable String id) {
        upstreams.confirm(viewer, SourceId.of(id));
        return to(SourceId.of(id));
    }

    @PostMapping(PATH + "/{id}/pause")
    @ForStaff({Role.ADMINISTRATOR, Role.SUPERVISOR})
    ResponseEntity<Void> pause(Person viewer, @PathVariable String id) {
        upstreams.pause(viewer, SourceId.of(id));
        return to(SourceId.of(id));
    }

    @PostMapping(PATH + "/{id}/resume")
    @ForStaff({Role.ADMINISTRATOR, Role.SUPERVISOR})
    ResponseEntity<Void> resume(Person viewer, @PathVariable String id) {
        upstreams.resume(viewer, SourceId.of(id));
        return to(SourceId.of(id));
    }

    @PostMapping(PATH + "/{id}/now")
    @ForStaff({Role.ADMINISTRATOR, Role.SUPERVISOR})
    ResponseEntity<Void> now(Person viewer, @PathVariable String id) {
        upstreams.pullNow(viewer, SourceId.of(id));
        return to(SourceId.of(id));
    }

    @PostMapping(PATH + "/{id}/login")
    @ForStaff(
            value = {Role.ADMINISTRATOR, Role.SUPERVISOR},
            again = true)
    ResponseEntity<Void> login(
            Person viewer,
            @PathVariable String id,
            @RequestParam String first,
            @RequestParam String second,
            @RequestParam(defaultValue = "") String third) {
        upstreams.renewLogin(viewer, SourceId.of(id), new Login(first, second, third));
        return to(SourceId.of(id));
    }

    @PostMapping(PATH + "/{id}/end")
    @ForStaff(
            value = {Role.ADMINISTRATOR, Role.SUPERVISOR},
            again = true)
    ResponseEntity<Void> end(Person viewer, @PathVariable String id, @RequestParam String reason) {
        upstreams.end(viewer, SourceId.of(id), reason);
        return to(SourceId.of(id));
    }

    @PostMapping(PATH + "/{id}/entries/{entry}/vote")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<Void> vote(
            Person viewer, @PathVariable String id, @PathVariable String entry, @RequestParam String vote) {
        if (!vote.equals("up") && !vote.equals("down")) {
            throw Refusal.because("bad-vote", "A vote is up or down.");
        }
        votes.cast(viewer, EntryId.of(entry), vote.equals("up"));
        return to(SourceId.of(id));
    }

    @PostMapping(PATH + "/{id}/votes/{vote}/again")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<Void> again(Person viewer, @PathVariable String id, @PathVariable UUID vote) {
        votes.again(viewer, SourceId.of(id), vote);
        return to(SourceId.of(id));
    }

    private static boolean keeper(Person viewer) {
        return viewer.is(Role.ADMINISTRATOR) || viewer.is(Role.SUPERVISOR);
    }

    private static boolean voter(Person viewer) {
        return viewer.is(Role.ANALYST) || viewer.is(Role.SUPERVISOR);
    }

    private static ResponseEntity<Void> to(SourceId id) {
        return ResponseEntity.status(303).header("Location", PATH + "/" + id).build();
    }
}
