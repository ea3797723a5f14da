package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.platform.Refusal;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may report by interface, and the desk's page where they are added and switched off. */
@EgideTest
final class ProvidersTest {
    private final TestNode node;
    private final Providers providers;
    private final Sessions sessions;
    private final Desks desks;
    private final People people;
    private final JdbcClient database;
    private final SettableClock clock;

    ProvidersTest(
            TestNode node,
            Providers providers,
            Sessions sessions,
            Desks desks,
            People people,
            JdbcClient database,
            SettableClock clock) {
        this.node = node;
        this.providers = providers;
        this.sessions = sessions;
        this.desks = desks;
        this.people = people;
        this.database = database;
        this.clock = clock;
    }

    private static String name() {
        return "Service " + UUID.randomUUID();
    }

    @Test
    void thePasswordHas256RandomBitsAndOnlyItsHashIsKept() {
        var made = providers.create(name(), ProviderKind.HOSTING);
        assertThat(Base64.getUrlDecoder().decode(made.password())).hasSize(32);
        assertThat(made.toString()).doesNotContain(made.password());
        var row = database.sql("SELECT provider::text FROM gateway.provider WHERE username = :username")
                .param("username", made.username())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(made.password());
        assertThat(providers.check(made.username(), made.password())).isPresent();
        assertThat(providers.check(made.username(), made.password() + "x")).isEmpty();
        assertThat(providers.check(made.username(), "")).isEmpty();
        assertThat(providers.check("p-0000000000000000", made.password())).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        var name = name();
        providers.create(name, ProviderKind.CLOUD);
        assertThatThrownBy(() -> providers.create(name, ProviderKind.CLOUD))
                .isInstanceOf(Refusal.class)
                .satisfies(refusal -> assertThat(((Refusal) refusal).code()).isEqualTo("provider-exists"));
    }

    @Test
    void switchingOffElsewhereIsSeenAfterSomeSecondsAndHereAtOnce() {
        var supervisor = supervisor();
        var made = providers.create(name(), ProviderKind.CLOUD);
        var provider = providers.check(made.username(), made.password()).orElseThrow();
        database.sql("UPDATE gateway.provider SET active = false WHERE id = :id")
                .param("id", provider.id().value())
                .update();
        assertThat(providers
                        .check(made.username(), made.password())
                        .orElseThrow()
                        .active())
                .isTrue();
        clock.advance(java.time.Duration.ofSeconds(5));
        assertThat(providers
                        .check(made.username(), made.password())
                        .orElseThrow()
                        .active())
                .isFalse();

        var other = providers.create(name(), ProviderKind.CLOUD);
        var seen = providers.check(other.username(), other.password()).orElseThrow();
        providers.deactivate(supervisor, seen.id());
        assertThat(providers
                        .check(other.username(), other.password())
                        .orElseThrow()
                        .active())
                .isFalse();
        assertThat(new GatewayFixture(node, other)
                        .report("k", "{\"forms\":[\"WORRY\"]}")
                        .status())
                .isEqualTo(403);
    }

    private Person supervisor() {
        return people.create("Gate Supervisor", desks.receiving().id(), Set.of(Role.SUPERVISOR));
    }

    @Test
    void anotherDeskSeesAndSwitchesOffNothingHere() {
        var made = providers.create(name(), ProviderKind.CLOUD);
        var provider = providers.check(made.username(), made.password()).orElseThrow();
        var elsewhere = desks.create(DeskKind.HELPLINE, "Elsewhere " + UUID.randomUUID());
        var stranger = people.create("Stranger", elsewhere.id(), Set.of(Role.ADMINISTRATOR));
        assertThat(providers.ofDeskOf(stranger)).isEmpty();
        assertThatThrownBy(() -> providers.deactivate(stranger, provider.id())).isInstanceOf(Refusal.class);
        assertThat(providers
                        .check(made.username(), made.password())
                        .orElseThrow()
                        .active())
                .isTrue();
    }

    @Test
    void thePageShowsThePasswordOnceAndTheSameFormAgainIsRefused() {
        var cookie = Sessions.COOKIE + "=" + sessions.open(supervisor().id()).value();
        var csrf = csrf(page(cookie));
        var name = name();
        var form = new TreeMap<>(Map.of("name", name, "kind", "SEARCH", "csrf", csrf));
        var made = post(cookie, "/desk/providers", form);
        assertThat(made.status()).isEqualTo(200);
        var shown = Pattern.compile("[A-Za-z0-9_-]{43}(?=</code>)").matcher(made.body());
        assertThat(shown.find()).isTrue();
        assertThat(page(cookie)).contains(name).doesNotContain(shown.group());
        assertThat(post(cookie, "/desk/providers", form).status()).isEqualTo(409);
        assertThat(post(cookie, "/desk/providers", new TreeMap<>(Map.of("name", "n", "kind", "?", "csrf", csrf)))
                        .status())
                .isEqualTo(400);

        var id = database.sql("SELECT id FROM gateway.provider WHERE name = :name")
                .param("name", name)
                .query(UUID.class)
                .single();
        var off = new TreeMap<>(Map.of("csrf", csrf));
        assertThat(post(cookie, "/desk/providers/" + id + "/deactivate", off).status())
                .isEqualTo(303);
        assertThat(post(cookie, "/desk/providers/" + id + "/deactivate", off).status())
                .isEqualTo(303);
        assertThat(providers.find(new ProviderId(id)).orElseThrow().active()).isFalse();
    }

    @Test
    void anAnalystMayNotOpenThePage() {
        var analyst = people.create("Gate Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        var cookie = Sessions.COOKIE + "=" + sessions.open(analyst.id()).value();
        var answer = GatewayFixture.send(
                node.http(),
                HttpRequest.newBuilder(node.url("/desk/providers"))
                        .header("Cookie", cookie)
                        .build());
        assertThat(answer.status()).isEqualTo(403);
    }

    private String page(String cookie) {
        var answer = GatewayFixture.send(
                node.http(),
                HttpRequest.newBuilder(node.url("/desk/providers"))
                        .header("Cookie", cookie)
                        .build());
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static String csrf(String page) {
        var found = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private GatewayFixture.Answer post(String cookie, String path, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return GatewayFixture.send(
                node.http(),
                HttpRequest.newBuilder(node.url(path))
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }
}
