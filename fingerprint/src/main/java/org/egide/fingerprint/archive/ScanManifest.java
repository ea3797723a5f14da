package org.egide.fingerprint.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.egide.fingerprint.Limits;
import org.egide.fingerprint.archive.Outcome.HitKind;

/**
 * The manifest of a scan: JSON whose last line is the SHA-256 of all lines before it. It names the outputs with their
 * digests, the counts, the lists with theirs, the settings and the times. {@code verify} checks it without this code.
 */
final class ScanManifest {

    private ScanManifest() {}

    static String text(ScanResults.Circumstances scan, Tally tally, List<OutputFile.Written> outputs) {
        StringBuilder text = new StringBuilder("{\n  \"kind\": \"egide-scan-manifest\",\n  \"version\": 1,\n");
        member(text, "folder", scan.root());
        member(text, "started", scan.starts().getFirst().toString());
        member(text, "ended", scan.ended().toString());
        array(
                text,
                "starts",
                scan.starts().stream()
                        .map(Instant::toString)
                        .map(ScanManifest::quoted)
                        .toList());
        text.append("  \"settings\": ").append(settings(scan.settings())).append(",\n");
        array(text, "lists", scan.lists().stream().map(ScanManifest::list).toList());
        text.append("  \"counts\": ").append(counts(tally)).append(",\n");
        array(text, "outputs", outputs.stream().map(ScanManifest::output).toList());
        byte[] before = text.toString().getBytes(StandardCharsets.UTF_8);
        String digest = HexFormat.of().formatHex(Digests.sha256().digest(before));
        return text.append("  \"sha256\": \"").append(digest).append("\"\n}\n").toString();
    }

    private static void member(StringBuilder text, String name, String value) {
        text.append("  \"").append(name).append("\": ").append(quoted(value)).append(",\n");
    }

    private static void array(StringBuilder text, String name, List<String> values) {
        text.append("  \"").append(name).append("\": [\n    ");
        text.append(String.join(",\n    ", values)).append("\n  ],\n");
    }

    private static String settings(ScanSettings settings) {
        Limits limits = settings.limits();
        return "{\"threshold\": " + settings.threshold() + ", \"workers\": " + settings.workers()
                + ", \"pictureBytes\": " + limits.bytes() + ", \"pixels\": " + limits.pixels() + ", \"frames\": "
                + limits.frames() + "}";
    }

    private static String list(KnownList list) {
        StringBuilder text = new StringBuilder("{\"id\": " + quoted(list.id()) + ", \"name\": " + quoted(list.name())
                + ", \"sha256\": " + quoted(list.digest()) + ", \"entries\": {");
        for (HitKind kind : HitKind.values()) {
            text.append(quoted(kind.name()))
                    .append(": ")
                    .append(list.entries(kind))
                    .append(", ");
        }
        return text.append("\"lowQuality\": ")
                .append(list.lowQuality())
                .append("}}")
                .toString();
    }

    private static String counts(Tally tally) {
        StringBuilder text = new StringBuilder("{\"seen\": " + tally.seen() + ", \"hashed\": " + tally.hashed()
                + ", \"known\": " + tally.known() + ", \"near\": " + tally.near() + ", \"unknown\": " + tally.unknown()
                + ", \"skipped\": " + tally.skipped() + ", \"skippedBy\": {");
        String comma = "";
        for (Skip reason : Skip.values()) {
            text.append(comma).append(quoted(reason.name())).append(": ").append(tally.skipped(reason));
            comma = ", ";
        }
        text.append("}, \"hits\": ").append(tally.hits()).append(", \"hitsBy\": {");
        comma = "";
        for (HitKind kind : HitKind.values()) {
            text.append(comma).append(quoted(kind.name())).append(": ").append(tally.hits(kind));
            comma = ", ";
        }
        text.append("}, \"hitsLeftOut\": ")
                .append(tally.left())
                .append(", \"changed\": ")
                .append(tally.changed());
        text.append(", \"bytes\": ").append(tally.bytes()).append(", \"withoutPerceptualHash\": {");
        comma = "";
        for (Map.Entry<String, Long> reason : tally.unmatchable().entrySet()) {
            text.append(comma).append(quoted(reason.getKey())).append(": ").append(reason.getValue());
            comma = ", ";
        }
        return text.append("}}").toString();
    }

    private static String output(OutputFile.Written output) {
        return "{\"name\": " + quoted(output.name()) + ", \"bytes\": " + output.bytes() + ", \"sha256\": "
                + quoted(output.sha256()) + "}";
    }

    /** Control characters do not occur: names are shown, addresses percent-encoded. */
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
