package org.egide.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How people of staff get in, and how nobody else does. */
@EgideTest
final class SignInTest {
    private static final String PASSPHRASE = "seven green kites over the bay";

    private final TestNode node;
    private final Desks desks;
    private final People people;
    private final Invitations invitations;
    private final Doorway doorway;
    private final SettableClock clock;
    private final JdbcClient database;

    SignInTest(
            TestNode node,
            Desks desks,
            People people,
            Invitations invitations,
            Doorway doorway,
            SettableClock clock,
            JdbcClient database) {
        this.node = node;
        this.desks = desks;
        this.people = people;
        this.invitations = invitations;
        this.doorway = doorway;
        this.clock = clock;
        this.database = database;
    }

    /** Somebody with passphrase and one-time codes. */
    private record Known(Person person, String handle, byte[] seed) {}

    private Person somebody() {
        return people.create("Robin " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ANALYST));
    }

    private String invitation(Person person) {
        return "/desk/join/"
                + invitations.invite(person.id(), Actor.system("test")).value();
    }

    private Known joined() {
        var person = somebody();
        var seed = FallbackFixture.join(new DeskBrowser(node), invitation(person), PASSPHRASE, clock);
        return new Known(person, people.handleOf(person.id()), seed);
    }

    private String code(byte[] seed) {
        return FallbackFixture.code(seed, clock.instant());
    }

    private HttpResponse<String> signIn(Known known, String passphrase, String code) {
        var browser = new DeskBrowser(node);
        var page = browser.get("/desk/sign-in");
        return browser.post(
                "/desk/sign-in/code",
                Map.of(
                        "door",
                        DeskBrowser.field(page, "door"),
                        "name",
                        known.handle(),
                        "passphrase",
                        passphrase,
                        "code",
                        code));
    }

    private static boolean opens(HttpResponse<String> answer) {
        return answer.statusCode() == 303
                && answer.headers().allValues("Set-Cookie").stream()
                        .anyMatch(cookie -> cookie.matches("egide-desk=[A-Za-z0-9_-]{43};.*"));
    }

    @Test
    void passphraseAndCodeTogetherOpenASession() {
        var known = joined();
        assertThat(opens(signIn(known, PASSPHRASE, code(known.seed())))).isTrue();
    }

    @Test
    void aPassphraseAloneIsNoWayIn() {
        var known = joined();
        assertThat(signIn(known, PASSPHRASE, "").statusCode()).isEqualTo(403);
        assertThat(signIn(known, PASSPHRASE, "000000").statusCode()).isEqualTo(403);
        assertThat(signIn(known, "another passphrase", code(known.seed())).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aUsedCodeIsRefused() {
        var known = joined();
        var code = code(known.seed());
        assertThat(opens(signIn(known, PASSPHRASE, code))).isTrue();
        assertThat(opens(signIn(known, PASSPHRASE, code))).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(opens(signIn(known, PASSPHRASE, code))).isFalse();
        assertThat(opens(signIn(known, PASSPHRASE, code(known.seed())))).isTrue();
    }

    @Test
    void afterFiveWrongAttemptsEvenTheRightOneWaitsAndANameOfNobodyLooksTheSame() {
        var known = joined();
        var nobody = new Known(known.person(), "nobody-" + UUID.randomUUID(), known.seed());
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThat(signIn(known, "wrong wrong wrong", "111111").statusCode())
                    .isEqualTo(403);
            assertThat(signIn(nobody, "wrong wrong wrong", "111111").statusCode())
                    .isEqualTo(403);
        }
        assertThat(signIn(known, PASSPHRASE, code(known.seed())).statusCode()).isEqualTo(429);
        assertThat(signIn(nobody, PASSPHRASE, "111111").statusCode()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(31));
        assertThat(opens(signIn(known, PASSPHRASE, code(known.seed())))).isTrue();
    }

    @Test
    void anInvitationServesOnce() {
        var person = somebody();
        var path = invitation(person);
        var browser = new DeskBrowser(node);
        var page = browser.get(path);
        var passkey = new SoftPasskey();
        assertThat(opens(browser.post(path + "/passkey", made(browser, page, passkey))))
                .isTrue();
        assertThat(new DeskBrowser(node).get(path).statusCode()).isEqualTo(410);
        assertThat(browser.post(path + "/passkey", made(browser, page, new SoftPasskey()))
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void anInvitationEndsAfter72HoursAndANewOneEndsTheOld() {
        var person = somebody();
        var first = invitation(person);
        var second = invitation(person);
        assertThat(new DeskBrowser(node).get(first).statusCode()).isEqualTo(410);
        assertThat(new DeskBrowser(node).get(second).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofDays(3));
        assertThat(new DeskBrowser(node).get(second).statusCode()).isEqualTo(410);
    }

    @Test
    void theDatabaseHoldsNoLinkNoSessionAndNoSeed() {
        var person = somebody();
        var path = invitation(person);
        var link = path.substring(path.lastIndexOf('/') + 1);
        var hash = database.sql("SELECT hash FROM staff.invitation WHERE person = :person")
                .param("person", person.id().value())
                .query((row, number) -> row.getBytes(1))
                .single();
        assertThat(hash).isEqualTo(new SecretToken(link).hash());
        var known = joined();
        var sealed = database.sql("SELECT seed FROM staff.fallback WHERE person = :person")
                .param("person", known.person().id().value())
                .query((row, number) -> row.getBytes(1))
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(known.seed(), StandardCharsets.ISO_8859_1));
    }

    private Map<String, String> made(DeskBrowser browser, HttpResponse<String> page, SoftPasskey passkey) {
        var fields = new TreeMap<>(passkey.make(challenge(browser), node.url("").toString(), "127.0.0.1"));
        fields.put("door", DeskBrowser.field(page, "door"));
        return fields;
    }

    /** The challenge of the browser's visit; the page offers it only where the node has a name that browsers accept. */
    private String challenge(DeskBrowser browser) {
        var value = Base64.getUrlDecoder().decode(browser.cookies().get("egide-doorway"));
        var challenge = doorway.challenge(new Doorway.Visit(value, clock.instant()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
    }

    private SoftPasskey withPasskey() {
        var path = invitation(somebody());
        var browser = new DeskBrowser(node);
        var page = browser.get(path);
        var passkey = new SoftPasskey();
        assertThat(opens(browser.post(path + "/passkey", made(browser, page, passkey))))
                .isTrue();
        return passkey;
    }

    private HttpResponse<String> use(SoftPasskey passkey, String origin, int flags) {
        var browser = new DeskBrowser(node);
        var page = browser.get("/desk/sign-in");
        var fields = new TreeMap<>(passkey.use(challenge(browser), origin, "127.0.0.1", flags));
        fields.put("door", DeskBrowser.field(page, "door"));
        return browser.post("/desk/sign-in/passkey", fields);
    }

    @Test
    void aPasskeyOpensASession() {
        var origin = node.url("").toString();
        assertThat(opens(use(withPasskey(), origin, SoftPasskey.PRESENT | SoftPasskey.VERIFIED)))
                .isTrue();
    }

    @Test
    void aPasskeyIsNotSlowedByAFloodAtTheFallbackEvenFromTheSameNetwork() {
        var passkey = withPasskey();
        var nobody = new Known(somebody(), "nobody-" + UUID.randomUUID(), new byte[20]);
        var last = 0;
        for (var attempt = 0; attempt < 40; attempt++) {
            last = signIn(nobody, "wrong wrong wrong", "111111").statusCode();
        }
        assertThat(last).isEqualTo(429);
        var origin = node.url("").toString();
        assertThat(opens(use(passkey, origin, SoftPasskey.PRESENT | SoftPasskey.VERIFIED)))
                .isTrue();
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void aPasskeyUsedOnAnotherSiteIsRefused() {
        var answer = use(withPasskey(), "https://desk.example", SoftPasskey.PRESENT | SoftPasskey.VERIFIED);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(opens(answer)).isFalse();
    }

    @Test
    void aPasskeyThatDidNotVerifyItsUserIsRefused() {
        assertThat(use(withPasskey(), node.url("").toString(), SoftPasskey.PRESENT)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anUnknownPasskeyIsRefused() {
        assertThat(use(new SoftPasskey(), node.url("").toString(), SoftPasskey.PRESENT | SoftPasskey.VERIFIED)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theSameAnswerOfAPasskeyDoesNotOpenTwice() {
        var passkey = withPasskey();
        var browser = new DeskBrowser(node);
        var page = browser.get("/desk/sign-in");
        var fields = new TreeMap<>(passkey.use(
                challenge(browser), node.url("").toString(), "127.0.0.1", SoftPasskey.PRESENT | SoftPasskey.VERIFIED));
        fields.put("door", DeskBrowser.field(page, "door"));
        var door = browser.cookies().get("egide-doorway");
        assertThat(opens(browser.post("/desk/sign-in/passkey", fields))).isTrue();
        browser.cookies().put("egide-doorway", door);
        assertThat(opens(browser.post("/desk/sign-in/passkey", fields))).isFalse();
    }

    @Test
    void theAnswerOfAPasskeyServesOnlyInTheBrowserThatWasAsked() {
        var passkey = withPasskey();
        var asked = new DeskBrowser(node);
        var page = asked.get("/desk/sign-in");
        var fields = new TreeMap<>(passkey.use(
                challenge(asked), node.url("").toString(), "127.0.0.1", SoftPasskey.PRESENT | SoftPasskey.VERIFIED));
        fields.put("door", DeskBrowser.field(page, "door"));
        var other = new DeskBrowser(node);
        other.get("/desk/sign-in");
        assertThat(other.post("/desk/sign-in/passkey", fields).statusCode()).isEqualTo(403);
    }

    @Test
    void aSignInFormOlderThanAQuarterOfAnHourIsRefused() {
        var known = joined();
        var browser = new DeskBrowser(node);
        var page = browser.get("/desk/sign-in");
        clock.advance(Duration.ofMinutes(15));
        var answer = browser.post(
                "/desk/sign-in/code",
                Map.of(
                        "door", DeskBrowser.field(page, "door"),
                        "name", known.handle(),
                        "passphrase", PASSPHRASE,
                        "code", code(known.seed())));
        assertThat(opens(answer)).isFalse();
    }
}
