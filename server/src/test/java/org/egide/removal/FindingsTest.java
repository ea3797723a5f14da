package org.egide.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.egide.assessment.Assessments;
import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.NewList;
import org.egide.platform.Language;
import org.egide.platform.Transaction;
import org.egide.report.NewReportFixture;
import org.egide.report.ReportId;
import org.egide.report.Reports;
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
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the machine-readable notice says of how a copy was found unlawful. */
@EgideTest
final class FindingsTest {
    private static final AtomicInteger SEED = new AtomicInteger(7_000);

    private final TestNode node;
    private final Reports reports;
    private final Assessments assessments;
    private final FingerprintLists lists;
    private final HostRegister hosts;
    private final CopyStore copies;
    private final Outbox outbox;
    private final LetterWriter letters;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final SettableClock clock;
    private final Desks desks;
    private final Person one;
    private final Person two;
    private HostFixture host;

    FindingsTest(
            TestNode node,
            Reports reports,
            Assessments assessments,
            FingerprintLists lists,
            HostRegister hosts,
            CopyStore copies,
            Outbox outbox,
            LetterWriter letters,
            Transaction transaction,
            ApplicationEventPublisher events,
            SettableClock clock,
            Desks desks,
            People people) {
        this.node = node;
        this.reports = reports;
        this.assessments = assessments;
        this.lists = lists;
        this.hosts = hosts;
        this.copies = copies;
        this.outbox = outbox;
        this.letters = letters;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
        this.desks = desks;
        this.one = people.create("Findings One", desks.receiving().id(), Set.of(Role.SUPERVISOR, Role.ANALYST));
        this.two = people.create("Findings Two", desks.receiving().id(), Set.of(Role.SUPERVISOR, Role.ANALYST));
    }

    @BeforeEach
    void start() {
        host = new HostFixture();
        hosts.keep(new Host("127.0.0.1", "Host One", "abuse@host.example", "XX", Language.EN, "test"), one);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    /** A report of one address where that picture is; everything that follows from taking it in has happened. */
    private ReportId reported(int seed) {
        host.put("/a.png", HostFixture.png(seed));
        var report = reports.accept(
                        NewReportFixture.report().address(host.url("/a.png")).build())
                .report();
        node.settle();
        return report;
    }

    private JsonNode xarf(ReportId report) {
        node.settle();
        var copy = copies.ofReport(report).getFirst();
        var letter = letters.write(outbox.of(copy.id()).getFirst(), copy);
        var xarf = JsonMapper.builder().build().readTree(letter.xarf().orElseThrow());
        assertThat(XarfReport.faults(xarf)).isEmpty();
        return xarf;
    }

    private JsonNode matched(String grade) {
        var seed = SEED.incrementAndGet();
        var list = lists.create(one, new NewList("List " + UUID.randomUUID(), "for tests", grade, 31, true));
        var hashes = Hashes.of(new Fingerprinter().of(HostFixture.png(seed)));
        lists.confirm(two, lists.add(one, list, hashes, "invented", Optional.empty()));
        var report = reported(seed);
        assessments.confirmKnown(two, report);
        return xarf(report);
    }

    @Test
    void aConfirmedMatchIsToldAsAMatchWithTheGradeOfItsEntry() {
        var xarf = matched("A2");
        assertThat(xarf.path("detection_method").asString("")).isEqualTo("hash_match");
        assertThat(xarf.path("classification").asString("")).isEqualTo("A2");
    }

    @Test
    void aGradeThatTheFormDoesNotKnowIsToldAsBaseline() {
        var xarf = matched("national");
        assertThat(xarf.path("detection_method").asString("")).isEqualTo("hash_match");
        assertThat(xarf.path("classification").asString("")).isEqualTo("baseline");
    }

    @Test
    void whatPeopleLookedAtIsToldAsReviewedWithoutAGradeNobodyGave() {
        var report = reported(SEED.incrementAndGet());
        transaction.run(() -> events.publishEvent(new ReportAssessed(
                report, desks.receiving().id(), OutcomeKind.UNLAWFUL, "model-test", clock.instant())));
        var xarf = xarf(report);
        assertThat(xarf.path("detection_method").asString("")).isEqualTo("manual_review");
        assertThat(xarf.path("classification").asString("")).isEqualTo("baseline");
    }
}
