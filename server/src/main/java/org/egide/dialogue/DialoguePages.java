package org.egide.dialogue;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.egide.dialogue.view.TalkPanel;
import org.egide.dialogue.view.TalkView;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportId;
import org.egide.report.Subject;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Reading a conversation with a reason, answering, reading a contact, and recording an act against a choice. */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class DialoguePages {
    private static final String BASE = "/desk/reports/{id}/dialogue";
    private static final List<String> QUICK = List.of("received", "more", "wait", "safe", "choose");

    private final Conversations conversations;
    private final Contacts contacts;
    private final Departures departures;
    private final Tellings tellings;
    private final DeskPages desk;
    private final Pages pages;

    DialoguePages(
            Conversations conversations,
            Contacts contacts,
            Departures departures,
            Tellings tellings,
            DeskPages desk,
            Pages pages) {
        this.conversations = conversations;
        this.contacts = contacts;
        this.departures = departures;
        this.tellings = tellings;
        this.desk = desk;
        this.pages = pages;
    }

    @PostMapping(BASE + "/read")
    ResponseEntity<byte[]> read(
            HttpServletRequest request,
            Person viewer,
            @PathVariable("id") String id,
            @RequestParam(name = "reason", defaultValue = "") String reason) {
        var report = ReportId.of(id);
        var page = desk.page(request, "dialogue.panel", "/desk/queue");
        var lines = conversations.forStaff(viewer, Subject.of(report), reason).stream()
                .map(line -> row(page, line))
                .toList();
        var view = new TalkView(
                address(report) + "/dialogue",
                address(report),
                Once.fresh().toString(),
                lines,
                Arrays.stream(Speaker.values())
                        .filter(speaker -> speaker.fits(viewer))
                        .map(speaker -> new TalkPanel.Pick(speaker.name(), page.t("dialogue.speaker." + speaker)))
                        .toList(),
                QUICK.stream().map(key -> page.t("dialogue.quick." + key)).toList());
        return pages.show("dialogue/talk.jte", Map.of("page", page, "view", view));
    }

    @PostMapping(BASE + "/say")
    ResponseEntity<byte[]> say(Person viewer, @PathVariable("id") String id, @RequestParam Map<String, String> form) {
        var report = ReportId.of(id);
        conversations.fromStaff(
                viewer,
                Subject.of(report),
                choice(Speaker.values(), form.getOrDefault("speaker", "")),
                form.getOrDefault("words", ""),
                Once.of(form.getOrDefault("key", "")));
        return to(address(report) + "#dialogue");
    }

    @PostMapping(BASE + "/contact")
    ResponseEntity<byte[]> contact(
            HttpServletRequest request,
            Person viewer,
            @PathVariable("id") String id,
            @RequestParam(name = "reason", defaultValue = "") String reason) {
        var report = ReportId.of(id);
        var way = contacts.forStaff(viewer, Subject.of(report), reason);
        return pages.show(
                "dialogue/contact.jte",
                Map.of(
                        "page", desk.page(request, "dialogue.panel.contact", "/desk/queue"),
                        "back", address(report),
                        "how", way.map(Contacts.Way::how).orElse(""),
                        "when", way.map(Contacts.Way::when).orElse("")));
    }

    @PostMapping(BASE + "/depart")
    ResponseEntity<byte[]> depart(
            Person viewer, @PathVariable("id") String id, @RequestParam Map<String, String> form) {
        var report = ReportId.of(id);
        departures.record(
                viewer,
                Subject.of(report),
                choice(Receiver.values(), form.getOrDefault("receiver", "")),
                form.getOrDefault("law", ""),
                form.getOrDefault("why", ""),
                delay(form.getOrDefault("until", ""), form.getOrDefault("delay", "")));
        return to(address(report) + "#dialogue");
    }

    @PostMapping(BASE + "/tell")
    ResponseEntity<byte[]> tell(
            Person viewer,
            @PathVariable("id") String id,
            @RequestParam(name = "receiver", defaultValue = "") String receiver,
            @RequestParam(name = "what", defaultValue = "") List<String> what) {
        var report = ReportId.of(id);
        tellings.record(
                viewer,
                Subject.of(report),
                choice(Receiver.values(), receiver),
                what.stream().map(one -> choice(Tellings.What.values(), one)).collect(Collectors.toSet()));
        return to(address(report) + "#dialogue");
    }

    private static Optional<Departures.Delay> delay(String until, String why) {
        if (until.isBlank() && why.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Departures.Delay(LocalDate.parse(until.strip()), why));
        } catch (DateTimeException e) {
            throw Refusal.because("bad-delay", "A delay has a day, written 2026-01-31.");
        }
    }

    private static TalkView.Row row(DeskPage page, Line line) {
        var text = switch (line.said()) {
            case Said.Words(var words) -> words;
            case Said.Phrase(var key) -> page.t("dialogue.phrase." + key);
            case Said.Drawing(var key) -> page.t("dialogue.drawing." + key);
        };
        var speaker = line.speaker().map(one -> "dialogue.speaker." + one).orElse("dialogue.panel.reporter");
        return new TalkView.Row(line.sequence(), line.day().toString(), page.t(speaker), text);
    }

    static <E extends Enum<E>> E choice(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.because("unknown-choice", "That choice is not on the list."));
    }

    private static String address(ReportId report) {
        return "/desk/reports/" + report;
    }

    static ResponseEntity<byte[]> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }
}
