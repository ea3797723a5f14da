package org.egide.police;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.AuditTrail;
import org.egide.evidence.CustodyEvent;
import org.egide.evidence.EvidencePackage;
import org.egide.evidence.EvidenceRequest;
import org.egide.evidence.Exhibit;
import org.egide.evidence.PackageReference;
import org.egide.evidence.PictureFingerprint;
import org.egide.evidence.ReportPart;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.report.FileId;
import org.egide.report.FileStore;
import org.egide.report.ReportItem;
import org.egide.report.ReportSummary;
import org.egide.report.Reports;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/**
 * Gathers what a package holds: the report as told, its custody from the audit record, its files. Runs in the transaction of the
 * approval, so that every reading is audited with it.
 */
@Component
final class PackageMaker {
    private static final String REASON = "referral to the police";
    private static final long LARGEST_FILE = 100L * 1024 * 1024;

    private final Reports reports;
    private final FileStore files;
    private final AuditTrail trail;

    PackageMaker(Reports reports, FileStore files, AuditTrail trail) {
        this.reports = reports;
        this.files = files;
        this.trail = trail;
    }

    /** The package of a referral, made by the one who approves it. */
    EvidencePackage make(Referral referral, String request, Person by, Instant now) {
        var report = reports.find(by, referral.report());
        var created = now.truncatedTo(ChronoUnit.SECONDS);
        var items = reports.readItems(by, report.id(), REASON);
        return new EvidencePackage(
                new PackageReference(name(report, referral)),
                oneLine(by.desk().name()),
                created,
                parts(referral, report, items, by),
                custody(referral, report, created),
                Optional.of(new EvidenceRequest(
                        referral.id().toString(),
                        by.desk().name(),
                        referral.legalBasis(),
                        referral.proposedAt(),
                        request)),
                exhibits(items, by));
    }

    private static String name(ReportSummary report, Referral referral) {
        var safe = report.reference().replaceAll("[^A-Za-z0-9-]", "-");
        return "egide-" + safe + "-" + referral.id().toString().substring(0, 8);
    }

    private List<ReportPart> parts(Referral referral, ReportSummary report, List<ReportItem> items, Person by) {
        var teller = report.reporter().name().toLowerCase(Locale.ROOT);
        var parts = new ArrayList<ReportPart>();
        add(parts, "coded", teller, report, coded(report));
        add(parts, "items", teller, report, told(items));
        var narrative = reports.readNarrative(by, report.id(), REASON);
        add(parts, "narrative", teller, report, narrative.isBlank() ? Map.of() : Map.of("text", narrative));
        if (referral.kind() == ReferralKind.URGENT_PROTECTION) {
            add(parts, "identity", teller, report, reports.readIdentity(by, report.id(), REASON));
        }
        return parts;
    }

    private static void add(
            List<ReportPart> parts, String name, String teller, ReportSummary report, Map<String, String> told) {
        if (!told.isEmpty()) {
            parts.add(new ReportPart(name, teller, report.accepted(), told));
        }
    }

    private Map<String, String> coded(ReportSummary report) {
        var coded = new LinkedHashMap<String, String>();
        coded.put("door", report.door().name());
        report.forms().stream().sorted().forEach(form -> coded.put("form " + form.name(), form.name()));
        report.acts().stream().sorted().forEach(act -> coded.put("act " + act.name(), act.name()));
        var number = 0;
        for (var fact : reports.facts(report.id())) {
            number++;
            coded.put("fact " + number, fact.kind() + " = " + fact.value() + " (" + fact.source() + ")");
        }
        return coded;
    }

    private static Map<String, String> told(List<ReportItem> items) {
        var told = new LinkedHashMap<String, String>();
        var number = 0;
        for (var item : items) {
            number++;
            told.put("item " + number + " " + item.kind().name().toLowerCase(Locale.ROOT), item.value());
        }
        return told;
    }

    /** What was done with the report so far, from the audit record, and that this package was made. */
    private List<CustodyEvent> custody(Referral referral, ReportSummary report, Instant created) {
        var events = new ArrayList<CustodyEvent>();
        trail.of("report:" + report.id()).stream()
                // When a reporter wrote, chose or complained is between them and the desk; it says nothing of the
                // material.
                .filter(row -> !row.action().startsWith("dialogue."))
                .map(row -> new CustodyEvent(
                        role(row.actor()),
                        row.action(),
                        earlier(row.at(), created),
                        reason(row.details()),
                        Optional.empty(),
                        Optional.empty()))
                .sorted(Comparator.comparing(CustodyEvent::when))
                .forEach(events::add);
        events.add(new CustodyEvent(
                "system:police",
                "police.package-made",
                created,
                "referral " + referral.id(),
                Optional.empty(),
                Optional.empty()));
        return events;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static String reason(Map<String, String> details) {
        var reason = details.getOrDefault("reason", "");
        return reason.isBlank() ? "as the law profile of the desk provides" : reason;
    }

    /** A person is named by id only: enough to ask the desk, not enough to know the person. */
    private static String role(String actor) {
        return actor.toLowerCase(Locale.ROOT);
    }

    private List<Exhibit> exhibits(List<ReportItem> items, Person by) {
        var exhibits = new ArrayList<Exhibit>();
        for (var item : items) {
            item.file().ifPresent(file -> exhibits.add(exhibit(exhibits.size() + 1, file, by)));
        }
        return exhibits;
    }

    private Exhibit exhibit(int number, FileId file, Person by) {
        var fingerprint = files.describe(by.actor(), file)
                .fingerprints()
                .perceptual()
                .map(Perceptual::full)
                .map(hash -> new PictureFingerprint(hash.pdq().hex(), hash.quality()));
        var label = String.format(Locale.ROOT, "E-%03d", number);
        return new Exhibit.Enclosed(label, label + ".bin", files.read(by, file, REASON, LARGEST_FILE), fingerprint);
    }

    private static String oneLine(String name) {
        return name.replaceAll("\\p{Cntrl}", " ");
    }
}
