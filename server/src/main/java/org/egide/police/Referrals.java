package org.egide.police;

import java.time.Clock;
import java.util.Map;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.dialogue.Departures;
import org.egide.dialogue.Receiver;
import org.egide.evidence.FileHashes;
import org.egide.evidence.PackageSeal;
import org.egide.evidence.PackageWriter;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.removal.Closing;
import org.egide.removal.HoldsOpen;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.Reports;
import org.egide.report.Step;
import org.egide.report.Subject;
import org.egide.staff.DeskId;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.Person;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Proposes, decides, hands over, acknowledges: each act one transaction with its audit row and its events. */
@Component
final class Referrals implements HoldsOpen {
    private static final int LONGEST_REQUEST = 4_000;
    private static final int LONGEST_BASIS = 300;
    private static final PackageWriter WRITER = new PackageWriter("0.1");

    private final ReferralStore store;
    private final Units units;
    private final Signer signer;
    private final PackageMaker maker;
    private final Closing closing;
    private final Reports reports;
    private final Desks desks;
    private final Departures departures;
    private final Audit audit;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Referrals(
            ReferralStore store,
            Units units,
            Signer signer,
            PackageMaker maker,
            Closing closing,
            Reports reports,
            Desks desks,
            Departures departures,
            Audit audit,
            Transaction transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.units = units;
        this.signer = signer;
        this.maker = maker;
        this.closing = closing;
        this.reports = reports;
        this.desks = desks;
        this.departures = departures;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** One person proposes; nothing leaves yet. A second open proposal to the same unit is refused. */
    ReferralId propose(Person by, ReportId report, DeskId unit, ReferralKind kind, String legalBasis, String request) {
        requireText(legalBasis, LONGEST_BASIS);
        requireText(request, LONGEST_REQUEST);
        return transaction.in(() -> {
            reports.find(by, report);
            requireUnlawful(report);
            if (desks.find(unit).filter(desk -> desk.kind() == DeskKind.POLICE).isEmpty()) {
                throw Refusal.notFound();
            }
            if (units.recipients(unit).isEmpty()) {
                throw Refusal.because(
                        "no-recipient", "This unit has no public key registered; nothing could be sealed to it.");
            }
            if (store.ofReport(report).stream()
                    .anyMatch(each -> each.to().equals(unit) && each.state().waits())) {
                throw Refusal.withStatus(
                        409, "already-referred", "A referral of this report to this unit is under way.");
            }
            var id = store.insert(report, unit, kind, legalBasis.strip(), request.strip(), by, clock.instant());
            audit.record(AuditEntry.of(
                    by.actor(),
                    "police.proposed",
                    "report:" + report,
                    Map.of("referral", id.toString(), "kind", kind.name(), "reason", legalBasis.strip())));
            return id;
        });
    }

    /**
     * Another person agrees: the package is made, signed, sealed and kept, all or nothing. Refuses {@code against-choice} while the
     * reporter does not allow it and no departure was recorded (R7.3).
     */
    void approve(Person by, ReferralId id) {
        transaction.run(() -> {
            var now = clock.instant();
            var referral = decide(by, id);
            departures.require(Subject.of(referral.report()), Receiver.POLICE);
            store.move(referral, ReferralState.SENT, by, "approved");
            var evidence = maker.make(referral, store.request(referral), by, now);
            var recipients = units.recipients(referral.to()).orElseThrow(Refusal::notFound);
            var sealed = new PackageSeal().seal(WRITER.write(evidence, signer.identity()), recipients);
            var sha256 = FileHashes.of(sealed).sha256();
            var name = evidence.reference().value();
            store.keepPackage(id, name, sha256, sealed, now);
            audit.record(AuditEntry.of(
                    by.actor(),
                    "police.package-made",
                    "report:" + referral.report(),
                    Map.of("referral", id.toString(), "package", name, "sha-256", sha256)));
            progress(referral.report(), Step.SENT_TO_POLICE, "police-sent:" + id);
        });
    }

    /** Another person does not agree, and says why. */
    void decline(Person by, ReferralId id, String reason) {
        requireText(reason, LONGEST_BASIS);
        transaction.run(() -> {
            var referral = decide(by, id);
            store.move(referral, ReferralState.DECLINED, by, reason.strip());
            closing.consider(referral.report());
        });
    }

    private Referral decide(Person by, ReferralId id) {
        var referral = store.lock(by, id);
        if (!referral.from().equals(by.desk().id())) {
            throw Refusal.notFound();
        }
        if (referral.proposedBy().equals(by.id())) {
            throw Refusal.withStatus(403, "same-person", "Who proposed a referral cannot decide on it.");
        }
        store.decided(id, by.id(), clock.instant());
        return referral;
    }

    /** The sealed package for an officer of the unit; audited with the reading. */
    Download download(Person by, ReferralId id) {
        return transaction.in(() -> {
            var referral = ofUnit(by, id);
            var handedOver = referral.handedOver().orElseThrow(Refusal::notFound);
            audit.record(AuditEntry.of(
                    by.actor(),
                    "police.package-read",
                    "report:" + referral.report(),
                    Map.of("referral", id.toString(), "package", handedOver.name(), "reason", "referral")));
            return new Download(handedOver.name() + ".zip.age", store.sealedPackage(id));
        });
    }

    /** A sealed package and its file name. */
    record Download(String name, byte[] bytes) {
        @Override
        public String toString() {
            return "Download[" + name + "]";
        }
    }

    /** The unit says that it has it. */
    void acknowledge(Person by, ReferralId id) {
        transaction.run(() -> {
            var now = clock.instant();
            var referral = ofUnit(by, id);
            store.move(referral, ReferralState.ACKNOWLEDGED, by, "acknowledged");
            store.acknowledged(id, by.id(), now);
            events.publishEvent(new ReferralAcknowledged(referral.report(), now));
            progress(referral.report(), Step.POLICE_HAS_IT, "police-has-it:" + id);
            closing.consider(referral.report());
        });
    }

    /** The unit tells what came of it. */
    void answer(Person by, ReferralId id, PoliceOutcome outcome) {
        transaction.run(() -> {
            var referral = ofUnit(by, id);
            store.move(referral, ReferralState.ANSWERED, by, outcome.name());
            store.answered(id, outcome, clock.instant());
        });
    }

    private Referral ofUnit(Person by, ReferralId id) {
        var referral = store.lock(by, id);
        if (!referral.to().equals(by.desk().id())) {
            throw Refusal.notFound();
        }
        return referral;
    }

    @Override
    public boolean holdsOpen(ReportId report) {
        return store.ofReport(report).stream()
                .anyMatch(referral -> referral.state().waits());
    }

    private void requireUnlawful(ReportId report) {
        if (reports.statusOf(report).lines().stream().noneMatch(line -> line.step() == Step.ASSESSED_UNLAWFUL)) {
            throw Refusal.withStatus(409, "not-assessed", "Only a report that was found unlawful can be referred.");
        }
    }

    private static void requireText(String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw Refusal.because("text-needed", "Say it in at most " + longest + " characters.");
        }
    }

    private void progress(ReportId report, Step step, String cause) {
        events.publishEvent(new ReportProgressed(report, step, cause, "", clock.instant()));
    }
}
