package org.egide.police;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.report.ReportId;
import org.egide.staff.DeskId;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of referrals, for the desk that sends and for the unit that gets. */
@Controller
final class PolicePages {
    private static final String REFERRALS = "/desk/referrals";
    private static final String UNITS = "/desk/units";

    private final Referrals referrals;
    private final ReferralBoard board;
    private final Units units;
    private final DeskPages desk;
    private final Pages pages;

    PolicePages(Referrals referrals, ReferralBoard board, Units units, DeskPages desk, Pages pages) {
        this.referrals = referrals;
        this.board = board;
        this.units = units;
        this.desk = desk;
        this.pages = pages;
    }

    @GetMapping(REFERRALS)
    @ForStaff({Role.OFFICER, Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<byte[]> list(Person viewer, HttpServletRequest request) {
        var page = desk.page(request, "police.title", REFERRALS);
        return pages.show(
                "police/referrals.jte",
                Map.of(
                        "page", page,
                        "referrals", board.ofDesk(page, viewer),
                        "outcomes",
                                Arrays.stream(PoliceOutcome.values())
                                        .map(Enum::name)
                                        .toList()));
    }

    @PostMapping("/desk/reports/{report}/referrals")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<byte[]> propose(
            Person viewer, @PathVariable("report") String report, @RequestParam Map<String, String> form) {
        referrals.propose(
                viewer,
                ReportId.of(report),
                unit(form.getOrDefault("unit", "")),
                choice(ReferralKind.values(), form.getOrDefault("kind", "")),
                form.getOrDefault("basis", ""),
                form.getOrDefault("request", ""));
        return to("/desk/reports/" + ReportId.of(report) + "#police");
    }

    @PostMapping(REFERRALS + "/{id}/approve")
    @ForStaff(
            value = {Role.ANALYST, Role.SUPERVISOR},
            again = true)
    ResponseEntity<byte[]> approve(Person viewer, @PathVariable("id") String id) {
        referrals.approve(viewer, ReferralId.of(id));
        return to(REFERRALS);
    }

    @PostMapping(REFERRALS + "/{id}/decline")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<byte[]> decline(
            Person viewer, @PathVariable("id") String id, @RequestParam("reason") String reason) {
        referrals.decline(viewer, ReferralId.of(id), reason);
        return to(REFERRALS);
    }

    @GetMapping(REFERRALS + "/{id}/package")
    @ForStaff(Role.OFFICER)
    ResponseEntity<byte[]> download(Person viewer, @PathVariable("id") String id) {
        var download = referrals.download(viewer, ReferralId.of(id));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(download.name())
                                .build()
                                .toString())
                .body(download.bytes());
    }

    @PostMapping(REFERRALS + "/{id}/acknowledge")
    @ForStaff(Role.OFFICER)
    ResponseEntity<byte[]> acknowledge(Person viewer, @PathVariable("id") String id) {
        referrals.acknowledge(viewer, ReferralId.of(id));
        return to(REFERRALS);
    }

    @PostMapping(REFERRALS + "/{id}/outcome")
    @ForStaff(Role.OFFICER)
    ResponseEntity<byte[]> outcome(
            Person viewer, @PathVariable("id") String id, @RequestParam("outcome") String outcome) {
        referrals.answer(viewer, ReferralId.of(id), choice(PoliceOutcome.values(), outcome));
        return to(REFERRALS);
    }

    @GetMapping(UNITS)
    @ForStaff({Role.ADMINISTRATOR, Role.SUPERVISOR})
    ResponseEntity<byte[]> units(HttpServletRequest request) {
        return pages.show(
                "police/units.jte",
                Map.of("page", desk.page(request, "police.units.title", UNITS), "units", board.units()));
    }

    @PostMapping(UNITS)
    @ForStaff(
            value = {Role.ADMINISTRATOR, Role.SUPERVISOR},
            again = true)
    ResponseEntity<byte[]> register(
            Person viewer,
            @RequestParam("unit") String unit,
            @RequestParam("recipient") String recipient,
            @RequestParam("escrow") String escrow) {
        units.register(viewer, unit, recipient, escrow);
        return to(UNITS);
    }

    private static DeskId unit(String text) {
        try {
            return new DeskId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    private static <E extends Enum<E>> E choice(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.because("unknown-choice", "That choice is not on the list."));
    }

    private static ResponseEntity<byte[]> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Tabs {
        @Bean
        DeskTab referralsTab() {
            return new DeskTab(
                    50,
                    REFERRALS,
                    "police.tab",
                    "p",
                    Set.of(Role.OFFICER.name(), Role.ANALYST.name(), Role.SUPERVISOR.name()));
        }

        @Bean
        DeskTab unitsTab() {
            return new DeskTab(
                    85, UNITS, "police.units.tab", "n", Set.of(Role.ADMINISTRATOR.name(), Role.SUPERVISOR.name()));
        }
    }
}
