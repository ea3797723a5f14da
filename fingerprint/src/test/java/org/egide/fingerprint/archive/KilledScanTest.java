package org.egide.fingerprint.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scans in processes of their own, ended in the middle. */
final class KilledScanTest {

    private static final int FILES = 1_500;

    @TempDir
    Path folder;

    @Test
    @Timeout(50)
    void R17_1_aScanKilledThreeTimesEndsWithTheOutputsOfAnUndisturbedOne() throws Exception {
        ArchiveFixture fixture = new ArchiveFixture(folder);
        fixture.fill(FILES);
        Path calm = fixture.out("calm.csv");
        Path killed = fixture.out("killed.csv");
        assertThat(fixture.scan(calm)).isZero();
        SplittableRandom random = new SplittableRandom();
        long seed = random.nextLong();
        random = new SplittableRandom(seed);
        List<Long> reached = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long before = journalled(fixture, killed);
            Process scan = start(fixture, killed, "");
            long until = before + 1 + random.nextLong(30_000);
            while (scan.isAlive() && journalled(fixture, killed) < until) {
                Thread.onSpinWait();
            }
            scan.destroyForcibly();
            assertThat(scan.waitFor()).as("seed %d: killed, not ended", seed).isEqualTo(137);
            reached.add(journalled(fixture, killed));
        }
        assertThat(reached)
                .as("seed %d: every run got further", seed)
                .isSorted()
                .doesNotHaveDuplicates();

        assertThat(start(fixture, killed, "").waitFor()).as("seed %d", seed).isZero();
        assertThat(Files.readAllBytes(killed)).isEqualTo(Files.readAllBytes(calm));
        assertThat(fixture.files(killed)).isEqualTo(fixture.files(calm)).hasSize(FILES + 1);
        assertThat(counts(fixture.manifest(killed)))
                .isEqualTo(counts(fixture.manifest(calm)))
                .contains("\"seen\": " + FILES, "\"skipped\": 0");
        assertThat(fixture.work(killed)).doesNotExist();
    }

    @Test
    @Timeout(30)
    void R17_1_aFullDiskStopsTheScanInOneSentenceAndItGoesOnWhenThereIsRoom() throws Exception {
        ArchiveFixture fixture = new ArchiveFixture(folder);
        fixture.fill(400);
        Path calm = fixture.out("calm.csv");
        Path full = fixture.out("full.csv");
        assertThat(fixture.scan(calm)).isZero();

        // A process may be forbidden to write files beyond a size: to the scan that looks as a full disk does.
        assertThat(start(fixture, full, "ulimit -f 64; ").waitFor()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("said")))
                .contains("run the same command with --resume")
                .doesNotContain("\tat ");
        assertThat(full).doesNotExist();

        assertThat(start(fixture, full, "").waitFor()).isZero();
        assertThat(fixture.files(full)).isEqualTo(fixture.files(calm));
    }

    private static String counts(String manifest) {
        return manifest.lines()
                .filter(line -> line.contains("\"counts\""))
                .findFirst()
                .orElseThrow();
    }

    private static long journalled(ArchiveFixture fixture, Path out) throws IOException {
        Path journal = fixture.work(out).resolve("journal");
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    private Process start(ArchiveFixture fixture, Path out, String before) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of("sh", "-c", before + "exec \"$@\"", "scan"));
        command.addAll(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ScanCommand.class.getName()));
        command.addAll(List.of("--workers", "1", "--resume", "--list", fixture.list.toString()));
        command.addAll(List.of("--out", out.toString(), fixture.archive.toString()));
        File said = folder.resolve("said").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
    }
}
