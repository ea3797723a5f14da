package org.egide.report.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.report.NewReportFixture.report;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.egide.audit.Actor;
import org.egide.audit.AuditTrail;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Objection;
import org.egide.dialogue.Objections;
import org.egide.dialogue.Once;
import org.egide.dialogue.Said;
import org.egide.evidence.AgeIdentity;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.FileStore;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.Reports;
import org.egide.report.Step;
import org.egide.report.Subject;
import org.egide.report.Wall;
import org.egide.report.Walls;
import org.egide.staff.Desk;
import org.egide.staff.DeskBrowser;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Conflicts of interest (R11): for whom a wall stands, the world is the one in which the report was never made. */
@EgideTest
final class WallsTest {
    private static final String HOST = "walls.example";

    private final TestNode node;
    private final SettableClock clock;
    private final Desks desks;
    private final People people;
    private final Sessions sessions;
    private final Reports reports;
    private final FileStore files;
    private final Conversations conversations;
    private final Objections objections;
    private final Walls walls;
    private final AuditTrail trail;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final JdbcClient database;
    private final List<RequestMappingHandlerMapping> mappings;
    private Desk police;
    private Person supervisor;
    private Person colleague;
    private Person analyst;

    WallsTest(
            TestNode node,
            SettableClock clock,
            Desks desks,
            People people,
            Sessions sessions,
            Reports reports,
            FileStore files,
            Conversations conversations,
            Objections objections,
            Walls walls,
            AuditTrail trail,
            Transaction transaction,
            ApplicationEventPublisher events,
            JdbcClient database,
            List<RequestMappingHandlerMapping> mappings) {
        this.node = node;
        this.clock = clock;
        this.desks = desks;
        this.people = people;
        this.sessions = sessions;
        this.reports = reports;
        this.files = files;
        this.conversations = conversations;
        this.objections = objections;
        this.walls = walls;
        this.trail = trail;
        this.transaction = transaction;
        this.events = events;
        this.database = database;
        this.mappings = mappings;
    }

    @BeforeEach
    void staff() {
        police = desks.create(DeskKind.POLICE, "Unit " + UUID.randomUUID());
        supervisor = person(Role.SUPERVISOR, Role.ANALYST);
        colleague = person(Role.SUPERVISOR, Role.ANALYST);
        analyst = person(Role.ANALYST);
        var browser = browser(supervisor);
        assertThat(browser.post(
                                "/desk/units",
                                Map.of(
                                        "csrf", csrf(browser),
                                        "unit", police.id().toString(),
                                        "recipient", AgeIdentity.generate().recipient(),
                                        "escrow", AgeIdentity.generate().recipient()))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void R11_aReportThatIsLateIsOnNoListOfWhoeverIsWalledOff() {
        var everyRole = person(Role.values());
        var now = clock.instant();
        // The page shows the first fifty of all that other tests left.
        database.sql("UPDATE duty.received SET answered_at = accepted_at WHERE answered_at IS NULL")
                .update();
        var id = received("https://" + HOST + "/" + UUID.randomUUID());
        walls.build(supervisor, id, new Wall.Against.OnePerson(everyRole.id()), "named in the words");
        clock.advance(Duration.ofHours(25));
        node.settle();
        try {
            assertThat(browser(colleague).get("/desk/duty").body()).contains(id.toString());
            assertThat(browser(everyRole).get("/desk/duty").body()).doesNotContain(id.toString(), reference(id));
        } finally {
            clock.set(now);
        }
    }

    @Test
    void R11_whoeverIsWalledOffLivesInAWorldWithoutTheReport() {
        var everyRole = person(Role.values());
        var visible = received("https://" + HOST + "/shared");
        // Some other report has been through everything before, as on any node that has worked for a day.
        wholeStory("https://" + HOST + "/other");
        var browser = browser(everyRole);
        // Pages that count nothing yet are read once, so that what reading them records is the same later.
        pages(browser, visible);
        var before = pages(browser, visible);

        var hidden = wholeStory("https://" + HOST + "/shared");
        var untouched = received("https://" + HOST + "/untouched");
        for (var report : List.of(hidden.report(), untouched)) {
            walls.build(supervisor, report, new Wall.Against.OnePerson(everyRole.id()), "named in the words");
        }
        node.settle();

        var after = pages(browser, visible);
        assertThat(after.keySet()).isEqualTo(before.keySet()).hasSizeGreaterThan(10);
        after.forEach((path, page) -> {
            assertThat(hidden.names()).as(path).noneMatch(page::contains);
            assertThat(page).as(path).isEqualTo(before.get(path)).doesNotContain(untouched.toString());
        });
        assertThat(pages(browser(colleague), visible).values().stream()
                        .filter(page -> hidden.names().stream().anyMatch(page::contains)))
                .as("a colleague finds it in several places")
                .hasSizeGreaterThan(4);
    }

    @Test
    void R11_everyAddressAndEveryFormAnswersAsForAReportThatIsNotThere() {
        var everyRole = person(Role.values());
        var hidden = wholeStory("https://" + HOST + "/" + UUID.randomUUID());
        walls.build(supervisor, hidden.report(), new Wall.Against.OnePerson(everyRole.id()), "named in the words");
        node.settle();
        var browser = browser(everyRole);
        var form = form(browser);
        for (var endpoint : endpoints()) {
            if (!endpoint.pattern().contains("{")) {
                continue;
            }
            for (var ids : hidden.ids()) {
                var there = ask(browser, endpoint, ids, form);
                var nowhere = ask(
                        browser, endpoint, ids.stream().map(WallsTest::another).toList(), form);
                assertThat(there.statusCode()).as(endpoint.toString()).isEqualTo(nowhere.statusCode());
                assertThat(bare(there.body(), ids))
                        .as(endpoint.toString())
                        .isEqualTo(bare(
                                nowhere.body(),
                                ids.stream().map(WallsTest::another).toList()));
                assertThat(there.headers().map().keySet())
                        .isEqualTo(nowhere.headers().map().keySet());
            }
        }
        var found = browser.get(
                "/desk/reports?reference=" + reports.summary(hidden.report()).reference());
        assertThat(found.statusCode()).isEqualTo(404);
    }

    @Test
    void R11_theReportersWordAloneKeepsAllButSupervisorsOutUntilOneHasSettledIt() {
        var id = reports.accept(report().with(FactKind.INSIDER, "YES")
                        .address("https://" + HOST + "/i")
                        .build())
                .report();
        node.settle();
        assertThatThrownBy(() -> reports.find(analyst, id)).isInstanceOf(Refusal.class);
        assertThat(browser(analyst).get("/desk/queue").body()).doesNotContain(reference(id));
        assertThat(browser(supervisor)
                        .get("/desk/reports?reference=" + reference(id))
                        .statusCode())
                .isNotEqualTo(404);
        assertThat(browser(analyst)
                        .get("/desk/reports?reference=" + reference(id))
                        .statusCode())
                .isEqualTo(404);
        var page = browser(supervisor).get("/desk/reports/" + id);
        assertThat(page.body()).contains("Somebody who works here");

        walls.build(supervisor, id, new Wall.Against.OnePerson(colleague.id()), "named in the words");
        walls.lift(supervisor, id, claim(id), "settled");
        assertThat(reports.find(analyst, id).id()).isEqualTo(id);
        assertThatThrownBy(() -> reports.find(colleague, id)).isInstanceOf(Refusal.class);
        assertThat(trail.of("report:" + id))
                .extracting(AuditTrail.Row::action)
                .contains("report.wall-built", "report.wall-lifted");
    }

    @Test
    void R11_anInsiderWhoIsKnownOfLaterKeepsAllButSupervisorsOutToo() {
        var id = received("https://" + HOST + "/" + UUID.randomUUID());
        assertThat(reports.find(analyst, id).id()).isEqualTo(id);
        reports.addFact(id, Fact.said(FactKind.INSIDER, "NO"), analyst.actor());
        assertThat(reports.find(analyst, id).id()).isEqualTo(id);
        reports.addFact(id, Fact.said(FactKind.INSIDER, "YES"), analyst.actor());
        assertThatThrownBy(() -> reports.find(analyst, id)).isInstanceOf(Refusal.class);
        assertThat(reports.find(supervisor, id).id()).isEqualTo(id);
    }

    @Test
    void R11_whoseSignInNameIsNamedIsKeptOutAtOnceAndASupervisorConfirms() {
        var named = people.create(
                "Robin Wall " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ANALYST));
        var handle = People.plain(named.name());
        var id = reports.accept(report().naming(NewItem.of(ItemKind.EMAIL, handle + "@mail.example"))
                        .build())
                .report();
        node.settle();
        assertThatThrownBy(() -> reports.find(named, id)).isInstanceOf(Refusal.class);
        assertThat(reports.find(analyst, id).id()).isEqualTo(id);
        assertThat(walls.of(id)).singleElement().satisfies(wall -> {
            assertThat(wall.origin()).isEqualTo(Wall.Origin.MATCH);
            assertThat(wall.confirmed()).isFalse();
        });
        walls.confirm(supervisor, id, walls.of(id).getFirst().id());
        assertThat(walls.of(id).getFirst().confirmed()).isTrue();
    }

    @Test
    void R11_whoSeesAConflictStepsBackAndHoldsTheReportNoMore() {
        var id = received("https://" + HOST + "/" + UUID.randomUUID());
        var browser = browser(analyst);
        browser.post("/desk/queue/" + id + "/take", form(browser));
        var answer = browser.post("/desk/reports/" + id + "/walls/step-back", form(browser));
        assertThat(answer.headers().firstValue("Location")).hasValue("/desk/queue");
        node.settle();
        assertThat(browser.get("/desk/queue").body()).doesNotContain(reference(id));
        assertThat(browser.get("/desk/reports/" + id).statusCode()).isEqualTo(404);
        assertThat(database.sql("SELECT state FROM triage.queue WHERE report = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .single())
                .isEqualTo("WAITING");
    }

    @Test
    void R11_nothingIsSentToAUnitThatMustNotKnow() {
        var id = received("https://" + HOST + "/" + UUID.randomUUID());
        unlawful(id);
        walls.build(supervisor, id, new Wall.Against.WholeDesk(police.id()), "its people are named");
        var browser = browser(supervisor);
        assertThat(refer(browser, id).statusCode()).isEqualTo(409);
        assertThatThrownBy(() -> walls.build(
                        supervisor,
                        id,
                        new Wall.Against.WholeDesk(desks.receiving().id()),
                        "all"))
                .hasMessageContaining("owns the report");
    }

    @Test
    void anAnalystBuildsNoWallAgainstAnother() {
        var id = received("https://" + HOST + "/" + UUID.randomUUID());
        assertThatThrownBy(() -> walls.build(analyst, id, new Wall.Against.OnePerson(colleague.id()), "because"))
                .isInstanceOf(Refusal.class);
        assertThat(walls.of(id)).isEmpty();
    }

    private record Story(ReportId report, Set<String> names, List<List<String>> ids) {}

    /** A report with everything that can hang on one: items, a file, a copy at a host, a referral that was sent, an overdue clock. */
    private Story wholeStory(String address) {
        var file = files.keep(
                        new ByteArrayInputStream("a shape".getBytes(StandardCharsets.UTF_8)), Actor.reporter("test"))
                .id();
        var id = reports.accept(report().with(FactKind.IMMEDIATE_DANGER, "YES")
                        .naming(NewItem.of(ItemKind.ADDRESS, address), NewItem.file(file, "shape.png"))
                        .build())
                .report();
        node.settle();
        var now = clock.instant();
        clock.advance(Duration.ofMinutes(16));
        node.settle();
        unlawful(id);
        var browser = browser(supervisor);
        assertThat(refer(browser, id).statusCode()).isEqualTo(303);
        var referral = one("SELECT id FROM police.referral WHERE report = :id", id);
        var second = browser(colleague);
        assertThat(second.post("/desk/referrals/" + referral + "/approve", form(second))
                        .statusCode())
                .isEqualTo(303);
        node.settle();
        clock.set(now);
        conversations.fromReporter(Subject.of(id), new Said.Words("invented words"), Once.fresh());
        objections.object(Subject.of(id), Objection.Kind.COMPLAINT, "SLOW", "", Once.fresh());
        objections.object(Subject.of(id), Objection.Kind.DISAGREEMENT, "ASSESSED_UNLAWFUL", "", Once.fresh());
        node.settle();
        var objection = one("SELECT id FROM dialogue.objection WHERE subject = :id AND kind = 'DISAGREEMENT'", id);
        var copy = one("SELECT id FROM removal.copy WHERE report = :id", id);
        var item = one("SELECT item FROM triage.look WHERE report = :id AND kind = 'FILE'", id);
        var names =
                new TreeSet<>(Set.of(id.toString(), reference(id), file.toString(), referral, copy, item, objection));
        names.add(file.toString().substring(0, 8));
        return new Story(
                id,
                names,
                List.of(
                        List.of(id.toString(), file.toString()),
                        List.of(copy, copy),
                        List.of(referral, referral),
                        List.of(objection, objection),
                        List.of(item, item)));
    }

    private void unlawful(ReportId id) {
        transaction.run(() -> {
            events.publishEvent(new ReportProgressed(id, Step.ASSESSED_UNLAWFUL, "test:" + id, "", clock.instant()));
            events.publishEvent(new ReportAssessed(
                    id, desks.receiving().id(), OutcomeKind.UNLAWFUL, "model-2025", clock.instant()));
        });
        node.settle();
    }

    private HttpResponse<String> refer(DeskBrowser browser, ReportId id) {
        var fields = new TreeMap<>(form(browser));
        fields.putAll(Map.of(
                "unit", police.id().toString(), "kind", "PRESERVE", "basis", "Code, article 7", "request", "keep it"));
        return browser.post("/desk/reports/" + id + "/referrals", fields);
    }

    private ReportId received(String address) {
        var id = reports.accept(report().address(address).build()).report();
        node.settle();
        return id;
    }

    private org.egide.report.WallId claim(ReportId id) {
        return walls.of(id).stream()
                .filter(Wall::waitsForSupervisor)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private String reference(ReportId id) {
        return reports.summary(id).reference();
    }

    private String one(String sql, ReportId id) {
        return database.sql(sql)
                .param("id", id.value())
                .query(UUID.class)
                .single()
                .toString();
    }

    /** Every page of the desk that takes no id, and what belongs to the report that everybody may see. */
    private Map<String, String> pages(DeskBrowser browser, ReportId visible) {
        var paths = new ArrayList<>(endpoints().stream()
                .filter(endpoint -> endpoint.method() == RequestMethod.GET
                        && !endpoint.pattern().contains("{"))
                .map(Endpoint::pattern)
                .filter(path -> !path.equals("/desk/reports") && !path.contains("*"))
                .toList());
        paths.add("/desk/reports/" + visible);
        paths.add("/desk/assess/" + visible);
        trail.streams().stream()
                .filter(stream -> !stream.equals("staff"))
                .map(stream -> "/desk/audit?stream=" + stream)
                .forEach(paths::add);
        var pages = new TreeMap<String, String>();
        paths.forEach(path -> pages.put(path, bare(browser.get(path).body(), List.of())));
        pages.put("check", bare(browser.post("/desk/audit/check", form(browser)).body(), List.of()));
        // What is not about reports but about the test's own people and pages.
        pages.keySet().removeAll(Set.of("/desk/audit", "/desk/me", "/desk/sign-in", "/desk/again"));
        return pages;
    }

    private record Endpoint(RequestMethod method, String pattern) {}

    private List<Endpoint> endpoints() {
        var found = new ArrayList<Endpoint>();
        for (var mapping : mappings) {
            mapping.getHandlerMethods().keySet().forEach(info -> found.addAll(endpoints(info)));
        }
        assertThat(found).hasSizeGreaterThan(60);
        return found.stream()
                .filter(endpoint -> endpoint.pattern().startsWith("/desk"))
                .filter(endpoint ->
                        !Set.of("/desk/sign-out", "/desk/me/end-sessions").contains(endpoint.pattern()))
                .distinct()
                .toList();
    }

    private static List<Endpoint> endpoints(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(pattern -> (methods.isEmpty() ? EnumSet.of(RequestMethod.GET) : methods)
                        .stream().map(method -> new Endpoint(method, pattern)))
                .toList();
    }

    private static HttpResponse<String> ask(
            DeskBrowser browser, Endpoint endpoint, List<String> ids, Map<String, String> form) {
        // A pattern of a variable may hold braces of its own.
        var path = endpoint.pattern().replaceAll("\\{(\\w+):[^{}]*\\{[^{}]*}[^{}]*}", "{$1}");
        for (var id : ids) {
            path = path.replaceFirst("\\{part:[^}]*}", "narrative").replaceFirst("\\{[^}]*}", id);
        }
        path = path.replaceAll("\\{[^}]*}", ids.getLast()).replace("**", "x");
        return endpoint.method() == RequestMethod.GET ? browser.get(path) : browser.post(path, form);
    }

    /** A form that has every field the desk's forms have, so that each is read as far as the report. */
    private static Map<String, String> form(DeskBrowser browser) {
        var form = new LinkedHashMap<String, String>();
        form.put("csrf", csrf(browser));
        form.putAll(Map.of(
                "reason", "assess",
                "band", "P0",
                "fact", "LIVE_NOW.YES",
                "note", "a note",
                "email", "host@" + HOST,
                "language", "en"));
        form.putAll(Map.of("thing", UUID.randomUUID().toString(), "outcome", "NO_FURTHER_ACTION", "lang", "en"));
        return form;
    }

    private static String csrf(DeskBrowser browser) {
        return DeskBrowser.field(browser.get("/desk/me"), "csrf");
    }

    /** Without what differs between any two answers. */
    private static String bare(String page, List<String> ids) {
        var bare = page.replaceAll("name=\"(?:csrf|key)\" value=\"[^\"]*\"", "");
        for (var id : ids) {
            bare = bare.replace(id, "ID");
        }
        return bare;
    }

    private static String another(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Person person(Role... roles) {
        return people.create(
                "Walls " + UUID.randomUUID(),
                desks.receiving().id(),
                Stream.of(roles).collect(java.util.stream.Collectors.toSet()));
    }

    private DeskBrowser browser(Person person) {
        return DeskBrowser.signedIn(node, sessions.open(person.id()));
    }
}
