package org.egide.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.audit.Actor;
import org.egide.audit.AuditTrail;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.NewList;
import org.egide.fingerprints.PictureFixture;
import org.egide.platform.Refusal;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.FileStore;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.NewReportFixture;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Step;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class TriageTest {
    private static final AtomicLong SEED = new AtomicLong(1_000);

    private final Queue queue;
    private final Links links;
    private final Looks looks;
    private final Escalations escalations;
    private final FingerprintLists lists;
    private final Reports reports;
    private final FileStore files;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final SettableClock clock;
    private final TestNode node;
    private final Person analyst;
    private final Person colleague;
    private final Person supervisor;
    private final Person stranger;
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private HttpServer host;

    TriageTest(
            Queue queue,
            Links links,
            Looks looks,
            Escalations escalations,
            FingerprintLists lists,
            Reports reports,
            FileStore files,
            AuditTrail trail,
            JdbcClient database,
            SettableClock clock,
            TestNode node,
            Desks desks,
            People people)
            throws IOException {
        this.queue = queue;
        this.links = links;
        this.looks = looks;
        this.escalations = escalations;
        this.lists = lists;
        this.reports = reports;
        this.files = files;
        this.trail = trail;
        this.database = database;
        this.clock = clock;
        this.node = node;
        var desk = desks.receiving().id();
        this.analyst = people.create("Analyst", desk, Set.of(Role.ANALYST));
        this.colleague = people.create("Colleague", desk, Set.of(Role.ANALYST));
        this.supervisor = people.create("Supervisor", desk, Set.of(Role.SUPERVISOR));
        var other = desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        this.stranger = people.create("Analyst elsewhere", other.id(), Set.of(Role.ANALYST));
        this.host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        host.createContext("/", exchange -> {
            var page = Optional.ofNullable(pages.get(exchange.getRequestURI().getPath()));
            exchange.getResponseHeaders().add("Content-Type", "image/png");
            exchange.sendResponseHeaders(
                    page.isPresent() ? 200 : 404,
                    page.map(bytes -> bytes.length).orElse(-1));
            if (page.isPresent()) {
                exchange.getResponseBody().write(page.get());
            }
            exchange.close();
        });
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    private String put(byte[] picture) {
        var path = "/" + UUID.randomUUID() + ".png";
        pages.put(path, picture);
        return "http://127.0.0.1:" + host.getAddress().getPort() + path;
    }

    private ReportId accept(NewReportFixture fixture) {
        var id = reports.accept(fixture.build()).report();
        node.settle();
        return id;
    }

    private QueueRow row(ReportId report) {
        return queue.find(analyst, report).orElseThrow();
    }

    private static String codeOf(Runnable act) {
        try {
            act.run();
        } catch (Refusal refusal) {
            return refusal.code();
        }
        throw new AssertionError("nothing was refused");
    }

    private static String somewhere() {
        return "https://" + UUID.randomUUID() + ".example/a";
    }

    @Test
    void everyReportGetsABandAReasonADeadlineAndTheVersionOfTheRules() {
        var report = accept(report().of(Form.GROOMING).with(FactKind.THREAT, "YES"));
        var row = row(report);
        assertThat(row.band()).isEqualTo(Band.P0);
        assertThat(row.reasons()).extracting(Reason::because).contains("triage.why.extortion-active");
        assertThat(row.rules()).isEqualTo("triage-2025.1");
        assertThat(row.deadline()).isEqualTo(row.accepted().plus(Duration.ofMinutes(15)));
        assertThat(row.state()).isEqualTo(QueueRow.State.WAITING);
        assertThat(trail.of("report:" + report).toString()).contains("triage.ranked");
    }

    @Test
    void R29_1_R20_2_R21_2_theUrgentStandBeforeTheBacklog() {
        var backlog = new HashSet<ReportId>();
        for (var i = 0; i < 20; i++) {
            backlog.add(reports.accept(report().of(Form.ABUSE_MATERIAL).build()).report());
        }
        var live = accept(report().of(Form.LIVE_ABUSE).with(FactKind.LIVE_NOW, "YES"));
        clock.advance(Duration.ofMillis(1));
        var grooming = accept(report().of(Form.GROOMING).with(FactKind.MEETING, "PLANNED"));
        var order = paged(200).stream().map(QueueRow::report).toList();
        var firstImage = order.stream().filter(backlog::contains).findFirst().orElseThrow();
        assertThat(order.indexOf(live)).isLessThan(order.indexOf(grooming));
        assertThat(order.indexOf(grooming)).isLessThan(order.indexOf(firstImage));
    }

    @Test
    void theQueuePagesWithoutLossOrRepetition() {
        for (var i = 0; i < 7; i++) {
            reports.accept(report().of(Form.ABUSE_MATERIAL).build());
        }
        node.settle();
        assertThat(paged(3))
                .extracting(QueueRow::report)
                .isEqualTo(paged(200).stream().map(QueueRow::report).toList())
                .doesNotHaveDuplicates();
    }

    /** The whole queue, so many rows at a time. */
    private List<QueueRow> paged(int size) {
        var rows = new java.util.ArrayList<QueueRow>();
        Optional<QueueKey> after = Optional.empty();
        List<QueueRow> page;
        do {
            page = queue.page(analyst, after, size);
            rows.addAll(page);
            after = page.isEmpty()
                    ? after
                    : Optional.of(QueueKey.of(page.getLast().key().text()));
        } while (!page.isEmpty());
        return rows;
    }

    @Test
    void oneReportIsInOnePersonsHandsAndItsReporterLearnsIt() {
        var report = accept(report());
        queue.take(analyst, report);
        queue.take(analyst, report);
        assertThat(codeOf(() -> queue.take(colleague, report))).isEqualTo("already-taken");
        assertThat(codeOf(() -> queue.giveBack(colleague, report))).isEqualTo("not-yours");
        node.settle();
        assertThat(reports.statusOf(report).lines()).extracting("step").contains(Step.IN_HANDS);
        assertThat(queue.mine(analyst)).extracting(QueueRow::report).contains(report);
        queue.giveBack(analyst, report);
        queue.take(colleague, report);
        queue.giveBack(supervisor, report);
        assertThat(row(report).state()).isEqualTo(QueueRow.State.WAITING);
    }

    @Test
    void anotherDeskSeesNothingOfTheQueue() {
        var report = accept(report());
        assertThat(queue.page(stranger, Optional.empty(), 200)).isEmpty();
        assertThat(codeOf(() -> queue.take(stranger, report))).isEqualTo("not-found");
        assertThat(codeOf(() -> links.of(stranger, report))).isEqualTo("not-found");
    }

    @Test
    void R21_2_aFactStatedLaterRaisesTheSameReportAtOnce() {
        var report = accept(report().of(Form.GROOMING));
        assertThat(row(report).band()).isEqualTo(Band.P2);
        queue.state(analyst, report, new Fact(FactKind.THREAT, "YES", Fact.Source.ANALYST));
        assertThat(row(report).band()).isEqualTo(Band.P0);
        assertThat(row(report).deadline()).isEqualTo(clock.instant().plus(Band.P0.clock()));
    }

    @Test
    void rankingAgainNeverLowersAndOnlyASupervisorDoesWithAReason() {
        var report = accept(report().of(Form.ABUSE_MATERIAL));
        queue.state(analyst, report, new Fact(FactKind.MATERIAL, "KNOWN", Fact.Source.ANALYST));
        assertThat(row(report).band()).isEqualTo(Band.P2);
        assertThat(codeOf(() -> queue.setBand(analyst, report, Band.P3, "known")))
                .isEqualTo("not-allowed");
        assertThat(codeOf(() -> queue.setBand(supervisor, report, Band.P3, " ")))
                .isEqualTo("reason-needed");
        queue.setBand(supervisor, report, Band.P3, "known since last year");
        assertThat(row(report).band()).isEqualTo(Band.P3);
        assertThat(row(report).byHand()).contains("known since last year");
        // The facts known before do not undo what a person decided; a new, more urgent one does.
        queue.rankAgain(report);
        assertThat(row(report).band()).isEqualTo(Band.P3);
        queue.state(analyst, report, new Fact(FactKind.IMMEDIATE_DANGER, "YES", Fact.Source.ANALYST));
        assertThat(row(report).band()).isEqualTo(Band.P0);
    }

    @Test
    void anOverdueReportGetsAnOwnerStaysInItsBandAndIsSettledByTaking() {
        var report = accept(report().of(Form.LIVE_ABUSE));
        clock.advance(Duration.ofMinutes(14));
        node.settle();
        assertThat(owners(report)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        node.settle();
        assertThat(owners(report)).singleElement().isNotEqualTo("desk");
        assertThat(row(report).band()).isEqualTo(Band.P0);
        assertThat(row(report).state()).isEqualTo(QueueRow.State.WAITING);
        queue.take(analyst, report);
        assertThat(owners(report)).isEmpty();
        assertThat(escalations.open(analyst))
                .extracting(Escalations.Overdue::report)
                .doesNotContain(report);
    }

    /** Who answers for it being late; the page shows only the first fifty of all that other tests left. */
    private List<String> owners(ReportId report) {
        return database.sql("""
                        SELECT coalesce(owner::text, 'desk') FROM triage.escalation
                        WHERE report = :report AND settled_at IS NULL
                        """)
                .param("report", report.value())
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void reportsOfTheSameAddressOrAccountAreLinkedAndUnlinkingRestoresExactly() {
        var address = somewhere();
        var handle = "Somebody" + UUID.randomUUID();
        var first = accept(report().address(address));
        var second = accept(report().naming(
                        NewItem.of(
                                ItemKind.ADDRESS,
                                address.replace("https://", "hxxp://")
                                        .toUpperCase(java.util.Locale.ROOT)
                                        .replace("HXXP", "hxxp")
                                        .replace("/A", "/a")),
                        NewItem.of(ItemKind.ACCOUNT, "@" + handle)));
        var third = accept(report().naming(NewItem.of(ItemKind.ACCOUNT, handle.toLowerCase(java.util.Locale.ROOT))));
        assertThat(links.siblings(second)).containsExactlyInAnyOrder(first, third);
        assertThat(links.siblings(first)).containsExactly(second);

        var before = links.of(analyst, first);
        var thing = before.getFirst().thing();
        assertThat(codeOf(() -> links.unlink(analyst, first, thing, ""))).isEqualTo("reason-needed");
        links.unlink(analyst, first, thing, "another page");
        assertThat(links.siblings(first)).isEmpty();
        assertThat(links.siblings(second)).containsExactly(third);
        assertThat(codeOf(() -> links.unlink(analyst, first, thing, "again"))).isEqualTo("link-unchanged");
        links.relink(analyst, first, thing, "the same after all");
        assertThat(links.siblings(first)).containsExactly(second);
        assertThat(links.of(analyst, first)).singleElement().satisfies(after -> {
            assertThat(after.thing()).isEqualTo(thing);
            assertThat(after.siblings()).isEqualTo(before.getFirst().siblings());
        });
    }

    @Test
    void aMachineDoesNotPutBackWhatAPersonUndid() {
        var picture = PictureFixture.picture(SEED.incrementAndGet());
        var address = put(picture);
        var first = accept(report().address(address));
        accept(report().address(address));
        for (var link : links.of(analyst, first)) {
            links.unlink(analyst, first, link.thing(), "not the same");
        }
        database.sql("UPDATE triage.look SET state = 'DUE' WHERE report = :report")
                .param("report", first.value())
                .update();
        clock.advance(Duration.ofHours(1));
        node.settle();
        assertThat(links.siblings(first)).isEmpty();
    }

    @Test
    void aReportedAddressIsLookedAtFingerprintedAndLinkedByItsPicture() {
        var seed = SEED.incrementAndGet();
        var first = accept(report().address(put(PictureFixture.picture(seed))));
        var second = accept(report().address(put(PictureFixture.touched(seed))));
        var third = accept(report().address(put(PictureFixture.turned(seed))));
        var fourth = accept(report().address(put(PictureFixture.framed(seed))));
        var look = looks.of(first).getFirst();
        assertThat(look.state()).isEqualTo(Look.State.SEEN);
        assertThat(looks.fingerprintsOf(look.item())).contains(new Fingerprinter().of(PictureFixture.picture(seed)));
        assertThat(links.siblings(first)).containsExactlyInAnyOrder(second, third, fourth);
        assertThat(reports.facts(first)).contains(new Fact(FactKind.MATERIAL, "NEW", Fact.Source.MACHINE));
        assertThat(trail.of("item:" + look.item()).toString()).contains("triage.fingerprints-read");
    }

    @Test
    void aFileThatCameAlongIsFingerprintedAndLinkedWithAFingerprintAlone() {
        var picture = PictureFixture.picture(SEED.incrementAndGet());
        var kept = files.keep(new ByteArrayInputStream(picture), Actor.system("test"));
        var first = accept(report().naming(NewItem.file(kept.id(), "a.png")));
        var second = accept(report().naming(NewItem.of(
                ItemKind.FINGERPRINT, "md5:" + kept.fingerprints().exact().md5())));
        assertThat(links.siblings(first)).containsExactly(second);
    }

    @Test
    void aVerifiedMatchIsToldAsKnownAndNeitherLowersNorCloses() {
        var seed = SEED.incrementAndGet();
        var hashes = Hashes.of(new Fingerprinter().of(PictureFixture.picture(seed)));
        var list = lists.create(analyst, new NewList("Known " + seed, "Article 1", "A1", 31, true));
        var entry = lists.add(analyst, list, hashes, "invented", Optional.empty());
        var suspected = accept(report().address(put(PictureFixture.picture(seed))));
        assertThat(reports.facts(suspected)).extracting(Fact::kind).doesNotContain(FactKind.MATERIAL);
        assertThat(looks.of(suspected).getFirst().verified()).isEmpty();
        assertThat(looks.of(suspected).getFirst().matches()).hasSize(1);

        lists.confirm(colleague, entry);
        var known = accept(report().address(put(PictureFixture.picture(seed))));
        assertThat(reports.facts(known)).contains(new Fact(FactKind.MATERIAL, "KNOWN", Fact.Source.MACHINE));
        assertThat(row(known).band()).isEqualTo(Band.P2);
        assertThat(row(known).state()).isEqualTo(QueueRow.State.WAITING);
        assertThat(reports.summary(known).closed()).isFalse();
        var near = accept(report().address(put(PictureFixture.touched(seed))));
        assertThat(reports.facts(near)).contains(new Fact(FactKind.MATERIAL, "NEAR", Fact.Source.MACHINE));
    }

    @Test
    void anAbsentAddressIsNotAskedAgainAndOneWithoutAnswerIsTriedLater() {
        var absent =
                accept(report().address("http://127.0.0.1:" + host.getAddress().getPort() + "/nothing"));
        assertThat(looks.of(absent).getFirst()).satisfies(look -> {
            assertThat(look.state()).isEqualTo(Look.State.NOT_SEEN);
            assertThat(look.code()).isEqualTo("absent-404");
        });
        var silent = accept(report().address("http://127.0.0.1:" + TestNode.freePort() + "/a"));
        assertThat(looks.of(silent).getFirst().state()).isEqualTo(Look.State.DUE);
        for (var i = 0; i < 6; i++) {
            clock.advance(Duration.ofHours(6));
            node.settle();
        }
        assertThat(looks.of(silent).getFirst().state()).isEqualTo(Look.State.NOT_SEEN);
    }

    @Test
    void aPrivateAddressThatIsNotAllowedIsRefusedByTheGuard() {
        var report = accept(report().address("http://10.0.0.1/a"));
        assertThat(looks.of(report).getFirst().state()).isEqualTo(Look.State.NOT_SEEN);
    }

    @Test
    void aReportThatNamesNothingStillHasItsPlaceAndAChildIsAtLeastP2() {
        var report =
                accept(report().through(Door.CHILD_PATH, Reporter.CHILD).of().telling(""));
        assertThat(row(report).band()).isEqualTo(Band.P2);
        assertThat(row(report).reasons()).extracting(Reason::row).contains("invariant.child");
    }

    @Test
    void noAddressOrHandleStandsReadableInTheTablesOfTriage() {
        var address = somewhere();
        accept(report().naming(
                        NewItem.of(ItemKind.ADDRESS, address), NewItem.of(ItemKind.ACCOUNT, "findme" + address)));
        for (var table : List.of("queue", "reason", "thing", "mark", "link", "look", "picture", "list_match")) {
            var text = database.sql("SELECT coalesce(string_agg(t::text, ' '), '') FROM triage." + table + " t")
                    .query(String.class)
                    .single();
            assertThat(text).doesNotContain(address.substring(8, 30));
        }
    }
}
