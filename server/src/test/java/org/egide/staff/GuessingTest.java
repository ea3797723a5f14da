package org.egide.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The fallback as an attacker tries it: by flooding, by guessing, from one network and from many. */
@EgideTest
final class GuessingTest {
    private static final String PASSPHRASE = "seven green kites over the bay";
    private static final String OFFICE = "198.51.100.7";

    private final TestNode node;
    private final Desks desks;
    private final People people;
    private final Invitations invitations;
    private final Fallback fallback;
    private final SettableClock clock;
    private final JdbcClient database;

    GuessingTest(
            TestNode node,
            Desks desks,
            People people,
            Invitations invitations,
            Fallback fallback,
            SettableClock clock,
            JdbcClient database) {
        this.node = node;
        this.desks = desks;
        this.people = people;
        this.invitations = invitations;
        this.fallback = fallback;
        this.clock = clock;
        this.database = database;
    }

    private record Known(Person person, String handle, byte[] seed) {}

    @BeforeEach
    void everyNetworkHasRested() {
        clock.advance(Duration.ofMinutes(2));
    }

    private Known somebody() {
        var person =
                people.create("Robin " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ANALYST));
        var path = "/desk/join/"
                + invitations.invite(person.id(), Actor.system("test")).value();
        var seed = FallbackFixture.join(DeskBrowser.at(node, OFFICE), path, PASSPHRASE, clock);
        return new Known(person, people.handleOf(person.id()), seed);
    }

    private String code(byte[] seed) {
        return FallbackFixture.code(seed, clock.instant());
    }

    /** A code that does not fit now. */
    private String wrong(byte[] seed) {
        return code(seed).equals("111111") ? "222222" : "111111";
    }

    private HttpResponse<String> signIn(String address, String handle, String passphrase, String code) {
        var browser = DeskBrowser.at(node, address);
        var page = browser.get("/desk/sign-in");
        return browser.post(
                "/desk/sign-in/code",
                Map.of(
                        "door", DeskBrowser.field(page, "door"),
                        "name", handle,
                        "passphrase", passphrase,
                        "code", code));
    }

    private boolean comesIn(Known known, String address) {
        return signIn(address, known.handle(), PASSPHRASE, code(known.seed())).statusCode() == 303;
    }

    @Test
    void aFloodFromElsewhereKeepsNobodyOut() {
        var known = somebody();
        for (var network = 0; network < 4; network++) {
            var address = "203.0." + network + ".9";
            for (var attempt = 0; attempt < 12; attempt++) {
                assertThat(signIn(address, known.handle(), "wrong wrong wrong", "111111")
                                .statusCode())
                        .isIn(403, 429);
                assertThat(signIn(address, "nobody-" + attempt, "wrong wrong wrong", "111111")
                                .statusCode())
                        .isIn(403, 429);
            }
            assertThat(signIn(address, "nobody-else", "wrong wrong wrong", "111111")
                            .body())
                    .as("the flood is slowed where it comes from")
                    .contains("Too many people sign in");
        }
        assertThat(comesIn(known, OFFICE)).isTrue();
    }

    @Test
    void aDayOfGuessingFromOneNetworkIsAHundredGuessesAtMost() {
        var known = somebody();
        var looked = 0;
        for (var minute = 0; minute < 6 * 60; minute++) {
            clock.advance(Duration.ofMinutes(1));
            var answer = signIn("203.0.113.9", known.handle(), "wrong wrong wrong", "111111");
            looked += answer.statusCode() == 403 ? 1 : 0;
        }
        assertThat(looked).isBetween(6, 35);
        assertThat(comesIn(known, OFFICE)).isTrue();
    }

    @Test
    void whoKnowsThePassphraseGuessesNoCodeFromManyNetworks() {
        var known = somebody();
        for (var network = 0; network < 6; network++) {
            assertThat(signIn(far(network), known.handle(), PASSPHRASE, wrong(known.seed()))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(signIn(far(90), known.handle(), PASSPHRASE, code(known.seed()))
                        .statusCode())
                .as("even the right code, by luck")
                .isEqualTo(403);
        assertThat(audited(known)).isEqualTo(1);
        for (var network = 10; network < 60; network++) {
            clock.advance(Duration.ofHours(3));
            signIn(far(network), known.handle(), PASSPHRASE, wrong(known.seed()));
        }
        assertThat(guesses(known)).as("guesses in six days").isLessThan(22);
        assertThat(audited(known)).isEqualTo(guesses(known) - 4);
    }

    @Test
    void nothingTellsThatThePassphraseWasRight() {
        var known = somebody();
        var answers = new StringBuilder();
        for (var network = 0; network < 8; network++) {
            var right = signIn(far(network), known.handle(), PASSPHRASE, wrong(known.seed()));
            var none = signIn(far(network), "nobody-" + UUID.randomUUID(), PASSPHRASE, "111111");
            assertThat(right.statusCode()).isEqualTo(none.statusCode());
            assertThat(code(right)).isEqualTo(code(none));
            answers.append(code(right)).append(' ');
        }
        assertThat(answers.toString().strip().split(" ")).containsOnly("sign-in-refused");
    }

    @Test
    void aSlipOfTheFingerIsForgottenOnceTheRightCodeCame() {
        var known = somebody();
        for (var day = 0; day < 4; day++) {
            signIn(OFFICE, known.handle(), PASSPHRASE, wrong(known.seed()));
            signIn(OFFICE, known.handle(), PASSPHRASE, wrong(known.seed()));
            clock.advance(Duration.ofHours(1));
            assertThat(comesIn(known, OFFICE)).isTrue();
        }
        assertThat(guesses(known)).isZero();
        assertThat(audited(known)).isZero();
    }

    private static String far(int network) {
        return "2001:db8:" + Integer.toHexString(network) + "::9";
    }

    /** The refusal that the page shows. */
    private static String code(HttpResponse<String> page) {
        return page.body().contains("do not fit together") ? "sign-in-refused" : "other";
    }

    private int guesses(Known known) {
        return database.sql("SELECT coalesce(max(failures), 0) FROM staff.failure WHERE name = :key")
                .param("key", fallback.guesses(known.person().id()))
                .query(Integer.class)
                .single();
    }

    private int audited(Known known) {
        return database.sql(
                        "SELECT count(*) FROM audit.record WHERE action = 'staff.codes-guessed' AND subject = :person")
                .param("person", "person:" + known.person().id())
                .query(Integer.class)
                .single();
    }
}
