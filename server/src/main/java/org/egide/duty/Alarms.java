package org.egide.duty;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Subject;
import org.egide.staff.DeskId;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/**
 * Calls a person. An alarm is a row of the transaction that raises it: the duty officer is called within seconds, the deputy after five
 * minutes, supervisors and overseers after fifteen, everybody every fifteen after that, until somebody acknowledges (R13).
 */
@Component
public final class Alarms {
    static final Actor DUTY = Actor.system("duty");

    /** Who may take an alarm of their own desk; an overseer may take one of any. */
    private static final Set<Role> TAKERS = Set.of(Role.ANALYST, Role.SUPERVISOR, Role.COUNSELLOR);

    private final AlarmStore store;
    private final PageStore pages;
    private final Reports reports;
    private final Desks desks;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    Alarms(
            AlarmStore store,
            PageStore pages,
            Reports reports,
            Desks desks,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.pages = pages;
        this.reports = reports;
        this.desks = desks;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Raises an alarm at the desk that has the subject: a report's own, for a contact the helpline's. Joins the running transaction.
     * One of the same cause that is open already stays as it is; after one was acknowledged, this is a new one.
     */
    public void raise(Subject subject, Cause cause) {
        switch (subject.kind()) {
            case REPORT ->
                raise(subject, reports.summary(new ReportId(subject.id())).desk(), cause);
            case CONTACT ->
                raise(
                        subject,
                        desks.ofKind(DeskKind.HELPLINE).stream()
                                .findFirst()
                                .orElseGet(desks::receiving)
                                .id(),
                        cause);
        }
    }

    /** Forgets the moments that nobody needs any more (S2). */
    void forget() {
        store.forget(clock.instant().minus(Duration.ofDays(2)));
    }

    /** The same where the caller knows whose it is. */
    public void raise(Subject subject, DeskId desk, Cause cause) {
        raise(about(subject), subject.id(), desk, cause);
    }

    /** An alarm about the desk itself. */
    void raise(DeskId desk, Cause cause) {
        raise(Alarm.About.DESK, desk.value(), desk, cause);
    }

    /** Raises it unless one was ever raised: for those who may hear of the same thing twice. */
    void raiseOnce(Subject subject, DeskId desk, Cause cause) {
        if (!store.everRaised(about(subject), subject.id(), cause)) {
            raise(subject, desk, cause);
        }
    }

    private void raise(Alarm.About about, UUID subject, DeskId desk, Cause cause) {
        var alarm = new Alarm(
                new AlarmId(UUID.randomUUID()),
                about,
                subject,
                desk,
                cause,
                clock.instant(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
        transaction.run(() -> {
            if (store.insert(alarm)) {
                audit.record(AuditEntry.of(
                        DUTY,
                        "duty.alarm-raised",
                        "alarm:" + alarm.id(),
                        Map.of(
                                "cause",
                                cause.name(),
                                "about",
                                about.name().toLowerCase(java.util.Locale.ROOT) + ":" + subject)));
            }
        });
    }

    private static Alarm.About about(Subject subject) {
        return switch (subject.kind()) {
            case REPORT -> Alarm.About.REPORT;
            case CONTACT -> Alarm.About.CONTACT;
        };
    }

    /** Somebody has what the open alarms of this subject are about in hands, and so owns them. Joins the running transaction. */
    public void answered(Subject subject, Person person) {
        transaction.run(() -> store.lockOpen(about(subject), subject.id()).forEach(alarm -> own(alarm, person)));
    }

    /** The person answers for it from now on; nobody else is called any more. */
    void acknowledge(Person person, AlarmId id) {
        transaction.run(() -> {
            var alarm = store.lock(id).filter(found -> mayTake(person, found)).orElseThrow(Refusal::notFound);
            if (alarm.owner().isPresent()) {
                if (alarm.owner().get().equals(person.id())) {
                    return;
                }
                throw Refusal.withStatus(409, "already-owned", "Another person answers for this alarm.");
            }
            own(alarm, person);
        });
    }

    /** Whether the person may answer for any alarm at all. */
    static boolean mayAnswer(Person person) {
        return person.is(Role.OVERSEER) || TAKERS.stream().anyMatch(person::is);
    }

    static boolean mayTake(Person person, Alarm alarm) {
        return person.is(Role.OVERSEER)
                || (person.desk().id().equals(alarm.desk()) && TAKERS.stream().anyMatch(person::is));
    }

    private void own(Alarm alarm, Person person) {
        store.own(alarm.id(), person.id(), clock.instant());
        pages.drop(alarm.id());
        audit.record(AuditEntry.of(
                person.actor(),
                "duty.acknowledged",
                "alarm:" + alarm.id(),
                Map.of("cause", alarm.cause().name())));
    }
}
