package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.web.Anyone;
import org.egide.platform.web.Networks;
import org.egide.platform.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Signing in and out. A passkey, or passphrase and one-time code together; there is no third way. Passkeys need no limit: an
 * answer cannot be guessed, and an unknown one costs one look into an index.
 */
@Controller
final class SignInDoor {
    private final Pages pages;
    private final DeskPages deskPages;
    private final Doorway doorway;
    private final Passkeys passkeys;
    private final Fallback fallback;
    private final Sessions sessions;
    private final Networks networks;
    private final Transaction transaction;

    SignInDoor(
            Pages pages,
            DeskPages deskPages,
            Doorway doorway,
            Passkeys passkeys,
            Fallback fallback,
            Sessions sessions,
            Networks networks,
            Transaction transaction) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.doorway = doorway;
        this.passkeys = passkeys;
        this.fallback = fallback;
        this.sessions = sessions;
        this.networks = networks;
        this.transaction = transaction;
    }

    @GetMapping("/desk/sign-in")
    @Anyone(why = "whoever signs in is not signed in yet")
    ResponseEntity<byte[]> ask(HttpServletRequest request, @RequestParam(defaultValue = "/desk") String to) {
        return page(request, doorway.begin(), ReturnPath.checked(to), HttpStatus.OK, "");
    }

    @PostMapping("/desk/sign-in/passkey")
    @Anyone(why = "the passkey answers a challenge bound to this browser")
    ResponseEntity<byte[]> passkey(
            HttpServletRequest request,
            @RequestParam(defaultValue = "/desk") String to,
            @RequestParam String id,
            @RequestParam String clientData,
            @RequestParam String authenticatorData,
            @RequestParam String signature) {
        var answer = new Passkeys.Answer(id, clientData, authenticatorData, signature);
        return attempt(request, to, visit -> transaction.in(() -> passkeys.check(answer, doorway.challenge(visit))));
    }

    @PostMapping("/desk/sign-in/code")
    @Anyone(why = "passphrase and one-time code are checked here, with limits against guessing")
    ResponseEntity<byte[]> code(
            HttpServletRequest request,
            @RequestParam(defaultValue = "/desk") String to,
            @RequestParam String name,
            @RequestParam String passphrase,
            @RequestParam String code) {
        return attempt(request, to, visit -> fallback.check(networks.of(request), name, passphrase, code));
    }

    @PostMapping("/desk/sign-out")
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
    ResponseEntity<byte[]> leave(OpenSession session) {
        sessions.end(session);
        return Answers.to("/desk/sign-in", sessions.noCookie());
    }

    /** One attempt; a wrong one shows the page again with what was wrong. */
    private ResponseEntity<byte[]> attempt(
            HttpServletRequest request, String to, Function<Doorway.Visit, PersonId> way) {
        var back = ReturnPath.checked(to);
        try {
            var visit = doorway.of(request);
            var session = sessions.open(way.apply(visit), DeskPages.accepted(request));
            return Answers.to(back, sessions.cookie(session), doorway.noCookie());
        } catch (Refusal refusal) {
            return page(request, doorway.begin(), back, HttpStatus.valueOf(refusal.status()), refusal.code());
        }
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, Doorway.Visit visit, String to, HttpStatus status, String refusal) {
        var shown = pages.show(
                status,
                "staff/sign-in.jte",
                Map.of(
                        "page", deskPages.before(request, "staff.sign-in.title", "/desk/sign-in"),
                        "door", doorway.forForms(visit),
                        "challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(doorway.challenge(visit)),
                        "host", passkeys.host(),
                        "passkeys", passkeys.possible(),
                        "to", to,
                        "refusal", refusal));
        return Answers.with(shown, doorway.cookie(visit));
    }
}
