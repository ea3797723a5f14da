package org.egide.fingerprint.archive;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.archive.Inventory.Entry;
import org.egide.fingerprint.archive.Outcome.Hit;
import org.egide.fingerprint.archive.Outcome.HitKind;
import org.egide.fingerprint.archive.Outcome.Picture;

/**
 * Makes the outputs of a scan whose journal is complete: the two tables from the inventory and the journal, read side by
 * side, then the summary, then the manifest over them. The same inventory and journal always give the same tables.
 */
final class ScanResults {

    private final ScanPlaces places;

    /**
     * What the manifest tells besides counts.
     *
     * @param root address of the folder, percent-encoded
     * @param settings of the scan
     * @param lists that were used
     * @param starts first start and each later one
     * @param ended when the outputs were made
     */
    record Circumstances(
            String root, ScanSettings settings, List<KnownList> lists, List<Instant> starts, Instant ended) {}

    /** What came of it: the counts, the summary's text and the SHA-256 of the manifest. */
    record Finished(Tally tally, String summary, String manifestSha256) {}

    ScanResults(ScanPlaces places) {
        this.places = places;
    }

    Finished write(Circumstances circumstances) throws IOException, ScanStopped {
        Tally tally = new Tally();
        try (OutputFile hits = new OutputFile(places.work(), places.hits());
                OutputFile files = new OutputFile(places.work(), places.files());
                OutputFile summary = new OutputFile(places.work(), places.summary());
                OutputFile manifest = new OutputFile(places.work(), places.manifest())) {
            tables(hits, files, tally);
            String text = summary(tally, circumstances);
            summary.write(text);
            List<OutputFile.Written> outputs = List.of(hits.finish(), files.finish(), summary.finish());
            manifest.write(ScanManifest.text(circumstances, tally, outputs));
            OutputFile.Written last = manifest.finish();
            hits.move();
            files.move();
            summary.move();
            Durable.folder(places.folder());
            manifest.move();
            Durable.folder(places.folder());
            return new Finished(tally, text, last.sha256());
        }
    }

    private void tables(OutputFile hits, OutputFile files, Tally tally) throws IOException, ScanStopped {
        hits.row("path", "pdq", "distance", "entry", "kind", "list");
        files.row(
                "state",
                "reason",
                "changed",
                "size",
                "sha256",
                "sha1",
                "md5",
                "pdq",
                "quality",
                "pdq512",
                "quality512",
                "path");
        try (Inventory inventory = new Inventory(places.inventory())) {
            Journal.replay(places.journal(), outcome -> {
                Entry entry = inventory.next().orElseThrow(ScanResults::disagreement);
                tally.add(outcome);
                rows(hits, files, entry.path().shown(), outcome);
            });
            if (tally.seen() != inventory.count()) {
                throw disagreement();
            }
        }
    }

    private static ScanStopped disagreement() {
        return new ScanStopped(
                ScanStopped.Reason.DAMAGED,
                "inventory and journal of this scan disagree; begin a new scan with another --out");
    }

    private static void rows(OutputFile hits, OutputFile files, String path, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Skipped skipped ->
                files.row(skipped.state(), skipped.reason(), "", "", "", "", "", "", "", "", "", path);
            case Outcome.Hashed hashed -> {
                files.row(
                        hashed.state(),
                        hashed.reason(),
                        hashed.changed() ? "yes" : "no",
                        hashed.size(),
                        hashed.exact().sha256(),
                        hashed.exact().sha1(),
                        hashed.exact().md5(),
                        hashed.picture().map(Picture::full).map(Pdq::hex).orElse(""),
                        cell(hashed.picture().map(Picture::quality)),
                        hashed.picture().map(Picture::capped).map(Pdq::hex).orElse(""),
                        cell(hashed.picture().map(Picture::cappedQuality)),
                        path);
                for (Hit hit : hashed.hits()) {
                    hits.row(
                            path,
                            hit.query().map(Pdq::hex).orElse(""),
                            hit.distance(),
                            hit.entry(),
                            hit.kind(),
                            KnownList.id(hit.list()));
                }
            }
        }
    }

    private static String cell(Optional<Integer> number) {
        return number.map(Object::toString).orElse("");
    }

    private static String summary(Tally tally, Circumstances circumstances) {
        StringBuilder text = new StringBuilder();
        line(text, "files seen", tally.seen());
        line(text, "  hashed", tally.hashed());
        line(text, "    known: an exact hash is on a list", tally.known());
        line(text, "    near: within " + circumstances.settings().threshold() + " bits of an entry", tally.near());
        line(text, "    unknown", tally.unknown());
        line(text, "  skipped", tally.skipped());
        for (Skip reason : Skip.values()) {
            if (tally.skipped(reason) > 0) {
                line(text, "    " + reason, tally.skipped(reason));
            }
        }
        line(text, "hits", tally.hits());
        for (HitKind kind : HitKind.values()) {
            line(text, "  " + kind, tally.hits(kind));
        }
        line(text, "hits beyond " + KnownList.MOST_HITS + " a file and list, left out", tally.left());
        line(text, "bytes hashed", tally.bytes());
        line(text, "files changed between walk and reading", tally.changed());
        text.append("hashed, but without a trusted perceptual hash\n");
        for (Map.Entry<String, Long> reason : tally.unmatchable().entrySet()) {
            line(text, "  " + reason.getKey(), reason.getValue());
        }
        return text.append("A match is a hint for a person, not a verdict.\n").toString();
    }

    private static void line(StringBuilder text, String name, long count) {
        text.append(String.format(Locale.ROOT, "%-58s %,15d\n", name, count));
    }
}
