package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.report.NewReportFixture.report;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egide.audit.Actor;
import org.egide.audit.AuditTrail;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;

/** One event told at several doors. */
@EgideTest
final class CasesTest {
    private static final String WHY = "the same user name";

    private final Cases cases;
    private final Moves moves;
    private final Reports reports;
    private final ReceiptCodes codes;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final org.egide.platform.Transaction transaction;
    private final SettableClock clock;
    private final TestNode node;
    private final Person analyst;
    private final Person supervisor;
    private final Person stranger;

    CasesTest(
            Cases cases,
            Moves moves,
            Reports reports,
            ReceiptCodes codes,
            AuditTrail trail,
            ApplicationEventPublisher events,
            org.egide.platform.Transaction transaction,
            SettableClock clock,
            TestNode node,
            Desks desks,
            People people) {
        this.cases = cases;
        this.moves = moves;
        this.reports = reports;
        this.codes = codes;
        this.trail = trail;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
        this.node = node;
        var desk = desks.receiving().id();
        this.analyst = people.create("Analyst", desk, Set.of(Role.ANALYST));
        this.supervisor = people.create("Supervisor", desk, Set.of(Role.SUPERVISOR));
        var other = desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        this.stranger = people.create("Analyst elsewhere", other.id(), Set.of(Role.ANALYST, Role.SUPERVISOR));
    }

    private ReportId told(Door door, Reporter reporter) {
        return reports.accept(report().through(door, reporter).build()).report();
    }

    private ReportId told() {
        return told(Door.PUBLIC_FORM, Reporter.CITIZEN);
    }

    /** Whatever is joined and undone in whatever order: a case is what standing joinings connect, from each end alike. */
    @Test
    void R75_m1_joiningsAreAnEquivalenceWhateverTheirOrder() {
        for (var seed = 0; seed < 4; seed++) {
            var random = new Random(seed);
            var all = IntStream.range(0, 9).mapToObj(n -> told()).toList();
            var standing = new HashMap<Set<ReportId>, UUID>();
            for (var act = 0; act < 40; act++) {
                var one = all.get(random.nextInt(all.size()));
                var other = all.get(random.nextInt(all.size()));
                var pair = Set.copyOf(List.of(one, other).stream().distinct().toList());
                if (pair.size() == 1) {
                    continue;
                }
                if (standing.containsKey(pair)) {
                    cases.undo(analyst, one, standing.remove(pair), WHY);
                } else {
                    cases.join(analyst, one, other, WHY);
                    standing.put(
                            pair,
                            cases.joinings(analyst, one).stream()
                                    .filter(joining -> joining.other().id().equals(other))
                                    .findFirst()
                                    .orElseThrow()
                                    .id());
                }
            }
            var expected = classes(all, standing.keySet());
            for (var report : all) {
                var whole = cases.together(Subject.of(report)).stream()
                        .map(subject -> new ReportId(subject.id()))
                        .collect(Collectors.toSet());
                assertThat(whole).as("seed " + seed).isEqualTo(expected.get(report));
            }
        }
    }

    private static Map<ReportId, Set<ReportId>> classes(List<ReportId> all, Set<Set<ReportId>> pairs) {
        var classes = new HashMap<ReportId, Set<ReportId>>();
        all.forEach(report -> classes.put(report, new HashSet<>(Set.of(report))));
        for (var pair : pairs) {
            var merged = new HashSet<ReportId>();
            pair.forEach(end -> merged.addAll(classes.getOrDefault(end, Set.of())));
            merged.forEach(member -> classes.put(member, merged));
        }
        return classes;
    }

    @Test
    void R75_m1_nobodyOfAnotherDeskCanJoinOrSeeOrUndo() {
        var one = told();
        var other = told();
        refused("not-found", () -> cases.join(stranger, one, other, WHY));
        cases.join(analyst, one, other, WHY);
        refused("not-found", () -> cases.others(stranger, one));
        refused("not-found", () -> cases.joinings(stranger, one));
        var joining = cases.joinings(analyst, one).getFirst().id();
        refused("not-found", () -> cases.undo(stranger, one, joining, WHY));
        assertThat(cases.others(analyst, other)).extracting(ReportSummary::id).containsExactly(one);
        refused("reason-needed", () -> cases.undo(analyst, one, joining, " "));
        cases.undo(analyst, one, joining, "two events after all");
        assertThat(cases.others(analyst, other)).isEmpty();
        assertThat(trail.of("report:" + one))
                .extracting(AuditTrail.Row::action)
                .contains("report.joined", "report.unjoined");
    }

    @Test
    void theSamePairIsJoinedOnceAndACaseHasItsLimit() {
        var first = told();
        var members = new ArrayList<ReportId>();
        for (var n = 1; n < Cases.LARGEST; n++) {
            members.add(told());
            cases.join(analyst, first, members.getLast(), WHY);
        }
        refused("already-joined", () -> cases.join(analyst, members.getFirst(), first, WHY));
        refused("case-full", () -> cases.join(analyst, first, told(), WHY));
        assertThat(cases.told(told(), Subject.of(first), Actor.reporter("test")))
                .isFalse();
        assertThat(cases.together(Subject.of(members.getLast()))).hasSize(Cases.LARGEST);
    }

    @Test
    void R75_m1_eachCodeOpensTheSameProgressAndReportsStayAsTheyAre() {
        var code = codes.issue(Language.EN);
        var child = reports.accept(report().through(Door.CHILD_PATH, Reporter.CHILD)
                        .telling("an invented child’s sentence")
                        .with(code)
                        .build())
                .report();
        var known = codes.find(code.words()).orElseThrow();
        var caller = told(Door.CALLER, Reporter.FRIEND);
        assertThat(cases.told(caller, known.subject(), Actor.reporter("caller")))
                .isTrue();
        assertThat(cases.told(caller, known.subject(), Actor.reporter("caller")))
                .isFalse();
        took(child, Step.IN_HANDS);
        took(caller, Step.SENT_TO_POLICE);
        assertThat(steps(child))
                .isEqualTo(steps(caller))
                .containsExactly(Step.RECEIVED, Step.IN_HANDS, Step.SENT_TO_POLICE);
        assertThat(reports.statusOf(child).lines()).extracting("step").containsExactly(Step.RECEIVED, Step.IN_HANDS);
        assertThat(reports.readNarrative(analyst, child, "test")).isEqualTo("an invented child’s sentence");
    }

    @Test
    void R60_2_aHelperSeesOnlyWhatTheirPartCallsForAndNotThatTheChildToldBefore() {
        var child = told(Door.CHILD_PATH, Reporter.CHILD);
        took(child, Step.IN_HANDS);
        took(child, Step.ASSESSED_UNLAWFUL);
        took(child, Step.SENT_TO_POLICE);
        clock.advance(Duration.ofDays(3));
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var helper : List.of(Reporter.PARENT, Reporter.SCHOOL, Reporter.CLUB)) {
            var concern = told(Door.HELPERS, helper);
            cases.join(analyst, child, concern, WHY);
            assertThat(steps(concern)).as(helper.name()).containsExactly(Step.RECEIVED, Step.IN_HANDS);
            assertThat(cases.progressOf(concern).lines())
                    .allMatch(line -> !line.day().isBefore(today));
        }
        var professional = told(Door.HELPERS, Reporter.PROFESSIONAL);
        cases.join(analyst, child, professional, WHY);
        assertThat(steps(professional)).containsExactly(Step.RECEIVED, Step.IN_HANDS, Step.SENT_TO_POLICE);
        assertThat(steps(child)).contains(Step.ASSESSED_UNLAWFUL, Step.SENT_TO_POLICE);
    }

    @Test
    void aCaseIsClosedForItsTellersOnlyWhenAllOfItIs() {
        var one = told();
        var other = told();
        cases.join(analyst, one, other, WHY);
        took(one, Step.CLOSED);
        assertThat(cases.progressOf(one).closed()).isFalse();
        assertThat(steps(one)).doesNotContain(Step.CLOSED);
        took(other, Step.CLOSED);
        assertThat(cases.progressOf(one).closed()).isTrue();
        assertThat(steps(one)).containsOnlyOnce(Step.CLOSED);
    }

    @Test
    void R39_3_whoHandlesTheCaseDoesNotLearnOfAComplaintAboutIt() {
        var report = told();
        var complaint = told(Door.COMPLAINT, Reporter.CITIZEN);
        assertThat(cases.told(complaint, Subject.of(report), Actor.reporter("complaint")))
                .isTrue();
        assertThat(cases.others(analyst, report)).isEmpty();
        assertThat(cases.joinings(analyst, report)).isEmpty();
        assertThat(cases.others(supervisor, report))
                .extracting(ReportSummary::id)
                .containsExactly(complaint);
        refused("not-found", () -> cases.others(analyst, complaint));
        took(report, Step.CLOSED);
        assertThat(cases.progressOf(report).closed())
                .as("a complaint keeps no case open")
                .isTrue();
    }

    @Test
    void aProviderHearsOfWhatItSentAndOfNothingElse() {
        var child = told(Door.CHILD_PATH, Reporter.CHILD);
        var provider = told(Door.PROVIDER_XML, Reporter.PROVIDER);
        cases.join(analyst, child, provider, WHY);
        took(child, Step.SENT_TO_POLICE);
        assertThat(steps(provider)).containsExactly(Step.RECEIVED);
    }

    @Test
    void R39_3_whatCameToTheWrongDoorIsMovedNotRefused() {
        var question = told(Door.ADVICE, Reporter.CITIZEN);
        node.settle();
        moves.move(analyst, question, Door.PUBLIC_FORM, "a child is harmed");
        assertThat(moves.doorOf(reports.summary(question))).isEqualTo(Door.PUBLIC_FORM);
        assertThat(reports.summary(question).door())
                .as("the report stays as it is")
                .isEqualTo(Door.ADVICE);
        moves.move(analyst, question, Door.COMPLAINT, "about a provider");
        refused("not-found", () -> reports.find(analyst, question));
        refused("not-found", () -> moves.move(analyst, question, Door.ADVICE, "mine again"));
        assertThat(moves.at(supervisor, Set.of(Door.COMPLAINT)))
                .extracting(ReportSummary::id)
                .contains(question);
        assertThat(moves.at(stranger, Set.of(Door.COMPLAINT))).isEmpty();
        moves.move(supervisor, question, Door.PUBLIC_FORM, "no complaint");
        assertThat(reports.find(analyst, question).id()).isEqualTo(question);
        assertThat(trail.of("report:" + question))
                .filteredOn(row -> row.action().equals("report.moved"))
                .hasSize(3);
        var machine = told(Door.PROVIDER_XML, Reporter.PROVIDER);
        refused("not-movable", () -> moves.move(analyst, machine, Door.ADVICE, WHY));
        refused("not-found", () -> moves.move(stranger, machine, Door.ADVICE, WHY));
    }

    private List<Step> steps(ReportId report) {
        return cases.progressOf(report).lines().stream()
                .map(StatusView.Line::step)
                .toList();
    }

    private void took(ReportId report, Step step) {
        clock.advance(Duration.ofMinutes(1));
        transaction.run(() -> events.publishEvent(
                new ReportProgressed(report, step, step + " " + UUID.randomUUID(), "", clock.instant())));
        node.settle();
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
