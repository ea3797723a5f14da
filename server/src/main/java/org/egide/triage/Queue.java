package org.egide.triage;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.duty.Alarms;
import org.egide.duty.Cause;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Fact;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.ReportSummary;
import org.egide.report.Reports;
import org.egide.report.Step;
import org.egide.report.Subject;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The queue of a desk: most urgent first, then the nearest deadline, then the oldest (R20.2, R21.2, R29.1). Ranking again may raise a
 * report and never lowers it; only a supervisor lowers, with a reason. The whole state is one row a report, so it is the same in
 * every process.
 */
@Component("triage.queue")
public final class Queue {
    /** Bands are counted up to here; beyond, "more" is enough to know. */
    static final int COUNTED = 1_000;

    private static final Actor TRIAGE = Actor.system("triage");

    private final QueueStore store;
    private final Escalations escalations;
    private final TriageRules rules;
    private final Reports reports;
    private final Alarms alarms;
    private final Audit audit;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Queue(
            QueueStore store,
            Escalations escalations,
            TriageRules rules,
            Reports reports,
            Alarms alarms,
            Audit audit,
            Transaction transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.escalations = escalations;
        this.rules = rules;
        this.reports = reports;
        this.alarms = alarms;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Places a report that was just received; false when it has its place already. */
    boolean place(ReportSummary report) {
        return transaction.in(() -> {
            var ranking = rules.rank(report, reports.facts(report.id()));
            var deadline = report.accepted().plus(ranking.band().clock());
            var placed = store.insert(report, ranking, deadline);
            if (placed) {
                announce(report, ranking.band(), ranking.version(), TRIAGE);
            }
            return placed;
        });
    }

    /** Ranks again by what is known now. Raises or leaves; the clock of a raised report starts at most at its own deadline. */
    public void rankAgain(ReportId id) {
        transaction.run(() -> {
            var before = store.lockBandByRules(id);
            if (before.isEmpty()) {
                return;
            }
            var report = reports.summary(id);
            var ranking = rules.rank(report, reports.facts(id));
            if (before.get().moreUrgentThan(ranking.band())) {
                return;
            }
            store.replaceReasons(id, ranking.reasons());
            if (ranking.band().moreUrgentThan(before.get())) {
                raise(report, ranking);
            }
        });
    }

    private void raise(ReportSummary report, Ranking ranking) {
        var row = store.find(report.id()).orElseThrow();
        var band = row.band().moreUrgent(ranking.band());
        var deadline = earlier(row.deadline(), clock.instant().plus(band.clock()));
        store.rank(report.id(), ranking.band(), band, ranking.version(), deadline);
        if (band != row.band()) {
            announce(report, band, ranking.version(), TRIAGE);
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private void announce(ReportSummary report, Band band, String version, Actor actor) {
        audit.record(AuditEntry.of(
                actor, "triage.ranked", "report:" + report.id(), Map.of("band", band.name(), "rules", version)));
        if (band == Band.P0) {
            alarms.raise(Subject.of(report.id()), report.desk(), Cause.DANGER);
        }
        events.publishEvent(new ReportRanked(report.id(), report.desk(), band.name(), clock.instant()));
    }

    /** A person of the desk states a fact; the report is ranked again at once. */
    public void state(Person person, ReportId id, Fact fact) {
        worker(person);
        reports.find(person, id);
        if (fact.source() != Fact.Source.ANALYST) {
            throw new IllegalArgumentException("a person of the desk speaks as analyst");
        }
        transaction.run(() -> {
            reports.addFact(id, fact, person.actor());
            rankAgain(id);
        });
    }

    /** A supervisor sets the band, up or down, with a reason. */
    public void setBand(Person supervisor, ReportId id, Band band, String reason) {
        if (!supervisor.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
        if (reason.isBlank() || reason.length() > 300) {
            throw Refusal.because("reason-needed", "Another band needs a reason of at most 300 characters.");
        }
        var report = reports.find(supervisor, id);
        transaction.run(() -> {
            if (store.lockBandByRules(id).isEmpty()) {
                throw Refusal.notFound();
            }
            var row = store.find(id).orElseThrow();
            refuseDone(row);
            if (row.band() == band) {
                throw Refusal.withStatus(409, "same-band", "The report has this band already.");
            }
            var deadline = band.moreUrgentThan(row.band())
                    ? earlier(row.deadline(), clock.instant().plus(band.clock()))
                    : row.accepted().plus(band.clock());
            store.setByHand(id, band, reason.strip(), deadline);
            store.insertReasons(id, List.of(new Reason("by-hand", "triage.why.by-hand", band)));
            announce(report, band, "by-hand", supervisor.actor());
        });
    }

    /** Takes a report into one's hands. Taking what one has is harmless; what another has is refused ({@code already-taken}). */
    public void take(Person person, ReportId id) {
        worker(person);
        reports.find(person, id);
        transaction.run(() -> {
            var row = store.find(id).orElseThrow(Refusal::notFound);
            refuseDone(row);
            if (row.need() == Need.THIRD_VIEW && !person.is(Role.SUPERVISOR)) {
                throw Refusal.withStatus(
                        403, "supervisor-needed", "A supervisor who was neither of the two decides this.");
            }
            if (row.person().filter(person.id()::equals).isPresent()) {
                return;
            }
            if (!store.take(id, person.id(), clock.instant())) {
                throw Refusal.withStatus(409, "already-taken", "Another person has this report in hands.");
            }
            escalations.settle(id);
            alarms.answered(Subject.of(id), person);
            audit.record(AuditEntry.of(person.actor(), "triage.taken", "report:" + id));
            events.publishEvent(new ReportProgressed(id, Step.IN_HANDS, "desk.1.in-hands:" + id, "", clock.instant()));
        });
    }

    /** Gives a report back; a supervisor may also take it out of another's hands. */
    public void giveBack(Person person, ReportId id) {
        worker(person);
        reports.find(person, id);
        transaction.run(() -> {
            var row = store.find(id).orElseThrow(Refusal::notFound);
            var holder = row.person()
                    .orElseThrow(() -> Refusal.withStatus(409, "not-in-hands", "Nobody has this report in hands."));
            if (!holder.equals(person.id()) && !person.is(Role.SUPERVISOR)) {
                throw Refusal.withStatus(403, "not-yours", "Another person has this report in hands.");
            }
            if (store.release(id, holder)) {
                audit.record(AuditEntry.of(person.actor(), "triage.given-back", "report:" + id));
            }
        });
    }

    /** Who must not know of a report any more does not hold it either; it waits for somebody else. */
    void takeFrom(ReportId id, PersonId person) {
        if (store.release(id, person)) {
            audit.record(AuditEntry.of(TRIAGE, "triage.taken-back", "report:" + id));
        }
    }

    /** The next view is needed from somebody else; joins the running transaction. */
    public void await(ReportId id, Need need) {
        store.await(id, need, clock.instant());
        escalations.settle(id);
    }

    /** Nothing more is to be decided; joins the running transaction. */
    void done(ReportId id) {
        if (store.done(id, clock.instant())) {
            escalations.settle(id);
            audit.record(AuditEntry.of(TRIAGE, "triage.done", "report:" + id));
        }
    }

    /** What left the queue for another door has come back: it waits again, on the clock it had. */
    void reopen(ReportId id) {
        if (!reports.summary(id).closed() && store.reopen(id)) {
            audit.record(AuditEntry.of(TRIAGE, "triage.reopened", "report:" + id));
        }
    }

    /** A page of the open reports of the person's desk. */
    public List<QueueRow> page(Person person, Optional<QueueKey> after, int limit) {
        return store.page(person, after, Math.clamp(limit, 1, 200));
    }

    /** What the person has in hands. */
    public List<QueueRow> mine(Person person) {
        return store.inHandsOf(person);
    }

    /** Open reports of the person's desk by band, counted up to 1,000 each. */
    public Map<Band, Integer> counts(Person person) {
        var counts = new EnumMap<Band, Integer>(Band.class);
        for (var band : Band.values()) {
            counts.put(band, store.open(person, band, COUNTED));
        }
        return counts;
    }

    /** A report's place, for a person of its desk. */
    public Optional<QueueRow> find(Person person, ReportId id) {
        reports.find(person, id);
        return store.find(id);
    }

    /** A report's place, for a part of the system. */
    public Optional<QueueRow> row(ReportId id) {
        return store.find(id);
    }

    private static void worker(Person person) {
        if (!person.is(Role.ANALYST) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }

    private static void refuseDone(QueueRow row) {
        if (row.state() == QueueRow.State.DONE) {
            throw Refusal.withStatus(409, "already-done", "This report is done.");
        }
    }
}
