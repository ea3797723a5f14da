package org.egide.triage;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.ReportId;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
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
 * The queue of a desk, {@code GET /desk/queue}, further pages by {@code after}. Forms, each with {@code csrf} and answered with 303:
 *
 * <ul>
 *   <li>{@code POST /desk/queue/{report}/take} and {@code .../give-back}: nothing else
 *   <li>{@code POST /desk/queue/{report}/band}: {@code band} (P0 to P4), {@code reason}; supervisors only
 *   <li>{@code POST /desk/queue/{report}/fact}: {@code fact} as {@code KIND.VALUE}, for instance {@code THREAT.YES}
 *   <li>{@code POST /desk/queue/{report}/unlink} and {@code .../relink}: {@code thing}, {@code reason}
 * </ul>
 */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class QueuePages {
    private static final String PATH = "/desk/queue";
    private static final int ROWS = 50;

    private final Pages pages;
    private final DeskPages deskPages;
    private final Queue queue;
    private final Escalations escalations;
    private final Links links;
    private final People people;

    QueuePages(Pages pages, DeskPages deskPages, Queue queue, Escalations escalations, Links links, People people) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.queue = queue;
        this.escalations = escalations;
        this.links = links;
        this.people = people;
    }

    @Configuration(proxyBeanMethods = false)
    static class QueueTab {
        @Bean
        DeskTab queueTab() {
            return new DeskTab(10, PATH, "triage.tab", "q", Set.of(Role.ANALYST.name(), Role.SUPERVISOR.name()));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> queue(
            HttpServletRequest request, Person viewer, @RequestParam(defaultValue = "") String after) {
        var from = Optional.of(after).filter(text -> !text.isEmpty()).map(QueueKey::of);
        var rows = queue.page(viewer, from, ROWS);
        return pages.show(
                "triage/queue.jte",
                Map.of(
                        "page",
                        deskPages.page(request, "triage.title", PATH),
                        "viewer",
                        viewer,
                        "rows",
                        rows,
                        "mine",
                        from.isEmpty() ? queue.mine(viewer) : List.<QueueRow>of(),
                        "overdue",
                        from.isEmpty() ? escalations.open(viewer) : List.<Escalations.Overdue>of(),
                        "counts",
                        queue.counts(viewer),
                        "names",
                        names(viewer),
                        "next",
                        rows.size() == ROWS ? rows.getLast().key().text() : ""));
    }

    private Map<PersonId, String> names(Person viewer) {
        var names = new HashMap<PersonId, String>();
        people.ofDesk(viewer.desk().id()).forEach(person -> names.put(person.id(), person.name()));
        return names;
    }

    @PostMapping(PATH + "/{id}/take")
    ResponseEntity<Void> take(Person viewer, @PathVariable String id) {
        var report = ReportId.of(id);
        queue.take(viewer, report);
        return report(report);
    }

    @PostMapping(PATH + "/{id}/give-back")
    ResponseEntity<Void> giveBack(Person viewer, @PathVariable String id) {
        queue.giveBack(viewer, ReportId.of(id));
        return to(PATH);
    }

    @PostMapping(PATH + "/{id}/band")
    ResponseEntity<Void> band(
            Person viewer, @PathVariable String id, @RequestParam String band, @RequestParam String reason) {
        var report = ReportId.of(id);
        if (!band.matches("P[0-4]")) {
            throw Refusal.because("bad-band", "A band is P0 to P4.");
        }
        queue.setBand(viewer, report, Band.valueOf(band), reason);
        return report(report);
    }

    @PostMapping(PATH + "/{id}/fact")
    ResponseEntity<Void> fact(Person viewer, @PathVariable String id, @RequestParam String fact) {
        var report = ReportId.of(id);
        queue.state(viewer, report, read(fact));
        return report(report);
    }

    private static Fact read(String text) {
        var dot = text.indexOf('.');
        try {
            return new Fact(
                    FactKind.valueOf(text.substring(0, Math.max(dot, 0))),
                    text.substring(dot + 1),
                    Fact.Source.ANALYST);
        } catch (IllegalArgumentException e) {
            throw Refusal.because("unknown-fact", "There is no such fact.");
        }
    }

    @PostMapping(PATH + "/{id}/unlink")
    ResponseEntity<Void> unlink(
            Person viewer, @PathVariable String id, @RequestParam String thing, @RequestParam String reason) {
        var report = ReportId.of(id);
        links.unlink(viewer, report, ThingId.of(thing), reason);
        return report(report);
    }

    @PostMapping(PATH + "/{id}/relink")
    ResponseEntity<Void> relink(
            Person viewer, @PathVariable String id, @RequestParam String thing, @RequestParam String reason) {
        var report = ReportId.of(id);
        links.relink(viewer, report, ThingId.of(thing), reason);
        return report(report);
    }

    private static ResponseEntity<Void> report(ReportId report) {
        return to("/desk/reports/" + report);
    }

    private static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(303).header("Location", path).build();
    }
}
