package org.egide.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.audit.Actor;
import org.egide.audit.AuditTrail;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.NewList;
import org.egide.fingerprints.PictureFixture;
import org.egide.platform.Refusal;
import org.egide.report.Act;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.FileStore;
import org.egide.report.Form;
import org.egide.report.ItemId;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.NewReportFixture;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Step;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.egide.triage.Looks;
import org.egide.triage.Need;
import org.egide.triage.Queue;
import org.egide.triage.QueueRow;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class AssessmentsTest {
    private static final AtomicLong SEED = new AtomicLong(3_000);
    private static final Map<Element, String> UNLAWFUL = LawProfileTest.material("YES", "REAL", "YES", "NO", "SEXUAL");
    private static final Map<Element, String> LAWFUL = LawProfileTest.material("YES", "REAL", "NO", "NO", "OTHER");
    private static final Map<Element, String> UNSETTLED =
            LawProfileTest.material("UNSURE", "REAL", "YES", "NO", "SEXUAL");

    private final Assessments assessments;
    private final FingerprintLists lists;
    private final Queue queue;
    private final Looks looks;
    private final Reports reports;
    private final FileStore files;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final TestNode node;
    private final Person one;
    private final Person two;
    private final Person three;
    private final Person supervisor;
    private final Person stranger;

    AssessmentsTest(
            Assessments assessments,
            FingerprintLists lists,
            Queue queue,
            Looks looks,
            Reports reports,
            FileStore files,
            AuditTrail trail,
            JdbcClient database,
            TestNode node,
            Desks desks,
            People people) {
        this.assessments = assessments;
        this.lists = lists;
        this.queue = queue;
        this.looks = looks;
        this.reports = reports;
        this.files = files;
        this.trail = trail;
        this.database = database;
        this.node = node;
        var desk = desks.receiving().id();
        this.one = people.create("One", desk, Set.of(Role.ANALYST));
        this.two = people.create("Two", desk, Set.of(Role.ANALYST));
        this.three = people.create("Three", desk, Set.of(Role.ANALYST));
        this.supervisor = people.create("Supervisor", desk, Set.of(Role.SUPERVISOR));
        var other = desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        this.stranger = people.create("Elsewhere", other.id(), Set.of(Role.ANALYST, Role.SUPERVISOR));
    }

    private ReportId accept(NewReportFixture fixture) {
        var id = reports.accept(fixture.build()).report();
        node.settle();
        return id;
    }

    private void give(Person person, ReportId report, Map<Element, String> answers) {
        assessments.give(person, report, new NewView(Form.ABUSE_MATERIAL, Set.of(Act.DISTRIBUTING), answers));
    }

    private static String codeOf(Runnable act) {
        try {
            act.run();
        } catch (Refusal refusal) {
            return refusal.code();
        }
        throw new AssertionError("nothing was refused");
    }

    private List<Step> steps(ReportId report) {
        node.settle();
        return reports.statusOf(report).lines().stream()
                .map(line -> line.step())
                .toList();
    }

    @Test
    void R8_2_twoPeopleWhoAgreeDecideAndTheReporterLearnsTheOutcome() {
        var report = accept(report());
        give(one, report, UNLAWFUL);
        assertThat(assessments.decision(report)).isEmpty();
        give(two, report, UNLAWFUL);
        assertThat(assessments.decision(report)).hasValueSatisfying(decision -> {
            assertThat(decision.outcome()).isEqualTo(OutcomeKind.UNLAWFUL);
            assertThat(decision.way()).isEqualTo(Way.TWO_AGREED);
            assertThat(decision.profile()).isEqualTo("model-2025.1");
            assertThat(decision.path()).isEqualTo(CarePath.ORDINARY);
        });
        assertThat(steps(report)).containsExactly(Step.RECEIVED, Step.IN_HANDS, Step.ASSESSED_UNLAWFUL);
        assertThat(queue.row(report).orElseThrow().state()).isEqualTo(QueueRow.State.DONE);
        assertThat(trail.of("report:" + report).toString()).contains("assessment.decided", "assessment.view-given");
    }

    @Test
    void aLawfulOutcomeClosesTheReportWithItsReason() {
        var report = accept(report());
        give(one, report, LAWFUL);
        give(two, report, LAWFUL);
        assertThat(steps(report)).contains(Step.ASSESSED_NOT_UNLAWFUL, Step.CLOSED);
        assertThat(reports.statusOf(report).lines().getLast().reason()).isEqualTo("lawful");
        assertThat(reports.summary(report).closed()).isTrue();
    }

    @Test
    void R8_2_twoWhoDifferTriggerAThirdViewByASupervisorWhoWasNeither() {
        var report = accept(report());
        give(one, report, UNLAWFUL);
        give(two, report, LAWFUL);
        assertThat(assessments.decision(report)).isEmpty();
        assertThat(queue.row(report).orElseThrow().need()).isEqualTo(Need.THIRD_VIEW);
        assertThat(codeOf(() -> give(three, report, LAWFUL))).isEqualTo("supervisor-needed");
        assertThat(codeOf(() -> queue.take(three, report))).isEqualTo("supervisor-needed");
        assertThat(codeOf(() -> give(supervisor, report, UNSETTLED))).isEqualTo("third-view-decides");
        give(supervisor, report, LAWFUL);
        assertThat(assessments.decision(report)).hasValueSatisfying(decision -> {
            assertThat(decision.outcome()).isEqualTo(OutcomeKind.LAWFUL);
            assertThat(decision.way()).isEqualTo(Way.THIRD_DECIDED);
        });
    }

    @Test
    void aSupervisorWhoWasOneOfTheTwoIsNotTheThird() {
        var report = accept(report());
        give(supervisor, report, UNLAWFUL);
        give(two, report, LAWFUL);
        assertThat(codeOf(() -> give(supervisor, report, LAWFUL))).isEqualTo("same-person");
    }

    @Test
    void R8_2_aKeyElementThatDiffersCallsForAThirdViewEvenWithTheSameOutcome() {
        var report = accept(report());
        give(one, report, UNLAWFUL);
        give(two, report, LawProfileTest.material("YES", "DRAWN", "YES", "NO", "SEXUAL"));
        assertThat(assessments.decision(report)).isEmpty();
        assertThat(queue.row(report).orElseThrow().need()).isEqualTo(Need.THIRD_VIEW);
    }

    @Test
    void twoWhoAreBothUnsureDecideNothing() {
        var report = accept(report());
        give(one, report, UNSETTLED);
        give(two, report, UNSETTLED);
        assertThat(assessments.decision(report)).isEmpty();
        assertThat(queue.row(report).orElseThrow().need()).isEqualTo(Need.THIRD_VIEW);
    }

    @Test
    void theSamePersonTwiceIsRefused() {
        var report = accept(report());
        give(one, report, UNLAWFUL);
        assertThat(codeOf(() -> give(one, report, UNLAWFUL))).isEqualTo("same-person");
    }

    @Test
    void nobodySeesAnothersViewBeforeTheDecision() {
        var report = accept(report());
        give(one, report, UNLAWFUL);
        var second = assessments.view(two, report);
        assertThat(second.all()).isEmpty();
        assertThat(second.mine()).isEmpty();
        assertThat(second.refusal()).isEmpty();
        assertThat(assessments.view(one, report).mine()).isPresent();
        give(two, report, LAWFUL);
        assertThat(assessments.view(supervisor, report).all()).isEmpty();
        assertThat(assessments.view(one, report).all()).isEmpty();
        give(supervisor, report, LAWFUL);
        assertThat(assessments.view(one, report).all()).hasSize(3);
        assertThat(assessments.view(one, report).all().getFirst().derivations()).isNotEmpty();
    }

    @Test
    void onlyPeopleOfTheDeskWithTheRoleAssess() {
        var report = accept(report());
        assertThat(codeOf(() -> give(stranger, report, UNLAWFUL))).isEqualTo("not-found");
        assertThat(codeOf(() -> assessments.view(stranger, report))).isEqualTo("not-found");
        var overseer = new Person(one.id(), "Overseer", one.desk(), Set.of(Role.OVERSEER, Role.ADMINISTRATOR));
        assertThat(codeOf(() -> give(overseer, report, UNLAWFUL))).isEqualTo("not-allowed");
    }

    @Test
    void whatAnotherHasInHandsIsNotAssessedByMe() {
        var report = accept(report());
        queue.take(one, report);
        assertThat(codeOf(() -> give(two, report, UNLAWFUL))).isEqualTo("already-taken");
        give(one, report, UNLAWFUL);
        give(two, report, UNLAWFUL);
        assertThat(assessments.decision(report)).isPresent();
    }

    @Test
    void R22_2_contactAloneEndsWithoutAHarmFinding() {
        var report = accept(report().of(Form.WORRY));
        var answers = new EnumMap<Element, String>(Element.class);
        Element.of(Sheet.CONDUCT).forEach(element -> answers.put(element, "NO"));
        answers.put(Element.ADDRESSED_TO_CHILD, "YES");
        answers.put(Element.ACTOR, "ADULT");
        for (var person : List.of(one, two)) {
            assessments.give(person, report, new NewView(Form.WORRY, Set.of(), answers));
        }
        assertThat(assessments.decision(report))
                .hasValueSatisfying(decision -> assertThat(decision.outcome()).isEqualTo(OutcomeKind.LAWFUL));
    }

    @Test
    void R52_1_anotherChildAsActorPutsBothOnTheProtectivePath() {
        var report = accept(report().of(Form.UNWANTED_CONTENT_TO_CHILD));
        var answers = new EnumMap<Element, String>(Element.class);
        Element.of(Sheet.CONDUCT).forEach(element -> answers.put(element, "NO"));
        answers.putAll(
                Map.of(Element.ADDRESSED_TO_CHILD, "YES", Element.CONTENT_SENT, "YES", Element.ACTOR, "ANOTHER_CHILD"));
        for (var person : List.of(one, two)) {
            assessments.give(person, report, new NewView(Form.UNWANTED_CONTENT_TO_CHILD, Set.of(), answers));
        }
        assertThat(assessments.decision(report))
                .hasValueSatisfying(decision -> assertThat(decision.path()).isEqualTo(CarePath.PROTECTIVE));
        assertThat(reports.facts(report)).contains(new Fact(FactKind.ACTOR, "ANOTHER_CHILD", Fact.Source.ANALYST));
    }

    private ListId list(boolean verified) {
        return lists.create(one, new NewList("List " + UUID.randomUUID(), "Article 1", "A1", 31, verified));
    }

    private ReportId acceptFile(byte[] picture) {
        var kept = files.keep(new ByteArrayInputStream(picture), Actor.system("test"));
        return accept(report().naming(NewItem.file(kept.id(), "a.png")));
    }

    private static Hashes hashes(byte[] picture) {
        return Hashes.of(new org.egide.fingerprint.Fingerprinter().of(picture));
    }

    @Test
    void knownMaterialIsDecidedByOnePersonWhoConfirmsTheMatchWithoutAView() {
        var seed = SEED.incrementAndGet();
        var entry = lists.add(one, list(true), hashes(PictureFixture.picture(seed)), "invented", Optional.empty());
        lists.confirm(two, entry);
        var report = acceptFile(PictureFixture.picture(seed));
        assertThat(assessments.decision(report)).isEmpty();
        assertThat(assessments.view(three, report).confirmable()).isTrue();
        assessments.confirmKnown(three, report);
        assertThat(assessments.decision(report)).hasValueSatisfying(decision -> {
            assertThat(decision.outcome()).isEqualTo(OutcomeKind.UNLAWFUL);
            assertThat(decision.way()).isEqualTo(Way.CARRIED);
        });
        assertThat(assessments.view(one, report).carriedEntries())
                .containsExactly(entry.toString().substring(0, 8));
        assertThat(trail.of("report:" + report).toString()).contains("assessment.match-confirmed", entry.toString());
        assertThat(steps(report)).contains(Step.IN_HANDS, Step.ASSESSED_UNLAWFUL);
        assertThat(codeOf(() -> assessments.confirmKnown(two, report))).isEqualTo("already-decided");
    }

    @Test
    void anUnassessedOrWithdrawnEntryDecidesNothing() {
        var seed = SEED.incrementAndGet();
        var entry = lists.add(one, list(true), hashes(PictureFixture.picture(seed)), "invented", Optional.empty());
        var early = acceptFile(PictureFixture.picture(seed));
        assertThat(codeOf(() -> assessments.confirmKnown(three, early))).isEqualTo("not-known");
        lists.confirm(two, entry);
        assertThat(assessments.view(three, early).confirmable()).isTrue();
        lists.withdraw(two, entry, "mistake");
        assertThat(assessments.view(three, early).confirmable()).isFalse();
        assertThat(codeOf(() -> assessments.confirmKnown(three, early))).isEqualTo("not-known");
    }

    @Test
    void aReportWithAnythingUnknownOrUrgentIsNotCarriedOver() {
        var seed = SEED.incrementAndGet();
        var picture = PictureFixture.picture(seed);
        lists.confirm(two, lists.add(one, list(true), hashes(picture), "invented", Optional.empty()));
        var kept = files.keep(new ByteArrayInputStream(picture), Actor.system("test"));
        var more = accept(report().naming(
                        NewItem.file(kept.id(), "a.png"), NewItem.of(ItemKind.ADDRESS, "http://10.0.0.1/other")));
        assertThat(codeOf(() -> assessments.confirmKnown(three, more))).isEqualTo("not-known");
        var again = files.keep(new ByteArrayInputStream(picture), Actor.system("test"));
        var urgent = accept(report().naming(NewItem.file(again.id(), "a.png")).with(FactKind.IMMEDIATE_DANGER, "YES"));
        assertThat(codeOf(() -> assessments.confirmKnown(three, urgent))).isEqualTo("not-known");
        assertThat(codeOf(() -> assessments.confirmKnown(three, accept(report()))))
                .isEqualTo("not-known");
    }

    @Test
    void onlyMaterialFoundUnlawfulGoesOnAListAndAnotherPersonMustConfirm() {
        var report = acceptFile(PictureFixture.picture(SEED.incrementAndGet()));
        var item = looks.of(report).getFirst().item();
        var list = list(true);
        assertThat(codeOf(() -> assessments.addToList(one, report, item, list))).isEqualTo("not-unlawful");
        give(one, report, UNLAWFUL);
        give(two, report, UNLAWFUL);
        assertThat(codeOf(() -> assessments.addToList(one, report, ItemId.random(), list)))
                .isEqualTo("not-found");
        var entry = assessments.addToList(one, report, item, list);
        assertThat(lists.standsVerified(entry)).isFalse();
        assertThat(lists.entry(one, entry).provenance()).isEqualTo("report:" + report);
        lists.confirm(two, entry);
        assertThat(lists.standsVerified(entry)).isTrue();
        assertThat(trail.of("report:" + report).toString()).contains("assessment.listed");
    }

    /** Random people do random things; whatever they do, the rules hold. */
    @Test
    void noSequenceOfActsJumpsOrLetsOnePersonOrAMachineDecide() {
        var random = new Random(20_250);
        var people = List.of(one, two, three, supervisor, stranger);
        var views = List.of(UNLAWFUL, LAWFUL, UNSETTLED, LawProfileTest.material("YES", "DRAWN", "YES", "NO", "OTHER"));
        var decided = 0;
        for (var round = 0; round < 40; round++) {
            var report = reports.accept(report().build()).report();
            node.settle();
            var stages = new ArrayList<Stage>(List.of(Stage.FIRST_VIEW));
            for (var act = 0; act < 8; act++) {
                var person = people.get(random.nextInt(people.size()));
                var view = views.get(random.nextInt(views.size()));
                attempt(random, report, person, view);
                var now = stage(report);
                if (now != stages.getLast()) {
                    assertThat(stages.getLast().mayBecome(now)).isTrue();
                    stages.add(now);
                }
            }
            check(report, stages);
            decided += assessments.decision(report).isPresent() ? 1 : 0;
        }
        assertThat(decided).isBetween(5, 39);
    }

    private void attempt(Random random, ReportId report, Person person, Map<Element, String> view) {
        try {
            switch (random.nextInt(5)) {
                case 0 -> queue.take(person, report);
                case 1 -> queue.giveBack(person, report);
                case 2 -> assessments.confirmKnown(person, report);
                default -> give(person, report, view);
            }
        } catch (Refusal refused) {
            assertThat(refused.code()).matches("[a-z-]+");
        }
    }

    private Stage stage(ReportId report) {
        return database.sql("SELECT stage FROM assessment.sheet WHERE report = :report")
                .param("report", report.value())
                .query(String.class)
                .optional()
                .map(Stage::valueOf)
                .orElse(Stage.FIRST_VIEW);
    }

    private void check(ReportId report, List<Stage> stages) {
        var people = database.sql("SELECT person FROM assessment.view WHERE report = :report")
                .param("report", report.value())
                .query(UUID.class)
                .list();
        assertThat(people).doesNotHaveDuplicates().doesNotContain(stranger.id().value());
        assessments.decision(report).ifPresent(decision -> {
            assertThat(people.size()).isGreaterThanOrEqualTo(2);
            assertThat(decision.way()).isEqualTo(people.size() == 2 ? Way.TWO_AGREED : Way.THIRD_DECIDED);
            if (people.size() == 3) {
                assertThat(people).contains(supervisor.id().value());
            }
            assertThat(stages.getLast()).isEqualTo(Stage.DECIDED);
        });
    }
}
