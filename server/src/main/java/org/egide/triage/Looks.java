package org.egide.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.Match;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.FileStore;
import org.egide.report.ItemId;
import org.egide.report.ReportId;
import org.egide.report.ReportItem;
import org.egide.report.Reports;
import org.springframework.stereotype.Component;

/**
 * What the material of a report turned out to be: its fingerprints, what the lists say of them, and the machine's fact {@code MATERIAL}, which
 * informs and may raise, never lower or close.
 */
@Component("triage.looks")
public final class Looks {
    static final Actor TRIAGE = Actor.system("triage");

    private final LookStore store;
    private final FingerprintLists lists;
    private final Pictures pictures;
    private final Links links;
    private final Marks marks;
    private final Queue queue;
    private final Reports reports;
    private final FileStore files;
    private final Audit audit;
    private final Transaction transaction;

    Looks(
            LookStore store,
            FingerprintLists lists,
            Pictures pictures,
            Links links,
            Marks marks,
            Queue queue,
            Reports reports,
            FileStore files,
            Audit audit,
            Transaction transaction) {
        this.store = store;
        this.lists = lists;
        this.pictures = pictures;
        this.links = links;
        this.marks = marks;
        this.queue = queue;
        this.reports = reports;
        this.files = files;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** The fingerprints of an item whose bytes were seen; opened for a part of the system and audited. */
    public Optional<Fingerprints> fingerprintsOf(ItemId item) {
        return transaction.in(() -> {
            var found = store.fingerprints(item);
            found.ifPresent(none -> audit.record(AuditEntry.of(
                    TRIAGE,
                    "triage.fingerprints-read",
                    "item:" + item,
                    Map.of(
                            "report",
                            store.reportOf(item).map(ReportId::toString).orElse("")))));
            return found;
        });
    }

    /** What looking at the material of a report gave so far. */
    public List<Look> of(ReportId report) {
        return store.of(report);
    }

    /** Begins with an item of a report just received: files and fingerprints at once, addresses when their turn comes. */
    void begin(ReportItem item, Band band) {
        switch (item.kind()) {
            case ADDRESS -> {
                var fetchable = CanonicalAddress.toFetch(item.value()).isPresent();
                store.plan(
                        item.report(),
                        item.id(),
                        item.kind(),
                        fetchable ? Look.State.DUE : Look.State.NOT_SEEN,
                        fetchable ? "" : "no-web-address",
                        band);
            }
            case FILE -> {
                store.plan(item.report(), item.id(), item.kind(), Look.State.NOT_SEEN, "no-file", band);
                item.file()
                        .ifPresent(file -> seen(
                                item.report(),
                                item.id(),
                                files.describe(TRIAGE, file).fingerprints(),
                                true));
            }
            case FINGERPRINT -> compare(item, band);
            case ACCOUNT, CONVERSATION, EMAIL, PHONE, PAYMENT, LIVE_SESSION, PEER_TO_PEER, NETWORK_ADDRESS, DEVICE -> {}
        }
    }

    private void compare(ReportItem item, Band band) {
        store.plan(item.report(), item.id(), item.kind(), Look.State.NOT_SEEN, "bad-fingerprint", band);
        parsed(item.value()).ifPresent(hashes -> {
            store.seen(item.id(), Optional.empty());
            links.link(item.report(), List.of(new Naming(item.id(), ThingKind.FILE, marks.of(hashes))));
            tell(item.report(), item.id(), lists.match(hashes), false);
        });
    }

    private static Optional<Hashes> parsed(String text) {
        try {
            return Optional.of(Hashes.parse(text));
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    /**
     * The bytes of an item were seen and dropped; these are their fingerprints. {@code media} says that they are a picture, video
     * or sound rather than a page, so that reports are linked by it.
     */
    void seen(ReportId report, ItemId item, Fingerprints fingerprints, boolean media) {
        store.seen(item, Optional.of(fingerprints));
        if (media) {
            links.link(report, List.of(new Naming(item, ThingKind.FILE, marks.of(fingerprints.exact()))));
            pictures.place(fingerprints).ifPresent(near -> links.link(report, item, near.thing(), near.distance()));
        }
        var picture = fingerprints
                .perceptual()
                .map(Fingerprints.Perceptual::full)
                .filter(PerceptualHash::trusted)
                .isPresent();
        tell(report, item, lists.match(fingerprints), picture);
    }

    private void tell(ReportId report, ItemId item, List<Match> matches, boolean picture) {
        store.keep(item, matches);
        var verified = matches.stream().filter(Match::verified).toList();
        if (verified.stream().anyMatch(match -> match.kind() == Match.Kind.EXACT)) {
            state(report, "KNOWN");
        } else if (!verified.isEmpty()) {
            state(report, "NEAR");
        } else if (matches.isEmpty() && picture) {
            state(report, "NEW");
        }
    }

    private void state(ReportId report, String value) {
        reports.addFact(report, new Fact(FactKind.MATERIAL, value, Fact.Source.MACHINE), TRIAGE);
        queue.rankAgain(report);
    }
}
