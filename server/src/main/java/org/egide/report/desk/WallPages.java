package org.egide.report.desk;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportId;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.report.Wall;
import org.egide.report.WallId;
import org.egide.report.Walls;
import org.egide.staff.Desk;
import org.egide.staff.DeskId;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.ForStaff;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Who must not know of a report, on its page (R11 of front-door-and-care). A supervisor keeps people and desks out; anybody may step
 * back. Whoever has shut themselves out is led to the queue, where the report is no more.
 */
@Controller
@ForStaff(Role.SUPERVISOR)
final class WallPages implements ReportPanel {
    private static final String PATH = "/desk/reports/{id}/walls";

    private final Walls walls;
    private final People people;
    private final Desks desks;
    private final Pages pages;

    WallPages(Walls walls, People people, Desks desks, Pages pages) {
        this.walls = walls;
        this.people = people;
        this.desks = desks;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 80;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        var supervises = viewer.is(Role.SUPERVISOR);
        if (!supervises && !viewer.is(Role.ANALYST)) {
            return Optional.empty();
        }
        var lines = supervises
                ? walls.of(report.id()).stream().map(wall -> line(page, wall)).toList()
                : java.util.List.<WallLine>of();
        return Optional.of(pages.render(
                "report/walls.jte",
                Map.of(
                        "page",
                        page,
                        "report",
                        report.id(),
                        "supervises",
                        supervises,
                        "walls",
                        lines,
                        "people",
                        supervises ? people.ofDesk(report.desk()) : java.util.List.<Person>of(),
                        "desks",
                        supervises ? others(report.desk()) : java.util.List.<Desk>of())));
    }

    private java.util.List<Desk> others(DeskId own) {
        return Stream.of(DeskKind.values())
                .flatMap(kind -> desks.ofKind(kind).stream())
                .filter(desk -> !desk.id().equals(own))
                .toList();
    }

    private WallLine line(DeskPage page, Wall wall) {
        return new WallLine(
                wall.id().toString(),
                wall.named().map(this::name).orElseGet(() -> page.t("report.wall.unnamed")),
                page.t("report.wall.origin." + wall.origin().name()),
                wall.waitsForSupervisor(),
                !wall.confirmed() && !wall.waitsForSupervisor());
    }

    private String name(UUID id) {
        return people.find(new PersonId(id))
                .map(Person::name)
                .or(() -> desks.find(new DeskId(id)).map(Desk::name))
                .orElse("");
    }

    /** Form: {@code whom} ({@code person.<id>} or {@code desk.<id>}), {@code reason}. */
    @PostMapping(PATH)
    ResponseEntity<Void> build(
            Person viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String whom,
            @RequestParam(defaultValue = "") String reason) {
        var report = ReportId.of(id);
        walls.build(viewer, report, against(whom), reason);
        return away(viewer, report);
    }

    /** Form: {@code reason}. */
    @PostMapping(PATH + "/step-back")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<Void> stepBack(
            Person viewer, @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        var report = ReportId.of(id);
        walls.build(viewer, report, new Wall.Against.OnePerson(viewer.id()), reason);
        return away(viewer, report);
    }

    @PostMapping(PATH + "/{wall}/confirm")
    ResponseEntity<Void> confirm(Person viewer, @PathVariable String id, @PathVariable String wall) {
        var report = ReportId.of(id);
        walls.confirm(viewer, report, WallId.of(wall));
        return away(viewer, report);
    }

    /** Form: {@code reason}. */
    @PostMapping(PATH + "/{wall}/lift")
    ResponseEntity<Void> lift(
            Person viewer,
            @PathVariable String id,
            @PathVariable String wall,
            @RequestParam(defaultValue = "") String reason) {
        var report = ReportId.of(id);
        walls.lift(viewer, report, WallId.of(wall), reason);
        return away(viewer, report);
    }

    private ResponseEntity<Void> away(Person viewer, ReportId report) {
        var where = walls.between(viewer, report) ? "/desk/queue" : "/desk/reports/" + report + "#walls";
        return ResponseEntity.status(303).header("Location", where).build();
    }

    private static Wall.Against against(String whom) {
        var dot = whom.indexOf('.');
        try {
            var id = UUID.fromString(whom.substring(dot + 1));
            return switch (whom.substring(0, Math.max(dot, 0))) {
                case "person" -> new Wall.Against.OnePerson(new PersonId(id));
                case "desk" -> new Wall.Against.WholeDesk(new DeskId(id));
                default -> throw Refusal.notFound();
            };
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }
}
