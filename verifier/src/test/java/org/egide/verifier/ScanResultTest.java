package org.egide.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanResultTest {
    private static final String FILES = """
            state,reason,path
            KNOWN,,./a
            NEAR,,./b
            UNKNOWN,UNKNOWN_FORMAT,./c
            SKIPPED,LINK,./d
            """;
    private static final String HITS = "path,pdq\n./a,\n./b,\n";
    private static final String COUNTS =
            "{\"seen\": 4, \"hashed\": 3, \"known\": 1, \"near\": 1, \"unknown\": 1, \"skipped\": 1, \"hits\": 2}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path manifest = Path.of("unset");

    @BeforeEach
    void aScan() throws IOException {
        Files.writeString(folder.resolve("r.csv"), HITS);
        Files.writeString(folder.resolve("r.csv.files.csv"), FILES);
        Files.writeString(folder.resolve("r.csv.summary.txt"), "files seen 4\n");
        manifest = Files.writeString(folder.resolve("r.csv.manifest.json"), manifest("r.csv", COUNTS));
    }

    private String manifest(String hits, String counts) throws IOException {
        String text = "{\n  \"kind\": \"egide-scan-manifest\",\n  \"version\": 1,\n  \"counts\": " + counts
                + ",\n  \"outputs\": [\n    " + output(hits, "r.csv") + ",\n    "
                + output("r.csv.files.csv", "r.csv.files.csv") + ",\n    "
                + output("r.csv.summary.txt", "r.csv.summary.txt") + "\n  ],\n";
        return text + "  \"sha256\": \"" + Digest.SHA256.hex(text.getBytes(UTF_8)) + "\"\n}\n";
    }

    private String output(String name, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        return "{\"name\": \"" + name + "\", \"bytes\": " + bytes.length + ", \"sha256\": \"" + Digest.SHA256.hex(bytes)
                + "\"}";
    }

    @Test
    void R17_1_theOutputsOfAScanHold() {
        assertThat(run()).isZero();
        assertThat(printed()).contains("4 files seen, 1 known, 1 near, 1 unknown, 1 skipped", "every check held");
    }

    @Test
    void R17_1_anyChangedByteOfAnyOutputIsRefused() throws IOException {
        for (String name : List.of("r.csv", "r.csv.files.csv", "r.csv.summary.txt", "r.csv.manifest.json")) {
            Path file = folder.resolve(name);
            byte[] right = Files.readAllBytes(file);
            for (int i = 0; i < right.length; i++) {
                byte[] wrong = right.clone();
                wrong[i] ^= (byte) (1 << (i % 8));
                Files.write(file, wrong);
                assertThat(run()).as("%s, byte %d", name, i).isEqualTo(1);
            }
            Files.write(file, right);
        }
        assertThat(run()).isZero();
    }

    @Test
    void aRefusalNamesTheOutputAndTheReason() throws IOException {
        Files.writeString(folder.resolve("r.csv"), HITS + "./c,\n");
        assertThat(run()).isEqualTo(1);
        assertThat(printed()).contains("[scan-output-differs] The output r.csv is not the one");

        Files.delete(folder.resolve("r.csv"));
        assertThat(run()).isEqualTo(1);
        assertThat(printed()).contains("[scan-output-missing] The output r.csv is not beside");
    }

    @Test
    void countsThatAreNotThoseOfTheTablesAreRefused() throws IOException {
        for (String count : List.of("seen", "hashed", "known", "near", "unknown", "skipped", "hits")) {
            String wrong = COUNTS.replaceAll("\"" + count + "\": [0-9]+", "\"" + count + "\": 9");
            Files.writeString(manifest, manifest("r.csv", wrong));
            assertThat(run()).as(count).isEqualTo(1);
            assertThat(printed()).contains("[scan-counts]");
        }
    }

    @Test
    void aManifestReachesNoFileElsewhere() throws IOException {
        for (String name : List.of("../r.csv", "/etc/hostname", ".hidden", "")) {
            Files.writeString(manifest, manifest(name, COUNTS));
            assertThat(run()).as(name).isEqualTo(1);
            assertThat(printed()).contains("[scan-manifest-form]");
        }
    }

    @Test
    void aSignerIsNotFoundWhereThereIsNone() {
        assertThat(run("--signer", "0".repeat(64))).isEqualTo(1);
        assertThat(printed()).contains("[signer-unexpected]");
    }

    private int run(String... before) {
        printed.reset();
        var stream = new PrintStream(printed, true, UTF_8);
        var arguments = new ArrayList<>(List.of(before));
        arguments.add(manifest.toString());
        return new Verify(stream, stream).run(arguments);
    }

    private String printed() {
        return printed.toString(UTF_8);
    }
}
