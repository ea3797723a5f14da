package org.egide.bench;

import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.archive.ScanCommand;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scan of a large generated archive, killed several times and resumed: nine in ten files are short texts, one in ten a picture of noise;
 * one in a hundred is on the list by SHA-256, and of the pictures one in fifty by PDQ. Checks that every file counts once and every listed
 * one is found, and prints one JSON line with the time, the files a second and the greatest memory of any of the processes.
 */
final class Scan {
    private static final int SIDE = 32;
    private static final int OF_A_FOLDER = 1_000;
    private static final int BYTES_A_FILE = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final int files;
    private final SplittableRandom random;
    private long peak;

    private Scan(Path folder, int files, long seed) {
        this.folder = folder;
        this.files = files;
        this.random = new SplittableRandom(seed);
    }

    static void run(List<String> arguments) throws Exception {
        var options = new HashMap<String, String>();
        for (var i = 0; i + 1 < arguments.size(); i += 2) {
            options.put(arguments.get(i), arguments.get(i + 1));
        }
        if (arguments.size() % 2 == 1 || !options.containsKey("--data")) {
            System.err.println("egide: bench scan --data DIR [--files N] [--kills N] [--seed N]");
            System.exit(2);
        }
        var scan = new Scan(
                Path.of(options.get("--data")),
                Integer.parseInt(options.getOrDefault("--files", "1000000")),
                Long.parseLong(options.getOrDefault("--seed", "1")));
        scan.measure(Integer.parseInt(options.getOrDefault("--kills", "3")));
    }

    private void measure(int kills) throws Exception {
        var archive = folder.resolve("archive");
        if (Files.exists(archive)) {
            System.err.println("egide: " + archive + " is used as it is");
        } else {
            generate(archive);
        }
        var out = folder.resolve("found.csv");
        var begun = System.nanoTime();
        for (var i = 0; i < kills; i++) {
            var journal = out.resolveSibling("found.csv.scan").resolve("journal");
            var until = size(journal) + (long) (files * BYTES_A_FILE * (0.05 + 0.2 * random.nextDouble()));
            var status = watch(start(archive, out), journal, until);
            if (status != 137) {
                throw new IllegalStateException("a scan that was to be killed ended with status " + status);
            }
        }
        var status = watch(start(archive, out), out, Long.MAX_VALUE);
        var seconds = (System.nanoTime() - begun) / 1e9;
        if (status != 0) {
            throw new IllegalStateException("the scan ended with status " + status);
        }
        print(kills, seconds, count(out));
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private Process start(Path archive, Path out) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As the launcher starts it.
        command.addAll(
                List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Djava.awt.headless=true", "-Xmx900m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ScanCommand.class.getName(), "--resume"));
        command.addAll(List.of("--list", folder.resolve("known.csv").toString(), "--out", out.toString()));
        command.add(archive.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    /** Waits for the end, or kills when the file has that many bytes; follows the memory meanwhile. Returns the status. */
    private int watch(Process scan, Path file, long until) throws IOException, InterruptedException {
        while (!scan.waitFor(50, TimeUnit.MILLISECONDS)) {
            var status = Path.of("/proc", String.valueOf(scan.pid()), "status");
            if (Files.exists(status)) {
                peak = Math.max(peak, kilobytes(status));
            }
            if (size(file) >= until) {
                scan.destroyForcibly();
            }
        }
        return scan.exitValue();
    }

    private static long kilobytes(Path status) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            // It ended between two looks.
            return 0;
        }
    }

    /** How many lines the tables have, by state; every path once. */
    private static Map<String, Long> count(Path out) throws IOException {
        var counts = new LinkedHashMap<String, Long>();
        var paths = new HashSet<String>();
        try (var table = Files.lines(out.resolveSibling(out.getFileName() + ".files.csv"))) {
            table.skip(1).forEach(line -> {
                counts.merge(line.substring(0, line.indexOf(',')).toLowerCase(Locale.ROOT), 1L, Long::sum);
                paths.add(line.substring(line.lastIndexOf(',') + 1));
            });
        }
        counts.put("paths", (long) paths.size());
        return counts;
    }

    private void print(int kills, double seconds, Map<String, Long> counts) {
        var known = (files + 99) / 100;
        var near = pictures() / 50;
        var right = counts.getOrDefault("paths", 0L) == files
                && counts.getOrDefault("known", 0L) == known
                && counts.getOrDefault("near", 0L) == near
                && counts.getOrDefault("unknown", 0L) == files - known - near;
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", "scan");
        line.put("files", files);
        line.put("kills", kills);
        line.put("seconds", Math.round(10 * seconds) / 10.0);
        line.put("files_per_second", Math.round(files / seconds));
        line.put("peak_mb", peak / 1024);
        line.put("counts", counts);
        line.put("counts_as_expected", right);
        System.out.println(JSON.writeValueAsString(line));
    }

    private int pictures() {
        return files / 10;
    }

    private static boolean picture(int i) {
        return i % 10 == 4;
    }

    private static boolean byHash(int i) {
        return i % 100 == 0;
    }

    private static boolean byPdq(int i) {
        return i % 500 == 4;
    }

    private void generate(Path archive) throws IOException {
        Files.createDirectories(folder);
        try (var list = Files.newBufferedWriter(folder.resolve("known.csv"))) {
            list.write("sha256,pdq,quality\n");
            for (var i = 0; i < files; i++) {
                if (i % OF_A_FOLDER == 0) {
                    Files.createDirectories(archive.resolve("" + i / OF_A_FOLDER));
                }
                var bytes = picture(i) ? png() : ("generated text " + i).getBytes(StandardCharsets.US_ASCII);
                Files.write(archive.resolve(i / OF_A_FOLDER + "/" + i + (picture(i) ? ".png" : ".txt")), bytes);
                enlist(list, i, bytes);
            }
        }
    }

    private static void enlist(BufferedWriter list, int i, byte[] bytes) throws IOException {
        if (byHash(i)) {
            list.write(ExactHashes.of(bytes).sha256() + ",,\n");
        } else if (byPdq(i)) {
            var hash = new Fingerprinter().of(bytes).perceptual().orElseThrow().full();
            list.write("," + hash.pdq().hex() + "," + hash.quality() + "\n");
        }
    }

    private byte[] png() throws IOException {
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < SIDE; y++) {
            for (var x = 0; x < SIDE; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
