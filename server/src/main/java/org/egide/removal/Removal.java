package org.egide.removal;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.ItemKind;
import org.egide.report.ReportId;
import org.egide.report.ReportItem;
import org.egide.report.ReportProgressed;
import org.egide.report.Reports;
import org.egide.report.Step;
import org.egide.staff.DeskId;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What is done about copies: each act one transaction with its audit row and its events (R24.2, R26.4). */
@Component
final class Removal {
    static final Actor SYSTEM = Actor.system("removal");

    private final CopyStore copies;
    private final Outbox outbox;
    private final HostRegister hosts;
    private final Closing closing;
    private final Reports reports;
    private final org.egide.triage.Looks triage;
    private final People people;
    private final Pace pace;
    private final Transaction transaction;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Removal(
            CopyStore copies,
            Outbox outbox,
            HostRegister hosts,
            Closing closing,
            Reports reports,
            org.egide.triage.Looks triage,
            People people,
            Pace pace,
            Transaction transaction,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.copies = copies;
        this.outbox = outbox;
        this.hosts = hosts;
        this.closing = closing;
        this.reports = reports;
        this.triage = triage;
        this.people = people;
        this.pace = pace;
        this.transaction = transaction;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Makes a copy of every address that the report names, and a notice for each host that is known. Repeating it changes nothing. */
    void open(ReportId report, DeskId desk, String profile) {
        transaction.run(() -> {
            var now = clock.instant();
            for (var item : reports.items(SYSTEM, report, "removal")) {
                if (item.kind() == ItemKind.ADDRESS) {
                    copies.insert(item, desk, profile, now, pace.escalation(now))
                            .ifPresent(id -> begin(id, item, now));
                }
            }
        });
    }

    /** What triage saw at the address is what later looks are held against; where it saw no picture, the first look is. */
    private void begin(CopyId id, ReportItem item, Instant now) {
        triage.fingerprintsOf(item.id())
                .map(Looks::of)
                .filter(Looks::isPicture)
                .ifPresent(looks -> copies.keepLooks(id, looks));
        audit.record(AuditEntry.of(SYSTEM, "removal.found", "report:" + item.report(), Map.of("copy", id.toString())));
        tell(copies.lock(id), now);
    }

    /** Queues the notice when a person has entered the host's contact; otherwise the copy waits for one. */
    private void tell(Copy copy, Instant now) {
        hosts.find(copy.host()).ifPresent(host -> queue(copy, host, SYSTEM, now));
    }

    private void queue(Copy copy, Host host, Actor actor, Instant now) {
        if (!outbox.add(copy, Notice.Kind.NOTICE, host.email(), host.language(), now)) {
            return;
        }
        if (copy.state().mayBecome(CopyState.NOTICE_WAITING)) {
            copies.move(copy, CopyState.NOTICE_WAITING, actor, "notice-queued", now);
        }
    }

    /** A person confirms or corrects the contact of a copy's host; every copy there that waits for one is told. */
    void confirmContact(Person by, CopyId id, String email, Language language) {
        transaction.run(() -> {
            var copy = ofDesk(by, id);
            if (copy.host().isEmpty()) {
                throw Refusal.because("no-host", "This address names no host that could be told.");
            }
            var host = new Host(copy.host(), copy.host(), email, "", language, "confirmed by a person of the desk");
            hosts.keep(host, by);
            copies.untold(by.desk().id(), copy.host()).stream()
                    .map(copies::lock)
                    .forEach(each -> queue(each, host, by.actor(), clock.instant()));
        });
    }

    /** A mail server has taken the notice. */
    void noticeSent(Notice notice) {
        transaction.run(() -> {
            var now = clock.instant();
            var copy = copies.lock(notice.copy());
            if (!outbox.markSent(notice, now)) {
                return;
            }
            audit.record(AuditEntry.of(
                    SYSTEM,
                    "removal.notice-sent",
                    "report:" + copy.report(),
                    Map.of(
                            "copy",
                            copy.id().toString(),
                            "notice",
                            notice.id().toString(),
                            "kind",
                            notice.kind().name())));
            if (notice.round() != copy.round()) {
                return;
            }
            switch (notice.kind()) {
                case NOTICE -> noticed(copy, now);
                case REMINDER -> step(copy, CopyState.NOTICED, CopyState.REMINDED, "reminder-sent", now);
            }
        });
    }

    private void noticed(Copy copy, Instant now) {
        if (!copy.state().settled()) {
            copies.beginClock(copy.id(), now, pace.reminder(now), pace.escalation(now));
        }
        step(copy, CopyState.NOTICE_WAITING, CopyState.NOTICED, "notice-sent", now);
        copies.checkAt(copy.id(), pace.soon(now));
        events.publishEvent(new CopyNoticed(copy.id(), copy.report(), now));
        progress(copy.report(), Step.REMOVAL_ASKED, "removal-asked:" + copy.report() + ":" + copy.round(), now);
    }

    /** The step from one state to the next, also when one absence has been seen in between. */
    private void step(Copy copy, CopyState from, CopyState to, String reason, Instant now) {
        if (copy.state() == from) {
            copies.move(copy, to, SYSTEM, reason, now);
        } else if (copy.state() == CopyState.ABSENT_ONCE && copy.before().equals(Optional.of(from))) {
            copies.correctBefore(copy.id(), to);
        }
    }

    /** What a re-check saw. Only two consecutive absences stop the clock; no answer changes nothing (R26.4). */
    void seen(CopyId id, Verdict verdict, String code, Optional<Looks> first) {
        transaction.run(() -> {
            var now = clock.instant();
            var copy = copies.lock(id);
            first.ifPresent(looks -> copies.keepLooks(id, looks));
            var next =
                    copy.times().gone().map(gone -> pace.nextWatch(gone, now)).orElseGet(() -> pace.nextCheck(now));
            copies.keepCheck(id, verdict, code, now, next);
            switch (verdict.kind()) {
                case PRESENCE -> present(copy, verdict, now);
                case ABSENCE -> absent(copy, verdict, now);
                case NONE -> {}
            }
        });
    }

    private void present(Copy copy, Verdict verdict, Instant now) {
        if (copy.state() == CopyState.ABSENT_ONCE) {
            copies.move(copy, copy.before().orElse(CopyState.FOUND), SYSTEM, "absence-not-confirmed", now);
        }
        if (copy.state() == CopyState.GONE && (verdict == Verdict.SAME || verdict == Verdict.NEAR)) {
            copies.beginAgain(copy.id(), pace.escalation(now));
            tell(copies.move(copies.lock(copy.id()), CopyState.REAPPEARED, SYSTEM, "seen-again", now), now);
            copies.checkAt(copy.id(), pace.nextCheck(now));
        }
    }

    private void absent(Copy copy, Verdict verdict, Instant now) {
        var reason = verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        if (copy.state() == CopyState.ABSENT_ONCE) {
            gone(copies.move(copy, CopyState.GONE, SYSTEM, reason, now), now);
        } else if (copy.state() != CopyState.GONE) {
            copies.move(copy, CopyState.ABSENT_ONCE, SYSTEM, reason, now);
            copies.checkAt(copy.id(), pace.soon(now));
        }
    }

    private void gone(Copy copy, Instant now) {
        copies.stopClock(copy.id(), now);
        outbox.withdraw(copy.id());
        events.publishEvent(new CopyRemoved(
                copy.id(), copy.report(), copy.host(), copy.times().begun(), now));
        progress(copy.report(), Step.COPY_GONE, "copy-gone:" + copy.id() + ":" + copy.round(), now);
        closing.consider(copy.report());
    }

    /** The host has had its time: it is reminded once. */
    void remind(CopyId id) {
        transaction.run(() -> {
            var copy = copies.lock(id);
            copies.remindedOnce(id);
            outbox.of(id).stream()
                    .filter(notice -> notice.kind() == Notice.Kind.NOTICE && notice.round() == copy.round())
                    .findFirst()
                    .ifPresent(first -> outbox.add(
                            copy, Notice.Kind.REMINDER, first.recipient(), first.language(), clock.instant()));
        });
    }

    /** Time is over: the supervisor of the desk with the fewest open copies takes over. */
    void escalate(CopyId id) {
        transaction.run(() -> {
            var now = clock.instant();
            var copy = copies.lock(id);
            if (!copy.state().mayEscalate()
                    || copy.times()
                            .escalateAt()
                            .filter(due -> !due.isAfter(now))
                            .isEmpty()) {
                return;
            }
            var owner = people.ofDesk(copy.desk()).stream()
                    .filter(person -> person.is(Role.SUPERVISOR))
                    .map(Person::id)
                    .min(Comparator.comparingLong(copies::load));
            copies.own(id, owner, now);
            copies.move(copy, CopyState.ESCALATED, SYSTEM, "time-is-over", now);
            events.publishEvent(new CopyEscalated(id, copy.report(), now));
        });
    }

    /** A person records that the host said no. */
    void refusedByHost(Person by, CopyId id, String reason) {
        if (reason.isBlank() || reason.length() > 300) {
            throw Refusal.because("reason-needed", "Say in at most 300 characters what the host answered.");
        }
        transaction.run(() -> {
            var now = clock.instant();
            var copy = copies.move(ofDesk(by, id), CopyState.REFUSED_BY_HOST, by.actor(), reason.strip(), now);
            progress(copy.report(), Step.REMOVAL_REFUSED, "removal-refused:" + id + ":" + copy.round(), now);
        });
    }

    /** A person wants the next look now; the routine does it. */
    void recheckNow(Person by, CopyId id) {
        transaction.run(() -> {
            var copy = ofDesk(by, id);
            copies.checkAt(id, clock.instant());
            audit.record(AuditEntry.of(
                    by.actor(), "removal.recheck-asked", "report:" + copy.report(), Map.of("copy", id.toString())));
        });
    }

    /** The address for a person of the desk; audited in the same transaction. */
    String address(Person by, CopyId id) {
        return transaction.in(() -> {
            var copy = ofDesk(by, id);
            audit.record(AuditEntry.of(
                    by.actor(),
                    "removal.address-read",
                    "report:" + copy.report(),
                    Map.of("copy", id.toString(), "reason", "removal")));
            return copies.address(copy);
        });
    }

    private Copy ofDesk(Person by, CopyId id) {
        reports.find(by, copies.find(id).orElseThrow(Refusal::notFound).report());
        return copies.lock(id);
    }

    private void progress(ReportId report, Step step, String cause, Instant at) {
        events.publishEvent(new ReportProgressed(report, step, cause, "", at));
    }
}
