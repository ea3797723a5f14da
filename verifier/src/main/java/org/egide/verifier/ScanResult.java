package org.egide.verifier;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;

/**
 * The manifest of an archive's scan, with the outputs beside it ({@code NAME.manifest.json}). Outputs may be larger than
 * memory: they are read as streams. Demand R17.1.
 */
public final class ScanResult implements Checkable {

    private static final byte[] BEGINNING =
            "{\n  \"kind\": \"egide-scan-manifest\",\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_LINE = "  \"sha256\": \"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"\n}\n".getBytes(StandardCharsets.US_ASCII);
    private static final int OUTPUTS = 3;

    private final byte[] manifest;
    private final Path folder;
    private final StrictJson json = new StrictJson();

    /** A manifest and the folder in which its outputs lie. */
    public ScanResult(byte[] manifest, Path folder) {
        this.manifest = manifest.clone();
        this.folder = folder;
    }

    /** Whether bytes begin as such a manifest does. */
    static boolean recognises(byte[] bytes) {
        return holds(bytes, 0, BEGINNING);
    }

    @Override
    public Verdict check(Expectations expectations) {
        var gathering = new Verdict.Gathering();
        var read = new AtomicReference<Optional<JsonNode>>(Optional.empty());
        gathering.look(Check.SCAN_MANIFEST, () -> {
            requireOwnDigest();
            JsonNode node = json.object(manifest, "The manifest");
            requireForm(node);
            read.set(Optional.of(node));
            return "The manifest is as the scan wrote it; its own SHA-256 is " + Digest.SHA256.hex(manifest)
                    + ": compare it with the one that the scan printed, for the manifest carries no signature.";
        });
        if (expectations.signer().isPresent()) {
            gathering.look(Check.SIGNER, () -> {
                throw new Refused(RefusalCode.SIGNER_UNEXPECTED, "The manifest of a scan has no signer.");
            });
        }
        read.get().ifPresent(node -> lookAtOutputs(gathering, node));
        return gathering.verdict(Optional.empty());
    }

    /** The last line is the digest of everything before it: so no byte can differ, and none stand elsewhere. */
    private void requireOwnDigest() {
        int end = manifest.length - END.length;
        int digits = end - Digest.SHA256.digits();
        int line = digits - LAST_LINE.length;
        if (line < 0 || !holds(manifest, end, END) || !holds(manifest, line, LAST_LINE)) {
            throw new Refused(
                    RefusalCode.SCAN_MANIFEST_FORM,
                    "The manifest does not end with its own digest: it was cut or changed.");
        }
        byte[] before = new byte[line];
        System.arraycopy(manifest, 0, before, 0, line);
        String stated = new String(manifest, digits, Digest.SHA256.digits(), StandardCharsets.ISO_8859_1);
        if (!Digest.SHA256.hex(before).equals(stated)) {
            throw new Refused(RefusalCode.SCAN_MANIFEST_CHANGED, "The manifest was changed after the scan wrote it.");
        }
    }

    private static boolean holds(byte[] bytes, int at, byte[] part) {
        return bytes.length >= at + part.length && Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
    }

    private static void requireForm(JsonNode node) {
        JsonNode outputs = node.path("outputs");
        if (!node.path("version").isInt() || node.path("version").intValue() != 1) {
            throw new Refused(RefusalCode.SCAN_MANIFEST_FORM, "The manifest has a version that is not known here.");
        }
        if (!outputs.isArray() || outputs.size() != OUTPUTS) {
            throw new Refused(RefusalCode.SCAN_MANIFEST_FORM, "The manifest does not name three outputs.");
        }
        for (JsonNode output : outputs) {
            boolean named = output.path("name").isString()
                    && PackageLayout.isSafeName(output.path("name").stringValue());
            boolean hashed = output.path("sha256").isString()
                    && Digest.SHA256.isForm(output.path("sha256").stringValue());
            if (!named || !hashed || !output.path("bytes").isIntegralNumber()) {
                throw new Refused(
                        RefusalCode.SCAN_MANIFEST_FORM,
                        "The manifest names an output without a plain name, length and digest.");
            }
        }
    }

    private void lookAtOutputs(Verdict.Gathering gathering, JsonNode node) {
        boolean same = true;
        for (JsonNode output : node.path("outputs")) {
            same &= gathering.look(Check.SCAN_OUTPUT, () -> requireOutput(output));
        }
        if (same) {
            gathering.look(Check.COUNT, () -> requireCounts(node));
        }
    }

    private String requireOutput(JsonNode output) {
        String name = output.path("name").stringValue();
        long stated = output.path("bytes").longValue();
        var digest = Digest.SHA256.begin();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
            }
        } catch (NoSuchFileException absent) {
            throw new Refused(
                    RefusalCode.SCAN_OUTPUT_MISSING, "The output " + name + " is not beside the manifest.", absent);
        } catch (IOException unreadable) {
            throw new Refused(RefusalCode.FILE_UNREADABLE, "The output " + name + " cannot be read.", unreadable);
        }
        if (bytes != stated
                || !HexFormat.of()
                        .formatHex(digest.digest())
                        .equals(output.path("sha256").stringValue())) {
            throw new Refused(
                    RefusalCode.SCAN_OUTPUT_DIFFERS, "The output " + name + " is not the one that the scan wrote.");
        }
        return "The output " + name + " is as the scan wrote it: " + PackageLayout.counted(bytes, "byte", "bytes")
                + ".";
    }

    private String requireCounts(JsonNode node) {
        JsonNode counts = node.path("counts");
        var files = ScanCounts.ofFiles(
                folder.resolve(node.path("outputs").path(1).path("name").stringValue()));
        long hits = ScanCounts.lines(
                folder.resolve(node.path("outputs").path(0).path("name").stringValue()));
        boolean add = files.known() == counts.path("known").longValue(-1)
                && files.near() == counts.path("near").longValue(-1)
                && files.unknown() == counts.path("unknown").longValue(-1)
                && files.skipped() == counts.path("skipped").longValue(-1)
                && files.hashed() == counts.path("hashed").longValue(-1)
                && files.seen() == counts.path("seen").longValue(-1)
                && hits == counts.path("hits").longValue(-1);
        if (!add) {
            throw new Refused(
                    RefusalCode.SCAN_COUNTS,
                    "The counts of the manifest are not those of the tables, or do not add up.");
        }
        return "The counts add up, recounted from the tables: " + PackageLayout.counted(files.seen(), "file", "files")
                + " seen, " + files.known() + " known, " + files.near() + " near, " + files.unknown() + " unknown, "
                + files.skipped() + " skipped.";
    }

    /**
     * Lines of the table of files, by the state in their first column.
     *
     * @param known files with an exact hash on a list
     * @param near pictures near an entry
     * @param unknown hashed files on no list
     * @param skipped what was not hashed
     */
    private record ScanCounts(long known, long near, long unknown, long skipped) {

        long hashed() {
            return known + near + unknown;
        }

        long seen() {
            return hashed() + skipped;
        }

        /** The first letters differ; no field holds a line end. */
        static ScanCounts ofFiles(Path table) {
            long[] letters = new long[256];
            each(table, letter -> letters[letter]++);
            long others = 0;
            for (int i = 0; i < letters.length; i++) {
                others += "KNUSs".indexOf(i) < 0 ? letters[i] : 0;
            }
            return new ScanCounts(letters['K'], letters['N'], letters['U'], letters['S'] + others);
        }

        /** Lines behind the header. */
        static long lines(Path table) {
            long[] lines = {-1};
            each(table, letter -> lines[0]++);
            return lines[0];
        }

        private static void each(Path table, IntConsumer line) {
            try (InputStream in =
                    new BufferedInputStream(Files.newInputStream(table, LinkOption.NOFOLLOW_LINKS), 1 << 16)) {
                int before = '\n';
                for (int next = in.read(); next >= 0; next = in.read()) {
                    if (before == '\n') {
                        line.accept(next);
                    }
                    before = next;
                }
            } catch (IOException unreadable) {
                throw new Refused(RefusalCode.FILE_UNREADABLE, "A table of the scan cannot be read.", unreadable);
            }
        }
    }
}
