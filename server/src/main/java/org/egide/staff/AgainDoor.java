package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.web.Networks;
import org.egide.platform.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Proving again who one is before a sensitive act; serves for five minutes and leads back to where one was. */
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
final class AgainDoor {
    private final Pages pages;
    private final DeskPages deskPages;
    private final Doorway doorway;
    private final People people;
    private final Passkeys passkeys;
    private final Fallback fallback;
    private final Sessions sessions;
    private final Networks networks;
    private final Transaction transaction;

    AgainDoor(
            Pages pages,
            DeskPages deskPages,
            Doorway doorway,
            People people,
            Passkeys passkeys,
            Fallback fallback,
            Sessions sessions,
            Networks networks,
            Transaction transaction) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.doorway = doorway;
        this.people = people;
        this.passkeys = passkeys;
        this.fallback = fallback;
        this.sessions = sessions;
        this.networks = networks;
        this.transaction = transaction;
    }

    @GetMapping("/desk/again")
    ResponseEntity<byte[]> ask(
            HttpServletRequest request, OpenSession session, @RequestParam(defaultValue = "/desk") String to) {
        return page(request, session, ReturnPath.checked(to), HttpStatus.OK, "");
    }

    @PostMapping("/desk/again/passkey")
    ResponseEntity<byte[]> passkey(
            HttpServletRequest request,
            OpenSession session,
            @RequestParam(defaultValue = "/desk") String to,
            @RequestParam String id,
            @RequestParam String clientData,
            @RequestParam String authenticatorData,
            @RequestParam String signature) {
        var answer = new Passkeys.Answer(id, clientData, authenticatorData, signature);
        return prove(
                request, session, to, visit -> transaction.in(() -> passkeys.check(answer, doorway.challenge(visit))));
    }

    @PostMapping("/desk/again/code")
    ResponseEntity<byte[]> code(
            HttpServletRequest request,
            OpenSession session,
            @RequestParam(defaultValue = "/desk") String to,
            @RequestParam String passphrase,
            @RequestParam String code) {
        var handle = people.handleOf(session.person().id());
        return prove(request, session, to, visit -> fallback.check(networks.of(request), handle, passphrase, code));
    }

    private ResponseEntity<byte[]> prove(
            HttpServletRequest request, OpenSession session, String to, Function<Doorway.Visit, PersonId> way) {
        var back = ReturnPath.checked(to);
        try {
            var proved = way.apply(doorway.of(request));
            if (!proved.equals(session.person().id())) {
                throw Refusal.withStatus(403, "passkey-refused", "This passkey is somebody else's.");
            }
            sessions.proved(session);
            return Answers.to(back, doorway.noCookie());
        } catch (Refusal refusal) {
            return page(request, session, back, HttpStatus.valueOf(refusal.status()), refusal.code());
        }
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, OpenSession session, String to, HttpStatus status, String refusal) {
        var visit = doorway.begin();
        var person = session.person().id();
        var shown = pages.show(
                status,
                "staff/again.jte",
                Map.of(
                        "page", deskPages.page(request, "staff.again.title", ""),
                        "door", doorway.forForms(visit),
                        "challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(doorway.challenge(visit)),
                        "host", passkeys.host(),
                        "hasPasskey", passkeys.possible() && passkeys.has(person),
                        "hasCode", fallback.has(person),
                        "to", to,
                        "refusal", refusal));
        return Answers.with(shown, doorway.cookie(visit));
    }
}
