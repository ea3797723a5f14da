package org.egide.duty;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
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
 * Who is there and who is called, {@code GET /desk/duty}. Forms, each with {@code csrf} and answered with 303; all but the first for
 * supervisors and administrators, on their own desk:
 *
 * <ul>
 *   <li>{@code POST /desk/duty/alarms/{alarm}/acknowledge}: nothing else
 *   <li>{@code POST /desk/duty/hours}: {@code day1} (Monday) to {@code day7} as {@code 08:00-12:00 13:00-18:00}, {@code zone}, {@code capacity}
 *       (empty for none), {@code presence} (empty for the node's)
 *   <li>{@code POST /desk/duty/holidays}: {@code day}, {@code title}; {@code POST /desk/duty/holidays/{day}/remove}
 *   <li>{@code POST /desk/duty/slots}: {@code person}, {@code rung} (FIRST, DEPUTY), {@code days} (1 to 7, several), {@code hours},
 *       {@code first} and {@code last} (dates, may be empty); {@code POST /desk/duty/slots/{slot}/end}
 *   <li>{@code POST /desk/duty/reach}: {@code person}, {@code mail} (empty takes it away)
 * </ul>
 */
@Controller
@ForStaff({Role.SUPERVISOR, Role.ADMINISTRATOR})
final class DutyPages {
    static final String PATH = "/desk/duty";

    private final Pages pages;
    private final DeskPages deskPages;
    private final DutySheet sheet;
    private final Alarms alarms;
    private final Plans plans;
    private final Roster roster;

    DutyPages(Pages pages, DeskPages deskPages, DutySheet sheet, Alarms alarms, Plans plans, Roster roster) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.sheet = sheet;
        this.alarms = alarms;
        this.plans = plans;
        this.roster = roster;
    }

    @Configuration(proxyBeanMethods = false)
    static class DutyTab {
        @Bean
        DeskTab dutyTab() {
            return new DeskTab(
                    5,
                    PATH,
                    "duty.tab",
                    "d",
                    Set.of(
                            Role.ANALYST.name(),
                            Role.SUPERVISOR.name(),
                            Role.COUNSELLOR.name(),
                            Role.OVERSEER.name(),
                            Role.ADMINISTRATOR.name()));
        }
    }

    @GetMapping(PATH)
    @ForStaff({Role.ANALYST, Role.SUPERVISOR, Role.COUNSELLOR, Role.OVERSEER, Role.ADMINISTRATOR})
    ResponseEntity<byte[]> show(HttpServletRequest request, Person viewer) {
        var page = deskPages.page(request, "duty.title", PATH);
        return pages.show("duty/duty.jte", Map.of("page", page, "view", sheet.of(viewer, page.language())));
    }

    @PostMapping(PATH + "/alarms/{id}/acknowledge")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR, Role.COUNSELLOR, Role.OVERSEER})
    ResponseEntity<Void> acknowledge(Person viewer, @PathVariable String id) {
        alarms.acknowledge(viewer, AlarmId.of(id));
        return back();
    }

    @PostMapping(PATH + "/hours")
    ResponseEntity<Void> hours(
            HttpServletRequest request,
            Person viewer,
            @RequestParam String zone,
            @RequestParam(defaultValue = "") String capacity,
            @RequestParam(defaultValue = "") String presence) {
        var days = new ArrayList<String>();
        for (var day : DayOfWeek.values()) {
            days.add(Optional.ofNullable(request.getParameter("day" + day.getValue()))
                    .orElse(""));
        }
        plans.declare(viewer, zone, Plans.week(days), bound(capacity), Presence.of(presence));
        return back();
    }

    private static Optional<Integer> bound(String capacity) {
        if (capacity.isBlank()) {
            return Optional.empty();
        }
        if (!capacity.strip().matches("[0-9]{1,6}")) {
            throw Refusal.because("bad-capacity", "A desk bears at least one untouched report, or has no bound.");
        }
        return Optional.of(Integer.parseInt(capacity.strip()));
    }

    @PostMapping(PATH + "/holidays")
    ResponseEntity<Void> close(Person viewer, @RequestParam String day, @RequestParam String title) {
        plans.close(viewer, day(day).orElseThrow(DutyPages::badDay), title);
        return back();
    }

    @PostMapping(PATH + "/holidays/{day}/remove")
    ResponseEntity<Void> open(Person viewer, @PathVariable String day) {
        plans.open(viewer, day(day).orElseThrow(DutyPages::badDay));
        return back();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            throw badDay();
        }
    }

    private static Refusal badDay() {
        return Refusal.because("bad-day", "A day is written like 2026-12-25.");
    }

    @PostMapping(PATH + "/slots")
    ResponseEntity<Void> add(
            Person viewer,
            @RequestParam String person,
            @RequestParam String rung,
            @RequestParam(defaultValue = "") List<String> days,
            @RequestParam(defaultValue = "00:00-24:00") String hours,
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String last) {
        if (!rung.equals("FIRST") && !rung.equals("DEPUTY")) {
            throw Refusal.because("bad-rung", "A slot is for a first officer or a deputy.");
        }
        if (!days.stream().allMatch(day -> day.matches("[1-7]"))) {
            throw Refusal.because("bad-days", "Days are 1 (Monday) to 7.");
        }
        var week =
                Week.on(days.stream().map(Integer::parseInt).map(DayOfWeek::of).toList(), hours);
        roster.add(
                viewer,
                new Slot(
                        UUID.randomUUID(),
                        viewer.desk().id(),
                        person(person),
                        Rung.valueOf(rung),
                        week,
                        day(first),
                        day(last)));
        return back();
    }

    @PostMapping(PATH + "/slots/{id}/end")
    ResponseEntity<Void> end(Person viewer, @PathVariable String id) {
        roster.end(viewer, uuid(id));
        return back();
    }

    @PostMapping(PATH + "/reach")
    ResponseEntity<Void> reach(Person viewer, @RequestParam String person, @RequestParam String mail) {
        roster.reach(viewer, person(person), mail);
        return back();
    }

    private static PersonId person(String text) {
        return new PersonId(uuid(text));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    private static ResponseEntity<Void> back() {
        return ResponseEntity.status(303).header("Location", PATH).build();
    }
}
