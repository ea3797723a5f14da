package org.egide.fingerprint.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.PictureFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveScanTest {

    private static final String LONG = "d".repeat(200);

    @TempDir
    Path folder;

    private ArchiveFixture fixture;

    @BeforeEach
    void anArchive() throws IOException {
        fixture = new ArchiveFixture(folder);
    }

    @Test
    void R17_1_seenIsKnownNearUnknownAndSkipped() throws Exception {
        fixture.fill(60);
        Files.createSymbolicLink(fixture.archive.resolve("link"), Path.of("/"));
        Path out = fixture.out("r.csv");
        assertThat(fixture.scan(out)).isZero();
        assertThat(states(out, "KNOWN")).isEqualTo(6);
        assertThat(states(out, "NEAR")).isEqualTo(3);
        assertThat(states(out, "SKIPPED")).isEqualTo(1);
        assertThat(states(out, "UNKNOWN")).isEqualTo(51);
        assertThat(fixture.manifest(out))
                .contains("\"seen\": 61, \"hashed\": 60, \"known\": 6, \"near\": 3, \"unknown\": 51, \"skipped\": 1");
        assertThat(fixture.hits(out)).hasSize(10).first().isEqualTo("path,pdq,distance,entry,kind,list");
    }

    @Test
    void R17_1_hostileFilesAreSkippedOrHashedWithAStableReason() throws Exception {
        fixture.put("empty", new byte[0]);
        fixture.put("bomb.png", PictureFixture.pngDeclaring(65_000, 65_000));
        fixture.put("cut.png", Arrays.copyOf(PictureFixture.png(40, 40, 1), 60));
        fixture.put("small.png", PictureFixture.png(4, 4, 1));
        Files.createSymbolicLink(fixture.archive.resolve("loop"), fixture.archive);
        run("mkfifo pipe");
        deep();
        Path out = fixture.out("r.csv");

        assertThat(fixture.scan(out)).isEqualTo(1);

        assertThat(fixture.line(out, "/empty")).startsWith("UNKNOWN,UNKNOWN_FORMAT,");
        assertThat(fixture.line(out, "/bomb.png")).startsWith("UNKNOWN,TOO_MANY_PIXELS,");
        assertThat(fixture.line(out, "/cut.png")).startsWith("UNKNOWN,TRUNCATED,");
        assertThat(fixture.line(out, "/small.png")).startsWith("UNKNOWN,TOO_SMALL,");
        assertThat(fixture.line(out, "/loop")).startsWith("SKIPPED,LINK,");
        assertThat(fixture.line(out, "/pipe")).startsWith("SKIPPED,SPECIAL,");
        assertThat(fixture.manifest(out)).contains("\"UNREADABLE\": 1");
        run("rm -rf " + LONG);
    }

    /** Folders in folders until no path reaches the innermost; only a shell can make and remove them. */
    private void deep() throws Exception {
        run("i=0; while [ $i -lt 25 ]; do mkdir " + LONG + " && cd -P " + LONG + "; i=$((i+1)); done");
    }

    private void run(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(fixture.archive.toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void R17_1_namesThatAreNoTextAreReadAndShownOnOneLineWithoutFormulas() throws Exception {
        String address = fixture.archive.toUri().toString();
        Files.writeString(Path.of(URI.create(address + "bad%FF%C3name")), "1");
        Files.writeString(Path.of(URI.create(address + "new%0Aline")), "2");
        fixture.put("=1+2,\"x\"", new byte[] {3});
        fixture.put("back\\slash", new byte[] {4});
        Files.writeString(Path.of(URI.create(address + "%E2%80%AEturned")), "5");
        Files.writeString(Path.of(URI.create(address + "%C3%A9")), "6");
        Path out = fixture.out("r.csv");

        assertThat(fixture.scan(out)).isZero();

        assertThat(fixture.files(out)).hasSize(7).allMatch(line -> !line.startsWith("SKIPPED"));
        assertThat(fixture.files(out).stream().skip(1).map(line -> line.replaceAll("^([^,]*,){11}", "")))
                .containsExactly(
                        "\"./=1+2,\"\"x\"\"\"",
                        "./back\\\\slash",
                        "./bad\\xff\\xc3name",
                        "./new\\x0aline",
                        "./\u00e9",
                        "./\\xe2\\x80\\xaeturned");
    }

    @Test
    void outputsInsideTheScannedFolderAreNotPartOfIt() throws Exception {
        fixture.put("a", new byte[] {1});
        Path out = fixture.archive.resolve("r.csv");
        assertThat(fixture.scan(out)).isZero();
        assertThat(fixture.files(out)).hasSize(2);
    }

    @Test
    void aTornJournalTailIsCutOffAndDoneAgain() throws Exception {
        fixture.fill(50);
        Path calm = fixture.out("calm.csv");
        assertThat(fixture.scan(calm)).isZero();
        Path out = fixture.out("r.csv");
        for (byte[] tail :
                List.of(new byte[] {0, 0}, new byte[300], new byte[] {0, 0, 0, 9, 1, 2, 3, 4, 5}, new byte[] {
                    127, 1, 1, 1, 1, 1, 1, 1, 1
                })) {
            Path journal = begun(out, 20);
            try (OutputStream torn = Files.newOutputStream(journal, StandardOpenOption.APPEND)) {
                torn.write(tail);
            }
            assertThat(fixture.scan(out, "--resume")).isZero();
            assertThat(fixture.said()).contains("50 files, of which 20 are done");
            assertThat(fixture.files(out)).isEqualTo(fixture.files(calm));
            remove(out);
        }
    }

    @Test
    void everyCutOfTheJournalLeavesTheSameOutputs() throws Exception {
        fixture.fill(8);
        Path calm = fixture.out("calm.csv");
        assertThat(fixture.scan(calm)).isZero();
        Path out = fixture.out("r.csv");
        long whole = Files.size(begun(out, 8));
        remove(out);
        for (long cut = 0; cut < whole; cut += 13) {
            Path journal = begun(out, 8);
            try (RecordFile.Writer cutter = new RecordFile.Writer(journal, cut)) {
                cutter.flush();
            }
            assertThat(fixture.scan(out, "--resume")).as("cut at %d", cut).isZero();
            assertThat(fixture.files(out)).as("cut at %d", cut).isEqualTo(fixture.files(calm));
            remove(out);
        }
    }

    @Test
    void whatVanishedOrChangedAfterTheWalkIsSaid() throws Exception {
        for (String name : List.of("a", "b", "c", "d")) {
            fixture.put(name, name.getBytes(StandardCharsets.US_ASCII));
        }
        Path out = fixture.out("r.csv");
        begun(out, 1);
        Files.delete(fixture.archive.resolve("b"));
        fixture.put("c", "longer than it was".getBytes(StandardCharsets.US_ASCII));
        fixture.put("e", new byte[] {5});
        Files.delete(fixture.archive.resolve("d"));
        Files.createSymbolicLink(fixture.archive.resolve("d"), Path.of("/etc/hostname"));

        assertThat(fixture.scan(out, "--resume")).isEqualTo(1);

        assertThat(fixture.files(out)).hasSize(5);
        assertThat(fixture.line(out, "/b")).startsWith("SKIPPED,VANISHED,");
        assertThat(fixture.line(out, "/c")).startsWith("UNKNOWN,UNKNOWN_FORMAT,yes,18,");
        assertThat(fixture.line(out, "/d")).startsWith("SKIPPED,LINK,");
        assertThat(fixture.manifest(out)).contains("\"changed\": 1");
    }

    @Test
    void aSecondScanOnTheSameOutputAtOnceIsRefused() throws Exception {
        fixture.fill(4);
        Path out = fixture.out("r.csv");
        try (ScanPlaces.Lock held = ScanPlaces.of(out).lock(true)) {
            held.requireHeld();
            assertThat(fixture.scan(out, "--resume")).isEqualTo(2);
            assertThat(fixture.said()).contains("another process works on this scan");
        }
        assertThat(fixture.scan(out)).isEqualTo(2);
        assertThat(fixture.said()).contains("go on with --resume");
        assertThat(fixture.scan(out, "--resume")).isZero();
        assertThat(fixture.scan(out)).isEqualTo(2);
        assertThat(fixture.scan(out, "--resume")).isZero();
        assertThat(fixture.said()).contains("finished before");
    }

    @Test
    void aScanGoesOnWithTheSameSettingsOnly() throws Exception {
        fixture.fill(4);
        Path out = fixture.out("r.csv");
        begun(out, 2);
        assertThat(fixture.scan(out, "--resume", "--threshold", "3")).isEqualTo(2);
        assertThat(fixture.said()).contains("another threshold");
        Files.writeString(fixture.list, "0".repeat(64) + "\n", StandardOpenOption.APPEND);
        assertThat(fixture.scan(out, "--resume")).isEqualTo(2);
        assertThat(fixture.said()).contains("another list");
    }

    @Test
    void aListIsReadWholeOrNotAtAll() throws Exception {
        fixture.put("a", new byte[] {1});
        ExactHashes exact = ExactHashes.of(new byte[] {1});
        Path out = fixture.out("r.csv");
        for (String bad : List.of(
                "sha256\nABC\n",
                "0\n",
                "sha256,path\n,x\n",
                "pdq,quality\n" + "0".repeat(64) + ",x\n",
                "md5\n\"00\n")) {
            Files.writeString(fixture.list, bad);
            assertThat(fixture.scan(out)).as(bad).isEqualTo(2);
            assertThat(fixture.said()).contains("list").doesNotContain("\tat ");
        }
        Files.writeString(
                fixture.list,
                "\uFEFFpath,sha1,md5\r\n\"a\nb\"\"c\"," + exact.sha1() + ",\r\nx,," + exact.md5() + "\r\n");
        assertThat(fixture.scan(out)).isZero();
        assertThat(fixture.hits(out).stream().skip(1))
                .containsExactly("./a,,0," + exact.sha1() + ",SHA1,L1", "./a,,0," + exact.md5() + ",MD5,L1");
    }

    @Test
    void hitsNameTheListTheyAreOn() throws Exception {
        fixture.put("a", new byte[] {1});
        Path other = Files.writeString(
                folder.resolve("other"), ExactHashes.of(new byte[] {1}).md5() + "\n");
        Path out = fixture.out("r.csv");
        assertThat(fixture.scan(out, "--list", other.toString())).isZero();
        assertThat(fixture.hits(out)).hasSize(2).last().asString().endsWith(",MD5,L2");
    }

    @Test
    void moreEntriesThanOneRunAreSortedByBytes() throws Exception {
        InventoryRuns runs = new InventoryRuns(folder);
        for (int i = 0; i < 250_000; i++) {
            byte[] name = Integer.toString(i * 7 % 250_000).getBytes(StandardCharsets.US_ASCII);
            runs.add(Inventory.Entry.file(new ArchivePath(name), i, 0));
        }
        runs.merge(folder.resolve("inventory"));
        try (Inventory inventory = new Inventory(folder.resolve("inventory"))) {
            assertThat(inventory.count()).isEqualTo(250_000);
            ArchivePath before = ArchivePath.ROOT;
            long read = 0;
            for (Optional<Inventory.Entry> at = inventory.next(); at.isPresent(); at = inventory.next()) {
                assertThat(before.compareTo(at.get().path())).isNegative();
                before = at.get().path();
                read++;
            }
            assertThat(read).isEqualTo(250_000);
        }
    }

    @Test
    void wrongUseIsOneSentenceAndStatusTwo() {
        String list = fixture.list.toString();
        String out = fixture.out("r.csv").toString();
        for (String[] wrong : List.of(
                new String[] {},
                new String[] {"--list", list, "--out", out},
                new String[] {"--list", list, fixture.archive.toString()},
                new String[] {"--list", list, "--out", out, "--threshold", "32", "."},
                new String[] {"--list", list, "--out", out, "--workers", "0", "."},
                new String[] {"--list", list, "--out", out, "--fast", "."},
                new String[] {"--list", list, "--out", out, list},
                new String[] {
                    "--list", list, "--out", out, folder.resolve("absent").toString()
                },
                new String[] {"--list", out, "--out", out, "."},
                new String[] {"--list", list, "--out", folder.resolve("=x y").toString(), "."},
                new String[] {
                    "--list", list, "--out", folder.resolve("absent/r").toString(), "."
                })) {
            assertThat(fixture.run(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(fixture.said()).startsWith("scan: ").hasLineCount(1);
        }
    }

    /** A scan of the archive as a kill leaves it, with this many outcomes in its journal. */
    private Path begun(Path out, int outcomes) throws Exception {
        ScanPlaces places = ScanPlaces.of(out);
        places.lock(true).close();
        Path root = fixture.archive.toRealPath();
        List<KnownList> lists = List.of(KnownList.read(0, fixture.list));
        var limits = ScanSettings.fitting(Runtime.getRuntime().maxMemory());
        new InventoryWalk(root, places.work(), places.own(), seen -> {}).write(places.inventory());
        var fresh = new Journal.Replay(Optional.empty(), List.of(), 0, 0, false);
        try (Journal journal = new Journal(places.journal(), fresh);
                Inventory inventory = new Inventory(places.inventory())) {
            var settings = new ScanSettings(root, List.of(fixture.list), out, true, 31, 1, limits);
            journal.begin(ArchiveScan.description(settings, root, lists));
            journal.start(Instant.EPOCH);
            Examination examination = new Examination(root, lists, 31, limits);
            for (int i = 0; i < outcomes; i++) {
                journal.outcome(examination.of(inventory.next().orElseThrow()));
            }
            journal.force();
        }
        return places.journal();
    }

    private void remove(Path out) throws Exception {
        ScanPlaces places = ScanPlaces.of(out);
        if (ScanPlaces.exists(places.work())) {
            places.clear();
        }
        for (String end : List.of("", ".files.csv", ".summary.txt", ".manifest.json")) {
            Files.deleteIfExists(out.resolveSibling(out.getFileName() + end));
        }
    }

    private long states(Path out, String state) throws IOException {
        try (Stream<String> lines = fixture.files(out).stream()) {
            return lines.filter(line -> line.startsWith(state + ",")).count();
        }
    }
}
