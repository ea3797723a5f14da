package org.egide.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.upstream.SourceFixture.refused;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.egide.audit.AuditTrail;
import org.egide.fingerprints.ForeignEntries;
import org.egide.fingerprints.SourceId;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.messages.Messages;
import org.egide.staff.DeskBrowser;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may set sources up, and what the desk sees of them. */
@EgideTest
@Import(SourceFixture.class)
final class UpstreamsTest {
    private final SourceFixture fixture;
    private final Upstreams upstreams;
    private final ForeignEntries entries;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final TestNode node;
    private final Sessions sessions;
    private final Desks desks;
    private final People people;
    private final Messages messages;
    private final NcmecFixture upstream = new NcmecFixture();

    UpstreamsTest(
            SourceFixture fixture,
            Upstreams upstreams,
            ForeignEntries entries,
            AuditTrail trail,
            JdbcClient database,
            TestNode node,
            Sessions sessions,
            Desks desks,
            People people,
            Messages messages) {
        this.fixture = fixture;
        this.upstreams = upstreams;
        this.entries = entries;
        this.trail = trail;
        this.database = database;
        this.node = node;
        this.sessions = sessions;
        this.desks = desks;
        this.people = people;
        this.messages = messages;
    }

    @AfterEach
    void stop() {
        fixture.endAll();
        upstream.close();
    }

    private Person person(Role... roles) {
        return people.create("Person " + UUID.randomUUID(), desks.receiving().id(), Set.of(roles));
    }

    @Test
    void nothingIsAskedBeforeAnotherPersonConfirmed() {
        var id = fixture.setUp(upstream, true);
        fixture.pullLater();
        assertThat(upstream.asked()).isEmpty();
        assertThat(refused(() -> upstreams.confirm(fixture.one(), id))).isEqualTo("same-person");
        assertThat(refused(() -> entries.apply(id, java.util.List.of()))).isEqualTo("source-not-standing");
        assertThat(refused(() -> upstreams.resume(fixture.two(), id))).isEqualTo("source-state");
        assertThat(refused(() -> upstreams.pullNow(fixture.two(), id))).isEqualTo("source-state");
        upstreams.confirm(fixture.two(), id);
        assertThat(refused(() -> upstreams.confirm(person(Role.SUPERVISOR), id)))
                .isEqualTo("source-confirmed");
        fixture.pull();
        assertThat(upstream.asked()).isNotEmpty();
    }

    @Test
    void oneOfTheTwoIsASupervisor() {
        var administrator = person(Role.ADMINISTRATOR);
        var id = upstreams.setUp(administrator, fixture.wanted(upstream, true));
        assertThat(refused(() -> upstreams.confirm(person(Role.ADMINISTRATOR), id)))
                .isEqualTo("supervisor-needed");
        upstreams.confirm(fixture.two(), id);
        var other = fixture.setUp(upstream, true);
        upstreams.confirm(administrator, other);
        assertThat(fixture.source(other).state()).isEqualTo(SourceState.PULLING);
    }

    @Test
    void analystsAndOtherDesksChangeNothing() {
        var analyst = person(Role.ANALYST);
        var id = fixture.confirmed(upstream);
        assertThat(refused(() -> upstreams.setUp(analyst, fixture.wanted(upstream, true))))
                .isEqualTo("not-allowed");
        assertThat(refused(() -> upstreams.end(analyst, id, "reason"))).isEqualTo("not-allowed");
        assertThat(refused(() -> upstreams.renewLogin(analyst, id, new Login("a", "b", ""))))
                .isEqualTo("not-allowed");
        var elsewhere = desks.create(DeskKind.HELPLINE, "Elsewhere " + UUID.randomUUID());
        var stranger = people.create("Stranger", elsewhere.id(), Set.of(Role.SUPERVISOR, Role.ADMINISTRATOR));
        assertThat(upstreams.of(stranger)).isEmpty();
        assertThat(refused(() -> upstreams.one(stranger, id))).isEqualTo("not-found");
        assertThat(refused(() -> upstreams.pause(stranger, id))).isEqualTo("not-found");
        assertThat(refused(() -> upstreams.end(stranger, id, "reason"))).isEqualTo("not-found");
    }

    @Test
    void pausingStopsTheReadingAndTakingUpAgainGoesOnWhereItStopped() {
        upstream.put("a", fixture.ago(60), 8_800_001);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        upstreams.pause(fixture.one(), id);
        var before = upstream.asked().size();
        fixture.pullLater();
        assertThat(upstream.asked()).hasSize(before);
        upstreams.resume(fixture.two(), id);
        fixture.pull();
        assertThat(upstream.asked()).hasSize(before + 1);
        assertThat(refused(() -> upstreams.end(fixture.one(), id, " "))).isEqualTo("no-reason");
        upstreams.end(fixture.one(), id, "the agreement is over");
        assertThat(refused(() -> upstreams.resume(fixture.one(), id))).isEqualTo("source-state");
        assertThat(refused(() -> upstreams.renewLogin(fixture.one(), id, new Login("a", "b", ""))))
                .isEqualTo("source-ended");
    }

    @Test
    void everyActLeavesARowAndNoRowNamesALoginOrAHash() {
        upstream.put("a", fixture.ago(60), 8_800_002);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        upstreams.renewLogin(fixture.one(), id, new Login("somebody", "invented-secret-12", ""));
        upstreams.pause(fixture.one(), id);
        upstreams.resume(fixture.one(), id);
        fixture.pull();
        upstreams.end(fixture.two(), id, "over");
        assertThat(trail.of("source:" + id).toString())
                .contains(
                        "fingerprints.source-opened",
                        "fingerprints.source-confirmed",
                        "fingerprints.source-ended",
                        "upstream.set-up",
                        "upstream.confirmed",
                        "upstream.page-applied",
                        "upstream.pull-failed",
                        "upstream.login-renewed",
                        "upstream.paused",
                        "upstream.resumed",
                        "upstream.ended")
                .doesNotContain("invented-secret-12", NcmecFixture.PASSWORD, UpstreamFixture.noise(8_800_002, 16));
    }

    @Test
    void theLoginStandsSealedInTheDatabase() {
        var id = fixture.setUp(upstream, true);
        var stored = database.sql("SELECT login FROM upstream.source WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> row.getBytes(1))
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(NcmecFixture.PASSWORD);
        assertThat(new Login("a", "b", "c").toString()).isEqualTo("Login[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lists.example/x",
                "https://user:word@lists.example",
                "https://lists.example/x?y=1",
                "https://lists.example/#x",
                "ftp://lists.example",
                "lists.example",
                "https://",
                "https://a b",
                "http://127.0.0.1.lists.example"
            })
    void anAddressThatCouldCarryALoginElsewhereIsRefused(String base) {
        assertThatThrownBy(() -> NewSource.base(base))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("bad-base"));
    }

    @Test
    void thePagesSetUpConfirmAndShowASourceButNeverItsLogin() {
        var first = DeskBrowser.signedIn(node, sessions.open(fixture.one().id()));
        var second = DeskBrowser.signedIn(node, sessions.open(fixture.two().id()));
        var form = form(first.get("/desk/upstreams"));
        var made = first.post("/desk/upstreams", form);
        assertThat(made.statusCode()).isEqualTo(303);
        var path = made.headers().firstValue("Location").orElseThrow();
        assertThat(first.post("/desk/upstreams", form).statusCode()).isEqualTo(409);
        var sheet = second.get(path);
        assertThat(sheet.body()).contains("Waits for another person").doesNotContain(NcmecFixture.PASSWORD);
        var csrf = Map.of("csrf", DeskBrowser.field(sheet, "csrf"));
        assertThat(second.post(path + "/confirm", csrf).statusCode()).isEqualTo(303);
        upstream.put("a", fixture.ago(60), 8_800_003);
        fixture.pull();
        var after = second.get(path);
        assertThat(after.body())
                .contains("Being read", "Added", "Belongs there")
                .doesNotContain(NcmecFixture.PASSWORD, UpstreamFixture.noise(8_800_003, 16));
        assertThat(first.get("/desk/upstreams").body()).contains("Invented source");
        vote(second, path, csrf);
        for (var act : java.util.List.of("pause", "resume", "now")) {
            assertThat(second.post(path + "/" + act, csrf).statusCode()).as(act).isEqualTo(303);
        }
        var end = new TreeMap<>(csrf);
        end.put("reason", "over");
        assertThat(second.post(path + "/end", end).statusCode()).isEqualTo(303);
        assertThat(second.get(path).body()).contains("Ended");
    }

    private void vote(DeskBrowser browser, String path, Map<String, String> csrf) {
        var id = SourceId.of(path.substring(path.lastIndexOf('/') + 1));
        var entry = database.sql("SELECT id FROM fingerprints.entry WHERE source = :id")
                .param("id", id.value())
                .query(UUID.class)
                .single();
        var up = new TreeMap<>(csrf);
        up.put("vote", "up");
        assertThat(browser.post(path + "/entries/" + entry + "/vote", up).statusCode())
                .isEqualTo(303);
        assertThat(browser.get(path).body()).contains("Waits");
        up.put("vote", "sideways");
        assertThat(browser.post(path + "/entries/" + entry + "/vote", up).statusCode())
                .isEqualTo(400);
    }

    private Map<String, String> form(java.net.http.HttpResponse<String> page) {
        var form = new TreeMap<String, String>();
        form.put("csrf", DeskBrowser.field(page, "csrf"));
        form.put("name", "Invented source " + UUID.randomUUID());
        form.put("form", "NCMEC");
        form.put("base", upstream.base() + "/");
        form.put("first", NcmecFixture.USER);
        form.put("second", NcmecFixture.PASSWORD);
        form.put("begin", "2025-01-01");
        form.put("ground", "Article 1");
        form.put("classification", "A1");
        form.put("kind", "verified");
        return form;
    }

    @Test
    void anAnalystReadsThePageAndAnOverseerDoesNot() {
        var id = fixture.setUp(upstream, true);
        var analyst =
                DeskBrowser.signedIn(node, sessions.open(person(Role.ANALYST).id()));
        var page = analyst.get("/desk/upstreams/" + id);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("/confirm", "/login");
        assertThat(analyst.post("/desk/upstreams/" + id + "/confirm", Map.of("csrf", "x"))
                        .statusCode())
                .isEqualTo(403);
        var overseer =
                DeskBrowser.signedIn(node, sessions.open(person(Role.OVERSEER).id()));
        assertThat(overseer.get("/desk/upstreams").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void everyStateFaultAndCountHasASentence(Language language) {
        for (var state : SourceState.values()) {
            assertThat(messages.has(language, "upstream.state." + state)).isTrue();
        }
        for (var fault : Fault.values()) {
            assertThat(messages.has(language, "upstream.fault." + fault)).isTrue();
        }
        for (var what : What.values()) {
            assertThat(messages.has(language, "upstream.what." + what)).isTrue();
        }
        for (var state : VoteState.values()) {
            assertThat(messages.has(language, "upstream.vote.state." + state)).isTrue();
        }
        for (var form : Form.values()) {
            assertThat(messages.has(language, "upstream.form." + form)).isTrue();
        }
    }
}
