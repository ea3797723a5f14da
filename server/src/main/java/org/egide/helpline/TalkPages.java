package org.egide.helpline;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.dialogue.Once;
import org.egide.platform.Refusal;
import org.egide.platform.web.Pages;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.IssuedCode;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One contact at the helpline's desk, {@code GET /desk/helpline/{id}}. Forms under it, each with {@code csrf} and answered with 303:
 * {@code say}, {@code describe}, {@code fact}, {@code note}, {@code surround}, {@code give-back}, {@code close}, {@code hand-over},
 * {@code heard}, {@code force}, {@code second}, {@code ask-again}, {@code leave}, {@code listen}, {@code listen-end}.
 */
@Controller
@ForStaff({Role.COUNSELLOR, Role.SUPERVISOR})
final class TalkPages {
    private static final String ONE = HelplinePages.PATH + "/{id:[0-9a-f-]{36}}";

    private final Pages pages;
    private final DeskPages deskPages;
    private final Talks talks;
    private final Presences presences;
    private final Notes notes;
    private final Handovers handovers;
    private final Askings askings;
    private final Listening listening;
    private final TalkSheets sheets;

    TalkPages(
            Pages pages,
            DeskPages deskPages,
            Talks talks,
            Presences presences,
            Notes notes,
            Handovers handovers,
            Askings askings,
            Listening listening,
            TalkSheets sheets) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.talks = talks;
        this.presences = presences;
        this.notes = notes;
        this.handovers = handovers;
        this.askings = askings;
        this.listening = listening;
        this.sheets = sheets;
    }

    @GetMapping(ONE)
    ResponseEntity<byte[]> talk(HttpServletRequest request, Person viewer, @PathVariable String id) {
        presences.seen(viewer);
        return show(request, viewer, ContactId.of(id), Optional.empty());
    }

    ResponseEntity<byte[]> show(HttpServletRequest request, Person viewer, ContactId id, Optional<IssuedCode> code) {
        var contact = talks.find(viewer, id);
        var page = deskPages.page(request, "helpline.talk.title", HelplinePages.PATH);
        return pages.show("helpline/talk.jte", Map.of("page", page, "sheet", sheets.of(page, viewer, contact, code)));
    }

    @PostMapping(ONE + "/say")
    ResponseEntity<Void> say(
            Person viewer,
            @PathVariable String id,
            @RequestParam String words,
            @RequestParam(defaultValue = "") String once) {
        talks.say(viewer, ContactId.of(id), words, Once.of(once));
        return back(id);
    }

    @PostMapping(ONE + "/describe")
    ResponseEntity<Void> describe(
            Person viewer,
            @PathVariable String id,
            @RequestParam String age,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(name = "need", defaultValue = "") List<String> named,
            @RequestParam(defaultValue = "") String danger,
            @RequestParam(defaultValue = "") String extortion) {
        var needs = new LinkedHashSet<Need>();
        named.forEach(name -> Need.of(name).ifPresent(needs::add));
        talks.describe(
                viewer,
                ContactId.of(id),
                AgeGroup.of(age).orElse(AgeGroup.UNKNOWN),
                region,
                needs,
                danger.equals("yes"),
                extortion.equals("yes"));
        return back(id);
    }

    @PostMapping(ONE + "/fact")
    ResponseEntity<Void> fact(Person viewer, @PathVariable String id, @RequestParam String fact) {
        var dot = fact.indexOf('.');
        var kind = HelplinePages.choice(fact.substring(0, Math.max(0, dot)), FactKind.values(), FactKind::name);
        talks.addFact(viewer, ContactId.of(id), kind, fact.substring(dot + 1));
        return back(id);
    }

    @PostMapping(ONE + "/note")
    ResponseEntity<Void> note(Person viewer, @PathVariable String id, @RequestParam String words) {
        notes.add(viewer, ContactId.of(id), words);
        return back(id);
    }

    @PostMapping(ONE + "/surround")
    ResponseEntity<Void> surround(
            Person viewer,
            @PathVariable String id,
            @RequestParam(name = "noticed", defaultValue = "") List<String> names) {
        var noticed = new LinkedHashSet<Context>();
        names.forEach(name -> Notes.context(name).ifPresent(noticed::add));
        notes.surround(viewer, ContactId.of(id), noticed);
        return back(id);
    }

    @PostMapping(ONE + "/give-back")
    ResponseEntity<Void> giveBack(Person viewer, @PathVariable String id) {
        talks.giveBack(viewer, ContactId.of(id));
        return HelplinePages.to(HelplinePages.PATH);
    }

    @PostMapping(ONE + "/close")
    ResponseEntity<Void> close(
            Person viewer,
            @PathVariable String id,
            @RequestParam String outcome,
            @RequestParam(defaultValue = "") String gap) {
        talks.close(
                viewer,
                ContactId.of(id),
                HelplinePages.choice(outcome, Outcome.values(), Outcome::name),
                HelplinePages.perhaps(gap, Gap.values(), Gap::name));
        return HelplinePages.to(HelplinePages.PATH);
    }

    @PostMapping(ONE + "/hand-over")
    ResponseEntity<Void> handOver(
            Person viewer,
            @PathVariable String id,
            @RequestParam String partner,
            @RequestParam String form,
            @RequestParam String words) {
        handovers.ask(viewer, ContactId.of(id), partner, HelplinePages.choice(form, Form.values(), Form::name), words);
        return back(id);
    }

    @PostMapping(ONE + "/heard")
    ResponseEntity<Void> heard(
            Person viewer, @PathVariable String id, @RequestParam String handover, @RequestParam String answer) {
        if (!answer.equals("yes") && !answer.equals("no")) {
            throw Refusal.because("unknown-choice", "That choice is not on the list.");
        }
        handovers.heard(viewer, ContactId.of(id), handover, answer.equals("yes"));
        return back(id);
    }

    @PostMapping(ONE + "/force")
    ResponseEntity<Void> force(
            Person viewer, @PathVariable String id, @RequestParam String handover, @RequestParam String reason) {
        handovers.force(
                viewer,
                ContactId.of(id),
                handover,
                HelplinePages.choice(reason, Handover.Reason.values(), Handover.Reason::name));
        return back(id);
    }

    @PostMapping(ONE + "/second")
    ResponseEntity<Void> second(Person viewer, @PathVariable String id, @RequestParam String handover) {
        handovers.second(viewer, ContactId.of(id), handover);
        return back(id);
    }

    @PostMapping(ONE + "/ask-again")
    ResponseEntity<Void> askAgain(Person viewer, @PathVariable String id, @RequestParam String reason) {
        askings.wish(
                viewer, ContactId.of(id), HelplinePages.choice(reason, Askings.Reason.values(), Askings.Reason::name));
        return back(id);
    }

    @PostMapping(ONE + "/leave")
    ResponseEntity<Void> leave(Person viewer, @PathVariable String id, @RequestParam String wish) {
        askings.give(viewer, ContactId.of(id), wish);
        return back(id);
    }

    @PostMapping(ONE + "/listen")
    ResponseEntity<Void> listen(Person viewer, @PathVariable String id, @RequestParam String reason) {
        listening.begin(viewer, ContactId.of(id), reason);
        return back(id);
    }

    @PostMapping(ONE + "/listen-end")
    ResponseEntity<Void> listenEnd(Person viewer, @PathVariable String id) {
        listening.end(viewer, ContactId.of(id));
        return back(id);
    }

    private static ResponseEntity<Void> back(String id) {
        return HelplinePages.to(HelplinePages.PATH + "/" + ContactId.of(id));
    }
}
