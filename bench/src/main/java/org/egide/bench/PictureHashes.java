package org.egide.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.Limits;
import org.egide.fingerprint.Luma;
import org.egide.fingerprint.PdqHasher;
import org.egide.fingerprint.PictureReader;
import org.egide.fingerprint.Pixels;
import org.egide.fingerprint.Reading;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many pictures a second get all their fingerprints: the whole way from the file on the disk to both forms of the perceptual hash
 * and the three exact hashes.
 *
 * <p>Prints one JSON line. {@code pictures_per_second} is of the best of several rounds over all files, {@code decode_ms} and {@code
 * hash_ms} are per picture and thread. The peer is the Java runtime's own decoder, followed by the same hash, in the same run. {@code
 * bits_off_most} and {@code bits_off_mean} tell how far the fast way is from the canonical hash, {@code worker_fits_60_mb} whether the
 * largest file goes through a process with 60 MB of heap. {@code cpu_ms} is processor time of the whole way, where other work
 * shares the machine.
 */
public final class PictureHashes {
    private static final long WARM_UP = 4_000_000_000L;
    private static final long ROUNDS = 6_000_000_000L;
    private static final int FEWEST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 40;

    private final List<Path> files;
    private final int threads;
    private final Map<String, Object> line = new LinkedHashMap<>();
    private final PictureReader reader = new PictureReader(Limits.DEFAULT, Luma.STORED);
    private final PdqHasher hasher = new PdqHasher();
    private final Fingerprinter fingerprinter = new Fingerprinter(Limits.DEFAULT, Luma.STORED);

    /** What is done with each file. */
    private interface Way {
        void take(Path file) throws IOException;
    }

    private PictureHashes(List<Path> files, int threads) {
        this.files = files;
        this.threads = threads;
    }

    static void run(List<String> arguments) throws Exception {
        var options = new ArrayList<>(arguments);
        var generate = options.remove("--generate");
        var threads = 1;
        var at = options.indexOf("--threads");
        if (at >= 0 && at + 1 < options.size()) {
            options.remove(at);
            threads = Integer.parseInt(options.remove(at));
        }
        if (options.size() != 1 || threads < 1 || options.getFirst().startsWith("-")) {
            System.err.println("egide: bench hash DIR [--threads N] [--generate]");
            System.exit(2);
        }
        var folder = Path.of(options.getFirst());
        if (generate) {
            GeneratedPictures.write(folder);
        }
        var files = files(folder);
        if (files.isEmpty()) {
            System.err.println("egide: no files under " + folder + "; --generate writes some");
            System.exit(2);
        }
        new PictureHashes(files, threads).measure();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private void measure() throws Exception {
        line.put("pictures", files.size());
        line.put("megabytes", rounded(megabytes()));
        line.put("pictures_per_second", perSecond(this::wholeWay));
        steps();
        line.put("threads", threads);
        line.put("imageio_pictures_per_second", perSecond(this::peer));
        bitsOff();
        line.put("worker_fits_60_mb", fitsIntoLittleHeap());
        System.out.println(JsonMapper.builder().build().writeValueAsString(line));
    }

    private void wholeWay(Path file) throws IOException {
        var _ = fingerprinter.of(Files.readAllBytes(file));
    }

    private void peer(Path file) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(file)));
        if (image != null) {
            var width = image.getWidth();
            var height = image.getHeight();
            var pixels = Pixels.of(width, height, image.getRGB(0, 0, width, height, null, 0, width));
            var _ = hasher.hash(pixels, Form.FULL);
            var _ = hasher.hash(pixels, Form.CAPPED_512);
        }
    }

    private double megabytes() throws IOException {
        var bytes = 0L;
        for (var file : files) {
            bytes += Files.size(file);
        }
        return bytes / 1e6;
    }

    /** How far the fast hashes are from the canonical ones, both forms, where these are to be trusted. */
    private void bitsOff() throws IOException {
        var canonical = new Fingerprinter();
        var most = 0;
        var sum = 0L;
        var compared = 0;
        for (var file : files) {
            var bytes = Files.readAllBytes(file);
            var expected = canonical.of(bytes).perceptual();
            var found = fingerprinter.of(bytes).perceptual();
            if (expected.isPresent() && found.isPresent()) {
                for (var pair : List.of(
                        List.of(expected.get().full(), found.get().full()),
                        List.of(expected.get().capped(), found.get().capped()))) {
                    if (pair.getFirst().trusted()) {
                        var distance =
                                pair.getFirst().pdq().distance(pair.getLast().pdq());
                        most = Math.max(most, distance);
                        sum += distance;
                        compared++;
                    }
                }
            }
        }
        line.put("bits_off_most", most);
        line.put("bits_off_mean", compared == 0 ? 0 : rounded(sum / (double) compared));
    }

    /** The largest file in a process of its own that may have 60 MB of heap, with nothing else in it. */
    private boolean fitsIntoLittleHeap() throws IOException, InterruptedException {
        var largest = files.getFirst();
        for (var file : files) {
            largest = Files.size(file) > Files.size(largest) ? file : largest;
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                                java,
                                "-Xmx60m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PictureHashes.class.getName(),
                                largest.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** One worker: the fingerprints of one file, three times. */
    public static void main(String[] arguments) throws IOException {
        var worker = new Fingerprinter(Limits.DEFAULT, Luma.STORED);
        for (var i = 0; i < 3; i++) {
            var found = worker.of(Files.readAllBytes(Path.of(arguments[0])));
            if (found.perceptual().isEmpty()) {
                System.exit(1);
            }
        }
    }

    private double perSecond(Way way) throws Exception {
        var end = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < end) {
            round(way);
        }
        var best = Long.MAX_VALUE;
        end = System.nanoTime() + ROUNDS;
        for (var i = 0; i < FEWEST_ROUNDS || (i < MOST_ROUNDS && System.nanoTime() < end); i++) {
            best = Math.min(best, round(way));
        }
        return rounded(files.size() / (best / 1e9));
    }

    private long round(Way way) throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        Callable<Boolean> work = () -> {
            for (var i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                way.take(files.get(i));
            }
            return true;
        };
        var start = System.nanoTime();
        try (var workers = Executors.newFixedThreadPool(threads)) {
            for (var done : workers.invokeAll(Collections.nCopies(threads, work))) {
                done.get();
            }
        }
        return System.nanoTime() - start;
    }

    /** Decoding and hashing apart, in one thread. */
    private void steps() throws IOException {
        var decode = Long.MAX_VALUE;
        var hash = Long.MAX_VALUE;
        for (var round = 0; round < FEWEST_ROUNDS; round++) {
            var decoding = 0L;
            var hashing = 0L;
            for (var file : files) {
                var bytes = Files.readAllBytes(file);
                var start = System.nanoTime();
                var reading = reader.read(bytes);
                decoding += System.nanoTime() - start;
                if (reading instanceof Reading.Decoded decoded) {
                    start = System.nanoTime();
                    var _ = hasher.hash(decoded.pixels(), Form.FULL);
                    var _ = hasher.hash(decoded.pixels(), Form.CAPPED_512);
                    hashing += System.nanoTime() - start;
                }
            }
            decode = Math.min(decode, decoding);
            hash = Math.min(hash, hashing);
        }
        line.put("cpu_ms", rounded(cpu()));
        line.put("decode_ms", rounded(decode / 1e6 / files.size()));
        line.put("hash_ms", rounded(hash / 1e6 / files.size()));
    }

    /** Processor time of one thread for a picture, the whole way; the best of a few rounds. */
    private double cpu() throws IOException {
        var clock = ManagementFactory.getThreadMXBean();
        var best = Long.MAX_VALUE;
        for (var round = 0; round < FEWEST_ROUNDS * 2; round++) {
            var start = clock.getCurrentThreadCpuTime();
            for (var file : files) {
                wholeWay(file);
            }
            best = Math.min(best, clock.getCurrentThreadCpuTime() - start);
        }
        return best / 1e6 / files.size();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
