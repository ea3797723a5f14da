package org.egide.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.sharing.SharingFixture.refusal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.egide.audit.AuditTrail;
import org.egide.staff.DeskBrowser;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who lets partners in: the right role, two people, and a row for each step. */
@EgideTest
final class PartnersTest {
    private final TestNode node;
    private final JdbcClient database;
    private final AuditTrail trail;
    private final SharingFixture desk;
    private final Person stranger;

    PartnersTest(
            TestNode node,
            JdbcClient database,
            AuditTrail trail,
            Desks desks,
            People people,
            ApplicationContext context) {
        this.node = node;
        this.database = database;
        this.trail = trail;
        this.desk = new SharingFixture(context);
        var other =
                desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID()).id();
        this.stranger = people.create("Supervisor elsewhere", other, Set.of(Role.SUPERVISOR));
    }

    private int status(AccessOnce access) {
        return SharingFixture.ncmec(node, access).get("/v2/status").statusCode();
    }

    @Test
    void aPartnerIsLiveOnceAnotherPersonAgreedAndNoSooner() {
        var access = desk.partners.propose(desk.proposer, SharingFixture.partner(SharingForm.NCMEC));
        assertThat(status(access)).isEqualTo(403);
        assertThat(refusal(() -> desk.partners.confirm(desk.proposer, access.partner())))
                .isEqualTo("same-person");
        assertThat(status(access)).isEqualTo(403);
        desk.partners.confirm(desk.agreer, access.partner());
        assertThat(status(access)).isEqualTo(200);
        assertThat(refusal(() -> desk.partners.confirm(desk.agreer, access.partner())))
                .isEqualTo("wrong-state");
    }

    @Test
    void aPartnerIsSuspendedAndEndedAtOnceAndComesBackByTwoPeopleOnly() {
        var access = desk.live(SharingForm.NCMEC);
        assertThat(refusal(() -> desk.partners.suspend(desk.agreer, access.partner(), " ")))
                .isEqualTo("no-reason");
        desk.partners.suspend(desk.agreer, access.partner(), "its keys are in the wrong hands");
        assertThat(status(access)).isEqualTo(403);
        desk.partners.resume(desk.agreer, access.partner());
        assertThat(status(access)).isEqualTo(403);
        assertThat(refusal(() -> desk.partners.confirm(desk.agreer, access.partner())))
                .isEqualTo("same-person");
        desk.partners.confirm(desk.proposer, access.partner());
        assertThat(status(access)).isEqualTo(200);
        desk.partners.end(desk.agreer, access.partner(), "the agreement is over");
        assertThat(status(access)).isEqualTo(403);
        assertThat(refusal(() -> desk.partners.resume(desk.agreer, access.partner())))
                .isEqualTo("wrong-state");
        assertThat(trail.of("partner:" + access.partner()).toString())
                .contains(
                        "sharing.partner-proposed",
                        "sharing.partner-confirmed",
                        "sharing.partner-suspended",
                        "sharing.partner-proposed-again",
                        "sharing.partner-ended",
                        "its keys are in the wrong hands");
    }

    @Test
    void aListIsPulledOnceAnotherPersonAgreedToIt() {
        var list = desk.list();
        desk.entries(list, 1);
        var access = desk.live(SharingForm.NCMEC);
        var client = SharingFixture.ncmec(node, access);
        desk.grants.propose(desk.proposer, access.partner(), list, false);
        node.settle();
        assertThat(client.page("/v2/entries?").entries()).isEmpty();
        assertThat(refusal(() -> desk.grants.confirm(desk.proposer, access.partner(), list)))
                .isEqualTo("same-person");
        assertThat(refusal(() -> desk.grants.propose(desk.agreer, access.partner(), list, false)))
                .isEqualTo("list-granted");
        desk.grants.confirm(desk.agreer, access.partner(), list);
        node.settle();
        desk.grants.takeBack(desk.proposer, access.partner(), list);
        assertThat(refusal(() -> desk.grants.takeBack(desk.proposer, access.partner(), list)))
                .isEqualTo("not-found");
        assertThat(trail.of("partner:" + access.partner()).toString())
                .contains("sharing.list-proposed", "sharing.list-confirmed", "sharing.list-taken-back", "" + list);
    }

    @Test
    void nobodyOfAnotherRoleOrDeskTouchesAPartner() {
        var list = desk.list();
        var access = desk.live(SharingForm.NCMEC, list);
        var id = access.partner();
        var analyst = new Person(desk.one.id(), "An analyst", desk.one.desk(), Set.of(Role.ANALYST));
        for (var who : Map.of(stranger, "not-found", analyst, "not-allowed").entrySet()) {
            var person = who.getKey();
            assertThat(refusal(() -> desk.partners.confirm(person, id))).isEqualTo(who.getValue());
            assertThat(refusal(() -> desk.partners.suspend(person, id, "x"))).isEqualTo(who.getValue());
            assertThat(refusal(() -> desk.partners.resume(person, id))).isEqualTo(who.getValue());
            assertThat(refusal(() -> desk.partners.end(person, id, "x"))).isEqualTo(who.getValue());
            assertThat(refusal(() -> desk.partners.wrap(person, id, true))).isEqualTo(who.getValue());
            assertThat(refusal(() -> desk.grants.propose(person, id, list, false)))
                    .isEqualTo(who.getValue());
            assertThat(refusal(() -> desk.grants.confirm(person, id, list))).isEqualTo(who.getValue());
            assertThat(refusal(() -> desk.grants.takeBack(person, id, list))).isEqualTo(who.getValue());
        }
        assertThat(refusal(() -> desk.partners.propose(analyst, SharingFixture.partner(SharingForm.NCMEC))))
                .isEqualTo("not-allowed");
        assertThat(status(access)).isEqualTo(200);
    }

    @Test
    void whatIsKeptOfASecretDoesNotOpenAnything() {
        var access = desk.live(SharingForm.NCMEC);
        assertThat(database.sql("SELECT encode(hash, 'hex') FROM sharing.secret WHERE partner = :id")
                        .param("id", access.partner().value())
                        .query(String.class)
                        .single())
                .hasSize(64);
        assertThat(access.toString()).doesNotContain(access.password());
        assertThat(SharingFixture.ncmec(
                                node, new AccessOnce(access.partner(), access.username(), Map.of("BASIC", "wrong")))
                        .get("/v2/status")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "'', g, 5, bad-name",
        "n, '', 5, partner-without-ground",
        "n, g, 0, bad-bounds",
        "n, g, 10000001, bad-bounds"
    })
    void aPartnerThatIsNotDescribedIsRefused(String name, String ground, int calls, String code) {
        assertThat(refusal(() -> new NewPartner(name, SharingForm.NCMEC, ground, Set.of(), false, calls)))
                .isEqualTo(code);
    }

    @Test
    void twoPeopleLetAPartnerInByThePageThatShowsItsSecretOnce() {
        var list = desk.list();
        desk.entries(list, 1);
        var name = "Platform " + UUID.randomUUID();
        var proposer = desk.browser(desk.proposer);
        var page = proposer.get("/desk/sharing");
        var fields = new HashMap<>(Map.of(
                "csrf", DeskBrowser.field(page, "csrf"),
                "name", name,
                "form", "NCMEC",
                "ground", "Agreement",
                "territories", "fr",
                "calls", "100"));
        var made = proposer.post("/desk/sharing", fields);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        var username = found(made.body(), "<code>(s-[0-9a-f]{16})</code>");
        var password = found(made.body(), "<code>([A-Za-z0-9_-]{43})</code>");
        assertThat(proposer.get("/desk/sharing").body())
                .doesNotContain(password)
                .contains(username);
        assertThat(proposer.post("/desk/sharing", fields).statusCode()).isEqualTo(409);
        var id = found(
                made.body().substring(made.body().indexOf(name, made.body().indexOf("<table"))),
                "/desk/sharing/([0-9a-f-]{36})");
        assertThat(post(proposer, "/" + id + "/confirm", Map.of())).isEqualTo(409);
        var agreer = desk.browser(desk.agreer);
        assertThat(post(agreer, "/" + id + "/confirm", Map.of())).isEqualTo(303);
        assertThat(post(agreer, "/" + id + "/lists", Map.of("list", list.toString())))
                .isEqualTo(303);
        assertThat(post(proposer, "/" + id + "/lists/" + list + "/confirm", Map.of()))
                .isEqualTo(303);
        node.settle();
        var access = new AccessOnce(PartnerId.of(id), username, Map.of("BASIC", password));
        assertThat(SharingFixture.ncmec(node, access).page("/v2/entries?").entries())
                .hasSize(1);
        for (var language : new String[] {"en", "fr", "es", "ar"}) {
            assertThat(agreer.get("/desk/sharing?lang=" + language).body()).contains(name);
        }
        assertThat(post(agreer, "/" + id + "/wrap", Map.of("wrapped", "yes"))).isEqualTo(303);
        assertThat(post(agreer, "/" + id + "/suspend", Map.of("reason", "x"))).isEqualTo(303);
        assertThat(post(agreer, "/" + id + "/resume", Map.of())).isEqualTo(303);
        assertThat(post(agreer, "/" + id + "/lists/" + list + "/take-back", Map.of()))
                .isEqualTo(303);
        assertThat(post(agreer, "/" + id + "/end", Map.of("reason", "x"))).isEqualTo(303);
        assertThat(status(access)).isEqualTo(403);
    }

    @Test
    void anAnalystSeesNoPageOfSharing() {
        assertThat(desk.browser(desk.agreer).get("/desk/sharing").statusCode()).isEqualTo(200);
        assertThat(desk.analyst().get("/desk/sharing").statusCode()).isEqualTo(403);
    }

    private static int post(DeskBrowser browser, String path, Map<String, String> fields) {
        var sent = new HashMap<>(fields);
        sent.put("csrf", DeskBrowser.field(browser.get("/desk/sharing"), "csrf"));
        return browser.post("/desk/sharing" + path, sent).statusCode();
    }

    private static String found(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
