package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.platform.web.Anyone;
import org.egide.platform.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a one-time link leads: the invited person makes a passkey, or a passphrase with one-time codes. */
@Controller
final class JoinDoor {
    private final Pages pages;
    private final DeskPages deskPages;
    private final Doorway doorway;
    private final Invitations invitations;
    private final People people;
    private final Passkeys passkeys;
    private final Fallback fallback;
    private final Sessions sessions;
    private final Transaction transaction;
    private final Audit audit;
    private final String node;

    JoinDoor(
            Pages pages,
            DeskPages deskPages,
            Doorway doorway,
            Invitations invitations,
            People people,
            Passkeys passkeys,
            Fallback fallback,
            Sessions sessions,
            Transaction transaction,
            Audit audit,
            Settings settings) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.doorway = doorway;
        this.invitations = invitations;
        this.people = people;
        this.passkeys = passkeys;
        this.fallback = fallback;
        this.sessions = sessions;
        this.transaction = transaction;
        this.audit = audit;
        this.node = settings.text(Setting.NODE_NAME);
    }

    @GetMapping("/desk/join/{link}")
    @Anyone(why = "whoever holds the one-time link is the invited person")
    ResponseEntity<byte[]> ask(HttpServletRequest request, @PathVariable String link) {
        return page(request, invited(link), doorway.begin(), HttpStatus.OK, "");
    }

    @PostMapping("/desk/join/{link}/passkey")
    @Anyone(why = "whoever holds the one-time link is the invited person")
    ResponseEntity<byte[]> passkey(
            HttpServletRequest request,
            @PathVariable String link,
            @RequestParam String clientData,
            @RequestParam String attestation,
            @RequestParam(defaultValue = "") String transports) {
        var made = new Passkeys.Made(clientData, attestation, transports(transports));
        return join(request, link, "passkey", (visit, person) -> passkeys.add(person, made, doorway.challenge(visit)));
    }

    @PostMapping("/desk/join/{link}/code")
    @Anyone(why = "whoever holds the one-time link is the invited person")
    ResponseEntity<byte[]> code(
            HttpServletRequest request,
            @PathVariable String link,
            @RequestParam String passphrase,
            @RequestParam String code) {
        var token = invited(link);
        return join(
                request,
                link,
                "code",
                (visit, person) -> fallback.keep(person, passphrase, doorway.seed(visit, token), code));
    }

    private ResponseEntity<byte[]> join(
            HttpServletRequest request, String link, String way, BiConsumer<Doorway.Visit, PersonId> keep) {
        var token = invited(link);
        var visit = doorway.of(request);
        try {
            var session = transaction.in(() -> {
                var person = invitations.use(token).orElseThrow(JoinDoor::over);
                keep.accept(visit, person);
                audit.record(AuditEntry.of(
                        people.find(person).orElseThrow(JoinDoor::over).actor(),
                        "staff.joined",
                        "person:" + person,
                        Map.of("way", way)));
                return sessions.open(person, DeskPages.accepted(request));
            });
            return Answers.to("/desk", sessions.cookie(session), doorway.noCookie());
        } catch (Refusal refusal) {
            return page(request, token, visit, HttpStatus.valueOf(refusal.status()), refusal.code());
        }
    }

    /** How the browser says that it reaches a passkey ({@code usb}, {@code internal}, ...); anything odd is left out. */
    static Set<String> transports(String sent) {
        return Arrays.stream(sent.split(",", -1))
                .filter(transport -> transport.matches("[a-z-]{2,20}"))
                .limit(8)
                .collect(Collectors.toUnmodifiableSet());
    }

    private SecretToken invited(String link) {
        return SecretToken.read(link)
                .filter(token -> invitations.find(token).isPresent())
                .orElseThrow(JoinDoor::over);
    }

    private static Refusal over() {
        return Refusal.withStatus(410, "invitation-over", "This link was used or is over. Ask for a new one.");
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, SecretToken token, Doorway.Visit visit, HttpStatus status, String refusal) {
        var person = invitations.find(token).flatMap(people::find).orElseThrow(JoinDoor::over);
        var handle = people.handleOf(person.id());
        var seed = doorway.seed(visit, token);
        var shown = pages.show(
                status,
                "staff/join.jte",
                Map.ofEntries(
                        Map.entry("page", deskPages.before(request, "staff.join.title", "/desk/join/" + token.value())),
                        Map.entry("person", person),
                        Map.entry("handle", handle),
                        Map.entry("action", "/desk/join/" + token.value()),
                        Map.entry("door", doorway.forForms(visit)),
                        Map.entry(
                                "challenge",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(doorway.challenge(visit))),
                        Map.entry("host", passkeys.host()),
                        Map.entry("passkeys", passkeys.possible()),
                        Map.entry("userHandle", Passkeys.userHandle(person.id())),
                        Map.entry("seed", OneTimeCodes.typed(seed)),
                        Map.entry("seedAddress", OneTimeCodes.address(seed, node, handle)),
                        Map.entry("refusal", refusal)));
        return Answers.with(shown, doorway.cookie(visit));
    }
}
