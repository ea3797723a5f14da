package org.egide.assessment;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.ListId;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ItemId;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.ReportSummary;
import org.egide.report.Reports;
import org.egide.report.Step;
import org.egide.report.StepsTaken;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.triage.Looks;
import org.egide.triage.Need;
import org.egide.triage.Queue;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Assessments of reports: views given one by one, the outcome derived, and material that is known confirmed without viewing. Every decision
 * has a person's act as its cause.
 */
@Component
public final class Assessments {
    private final SheetStore store;
    private final LawProfile law;
    private final KnownMaterial known;
    private final Reports reports;
    private final Queue queue;
    private final Looks looks;
    private final FingerprintLists lists;
    private final Audit audit;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Assessments(
            SheetStore store,
            LawProfile law,
            KnownMaterial known,
            Reports reports,
            Queue queue,
            Looks looks,
            FingerprintLists lists,
            Audit audit,
            Transaction transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.law = law;
        this.known = known;
        this.reports = reports;
        this.queue = queue;
        this.looks = looks;
        this.lists = lists;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** The final outcome, if there is one. */
    public Optional<Decision> decision(ReportId report) {
        return store.decision(report);
    }

    /**
     * A person of the desk gives their view. Refuses {@code same-person}, {@code supervisor-needed}, {@code already-decided},
     * {@code already-taken}, {@code element-missing} and, for a third view that settles nothing, {@code third-view-decides}.
     */
    public void give(Person person, ReportId id, NewView given) {
        var report = reports.find(person, id);
        transaction.run(() -> {
            var stage = store.lock(id, report.desk());
            var views = store.views(id);
            refusal(person, report, stage, views).ifPresent(Assessments::refuse);
            var answered = given.answering(Sheet.of(withForm(report.forms(), given.form())));
            var derived = law.derive(answered.elements());
            if (stage == Stage.THIRD_VIEW && derived.verdict() == Verdict.NEEDS_THIRD) {
                throw Refusal.because("third-view-decides", "The third view must settle what the first two did not.");
            }
            var view = new View(
                    person.id(),
                    stage.turn(),
                    given.form(),
                    given.acts(),
                    answered.elements(),
                    derived.profile(),
                    derived.verdict(),
                    clock.instant());
            store.insert(id, view);
            audit.record(AuditEntry.of(
                    person.actor(), "assessment.view-given", "report:" + id, Map.of("turn", "" + view.turn())));
            events.publishEvent(new ReportProgressed(id, Step.IN_HANDS, "desk.1.in-hands:" + id, "", clock.instant()));
            advance(person, report, stage, views, view);
        });
    }

    // A form that nobody reported and a person confirms brings its own sheet along.
    private static Set<Form> withForm(Set<Form> forms, Form confirmed) {
        var all = EnumSet.of(confirmed);
        all.addAll(forms);
        return all;
    }

    private void advance(Person person, ReportSummary report, Stage stage, List<View> before, View view) {
        switch (stage) {
            case FIRST_VIEW -> move(person, report, stage, Stage.SECOND_VIEW);
            case SECOND_VIEW -> {
                var agreed =
                        view.agreesWith(before.getFirst()) ? view.derived().outcome() : Optional.<OutcomeKind>empty();
                if (agreed.isPresent()) {
                    decide(person, report, stage, agreed.get(), Way.TWO_AGREED, view.profile());
                } else {
                    move(person, report, stage, Stage.THIRD_VIEW);
                }
            }
            case THIRD_VIEW ->
                decide(
                        person,
                        report,
                        stage,
                        view.derived().outcome().orElseThrow(),
                        Way.THIRD_DECIDED,
                        view.profile());
            case DECIDED -> throw new IllegalStateException("a decided assessment takes no view");
        }
    }

    private void move(Person person, ReportSummary report, Stage from, Stage to) {
        if (!from.mayBecome(to)) {
            throw new IllegalStateException("an assessment cannot go from " + from + " to " + to);
        }
        audit.record(AuditEntry.of(
                person.actor(),
                "assessment.moved",
                "report:" + report.id(),
                Map.of("from", from.name(), "to", to.name())));
        if (to != Stage.DECIDED) {
            store.move(report.id(), to);
            queue.await(report.id(), to == Stage.THIRD_VIEW ? Need.THIRD_VIEW : Need.SECOND_VIEW);
        }
    }

    private void decide(Person person, ReportSummary report, Stage from, OutcomeKind outcome, Way way, String profile) {
        move(person, report, from, Stage.DECIDED);
        var now = clock.instant();
        var decision = new Decision(report.id(), outcome, way, path(report), profile, now);
        store.decide(decision);
        state(person, decision);
        audit.record(AuditEntry.of(
                person.actor(),
                "assessment.decided",
                "report:" + report.id(),
                Map.of("outcome", outcome.name(), "way", way.name(), "profile", profile)));
        events.publishEvent(new ReportAssessed(report.id(), report.desk(), outcome, profile, now));
        // Steps of one moment are told in the order of their causes.
        var step = outcome == OutcomeKind.UNLAWFUL ? Step.ASSESSED_UNLAWFUL : Step.ASSESSED_NOT_UNLAWFUL;
        var assessed = new ReportProgressed(report.id(), step, "desk.2.assessed:" + report.id(), "", now);
        if (outcome == OutcomeKind.UNLAWFUL) {
            events.publishEvent(assessed);
            return;
        }
        var reason = outcome == OutcomeKind.LAWFUL ? "lawful" : "out-of-scope";
        var closed = new ReportProgressed(report.id(), Step.CLOSED, "desk.3.closed:" + report.id(), reason, now);
        events.publishEvent(new StepsTaken(List.of(assessed, closed)));
    }

    // Any hint that another child acted is enough: the protective path harms nobody, the other one might.
    private CarePath path(ReportSummary report) {
        var said = report.forms().contains(Form.HARMFUL_BEHAVIOUR_BY_CHILD)
                || reports.facts(report.id()).stream()
                        .anyMatch(fact ->
                                fact.kind() == FactKind.ACTOR && fact.value().equals("ANOTHER_CHILD"));
        var seen = store.views(report.id()).stream()
                .anyMatch(view -> "ANOTHER_CHILD".equals(view.elements().get(Element.ACTOR)));
        return said || seen ? CarePath.PROTECTIVE : CarePath.ORDINARY;
    }

    private void state(Person person, Decision decision) {
        if (decision.path() == CarePath.PROTECTIVE) {
            var fact = new Fact(FactKind.ACTOR, "ANOTHER_CHILD", Fact.Source.ANALYST);
            reports.addFact(decision.report(), fact, person.actor());
        }
    }

    /**
     * One person confirms that all material of a report is known: each item matches a verified entry. The outcome is carried over;
     * nobody views it again. Refuses {@code not-known} where anything is open.
     */
    public void confirmKnown(Person person, ReportId id) {
        var report = reports.find(person, id);
        transaction.run(() -> {
            var stage = store.lock(id, report.desk());
            refusal(person, report, stage, store.views(id)).ifPresent(Assessments::refuse);
            var matches = known.of(report);
            if (stage != Stage.FIRST_VIEW || matches.isEmpty()) {
                throw Refusal.withStatus(409, "not-known", "Not all material of this report matches verified entries.");
            }
            matches.forEach(match -> store.carry(
                    id,
                    new SheetStore.Carried(
                            match.item(),
                            match.match().entry(),
                            match.match().kind(),
                            match.match().distance(),
                            person.id(),
                            clock.instant())));
            audit.record(AuditEntry.of(
                    person.actor(),
                    "assessment.match-confirmed",
                    "report:" + id,
                    Map.of("entry", matches.getFirst().match().entry().toString())));
            events.publishEvent(new ReportProgressed(id, Step.IN_HANDS, "desk.1.in-hands:" + id, "", clock.instant()));
            decide(person, report, stage, OutcomeKind.UNLAWFUL, Way.CARRIED, law.version());
        });
    }

    /** Puts the fingerprints of an item of a report found unlawful on a list, as an entry that another person must confirm. */
    public EntryId addToList(Person person, ReportId id, ItemId item, ListId list) {
        reports.find(person, id);
        if (decision(id)
                .filter(found -> found.outcome() == OutcomeKind.UNLAWFUL)
                .isEmpty()) {
            throw Refusal.withStatus(409, "not-unlawful", "Only material found unlawful can go on a list.");
        }
        if (looks.of(id).stream().noneMatch(look -> look.item().equals(item))) {
            throw Refusal.notFound();
        }
        return transaction.in(() -> {
            var fingerprints = looks.fingerprintsOf(item)
                    .orElseThrow(() -> Refusal.withStatus(409, "no-fingerprint", "This item has no fingerprint."));
            var entry = lists.add(person, list, Hashes.of(fingerprints), "report:" + id, Optional.empty());
            audit.record(AuditEntry.of(
                    person.actor(), "assessment.listed", "report:" + id, Map.of("entry", entry.toString())));
            return entry;
        });
    }

    /** What this person may see of an assessment. */
    SheetView view(Person person, ReportId id) {
        var report = reports.find(person, id);
        var stage = store.stage(id).orElse(Stage.FIRST_VIEW);
        var views = store.views(id);
        var mine =
                views.stream().filter(view -> view.person().equals(person.id())).findFirst();
        var refusal = refusal(person, report, stage, views);
        return new SheetView(
                stage,
                Sheet.of(report.forms()),
                refusal.map(Refusal::code),
                mine.map(this::given),
                stage == Stage.DECIDED ? views.stream().map(this::given).toList() : List.of(),
                decision(id),
                stage == Stage.DECIDED ? store.carried(id) : List.of(),
                looks.of(id),
                stage == Stage.FIRST_VIEW
                        && refusal.isEmpty()
                        && !known.of(report).isEmpty());
    }

    private SheetView.Given given(View view) {
        return SheetView.Given.of(view, law.derive(view.elements()));
    }

    private Optional<Refusal> refusal(Person person, ReportSummary report, Stage stage, List<View> views) {
        if (!person.is(Role.ANALYST) && !person.is(Role.SUPERVISOR)) {
            return Optional.of(Refusal.notAllowed());
        }
        if (stage == Stage.DECIDED) {
            return Optional.of(Refusal.withStatus(409, "already-decided", "This report is decided."));
        }
        if (views.stream().anyMatch(view -> view.person().equals(person.id()))) {
            return Optional.of(Refusal.withStatus(409, "same-person", "You gave your view; another person is needed."));
        }
        if (stage == Stage.THIRD_VIEW && !person.is(Role.SUPERVISOR)) {
            return Optional.of(Refusal.withStatus(
                    403, "supervisor-needed", "A supervisor who was neither of the two decides this."));
        }
        return queue.find(person, report.id())
                .flatMap(row -> row.person())
                .filter(holder -> !holder.equals(person.id()))
                .map(holder -> Refusal.withStatus(409, "already-taken", "Another person has this report in hands."));
    }

    private static void refuse(Refusal refusal) {
        throw refusal;
    }
}
