package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Map;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person of staff sees and sets about themselves: language, ways to sign in, this session, all sessions. */
@Controller
@ForStaff({
    Role.ANALYST,
    Role.SUPERVISOR,
    Role.COUNSELLOR,
    Role.OFFICER,
    Role.CARE_WORKER,
    Role.OVERSEER,
    Role.SPECIALIST,
    Role.COORDINATOR,
    Role.ADMINISTRATOR
})
final class MyPage {
    private static final String PATH = "/desk/me";

    private final Pages pages;
    private final DeskPages deskPages;
    private final Doorway doorway;
    private final People people;
    private final Passkeys passkeys;
    private final Fallback fallback;
    private final Sessions sessions;
    private final Transaction transaction;
    private final Audit audit;

    MyPage(
            Pages pages,
            DeskPages deskPages,
            Doorway doorway,
            People people,
            Passkeys passkeys,
            Fallback fallback,
            Sessions sessions,
            Transaction transaction,
            Audit audit) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.doorway = doorway;
        this.people = people;
        this.passkeys = passkeys;
        this.fallback = fallback;
        this.sessions = sessions;
        this.transaction = transaction;
        this.audit = audit;
    }

    @GetMapping("/desk")
    ResponseEntity<byte[]> first(Person person) {
        var queue = person.is(Role.ANALYST) || person.is(Role.SUPERVISOR);
        if (queue) {
            return Answers.to("/desk/queue");
        }
        return Answers.to(person.is(Role.OVERSEER) ? "/desk/audit" : PATH);
    }

    /** Addresses of the desk that nobody serves; without it they would look like a page of the public. */
    @RequestMapping("/desk/**")
    ResponseEntity<byte[]> nowhere(HttpServletRequest request) {
        var page = deskPages.page(request, "staff.refused.title", "");
        return pages.show(HttpStatus.NOT_FOUND, "staff/refused.jte", Map.of("page", page, "code", "not-found"));
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> me(HttpServletRequest request, OpenSession session) {
        var visit = doorway.begin();
        var person = session.person();
        var shown = pages.show(
                "staff/me.jte",
                Map.ofEntries(
                        Map.entry("page", deskPages.page(request, "staff.me.title", PATH)),
                        Map.entry("session", session),
                        Map.entry("handle", people.handleOf(person.id())),
                        Map.entry("hasPasskey", passkeys.has(person.id())),
                        Map.entry("hasCode", fallback.has(person.id())),
                        Map.entry("passkeys", passkeys.possible()),
                        Map.entry("proved", sessions.provedLately(session)),
                        Map.entry("door", doorway.forForms(visit)),
                        Map.entry(
                                "challenge",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(doorway.challenge(visit))),
                        Map.entry("host", passkeys.host()),
                        Map.entry("userHandle", Passkeys.userHandle(person.id()))));
        return Answers.with(shown, doorway.cookie(visit));
    }

    @PostMapping("/desk/language")
    ResponseEntity<byte[]> language(
            OpenSession session, @RequestParam String language, @RequestParam(defaultValue = PATH) String here) {
        sessions.speak(session, Language.of(language).orElseThrow(Refusal::notFound));
        return Answers.to(ReturnPath.checked(here));
    }

    @PostMapping("/desk/me/passkey")
    @ForStaff(
            value = {
                Role.ANALYST,
                Role.SUPERVISOR,
                Role.COUNSELLOR,
                Role.OFFICER,
                Role.CARE_WORKER,
                Role.OVERSEER,
                Role.SPECIALIST,
                Role.COORDINATOR,
                Role.ADMINISTRATOR
            },
            again = true)
    ResponseEntity<byte[]> addPasskey(
            HttpServletRequest request,
            Person person,
            @RequestParam String clientData,
            @RequestParam String attestation,
            @RequestParam(defaultValue = "") String transports) {
        var made = new Passkeys.Made(clientData, attestation, JoinDoor.transports(transports));
        var visit = doorway.of(request);
        transaction.run(() -> {
            passkeys.add(person.id(), made, doorway.challenge(visit));
            audit.record(AuditEntry.of(person.actor(), "staff.passkey-added", "person:" + person.id()));
        });
        return Answers.to(PATH);
    }

    @PostMapping("/desk/me/end-sessions")
    ResponseEntity<byte[]> endAll(Person person) {
        sessions.endAll(person.id(), person.actor());
        return Answers.to("/desk/sign-in", sessions.noCookie());
    }
}
