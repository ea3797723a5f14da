package org.egide.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.NearDuplicateIndex.Neighbour;
import org.egide.fingerprint.Pdq;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast near duplicates are found, and whether all are, on the set that a folder holds (see {@link GeneratedHashes} for its files).
 *
 * <p>Prints one JSON line. {@code bytes_per_hash} is the whole process as the system counts it, divided by the rows; {@code recall}
 * counts expected pairs found at their distance; {@code spurious} counts results at a wrong distance, beyond the threshold or not in the
 * set; {@code unlisted} counts results that are right but not among the expected. The peer is a plain scan in the same run, whose answers
 * must agree ({@code scan_differs} is 0).
 */
final class NearDuplicates {
    private static final int THRESHOLD = NearDuplicateIndex.GREATEST_THRESHOLD;
    private static final int RECORD = 32;
    private static final int SCANS = 20;
    private static final int ADDITIONS = 5_000;
    private static final long ENOUGH = 3_000_000_000L;

    private final Path folder;
    private final List<Pdq> queries = new ArrayList<>();
    private final Map<String, Object> line = new LinkedHashMap<>();

    /** A line of expected.csv. */
    private record Expected(int query, long row, int distance) {}

    private NearDuplicates(Path folder) throws IOException {
        this.folder = folder;
        try (var records = new Records(folder.resolve("queries.bin"))) {
            records.forEachRemaining(queries::add);
        }
    }

    static void run(List<String> arguments) throws Exception {
        var options = new ArrayList<>(arguments);
        var skewed = options.remove("--skewed");
        var data = value(options, "--data");
        var generate = value(options, "--generate");
        var snapshot = value(options, "--snapshot");
        if (data.isEmpty() || !options.isEmpty()) {
            System.err.println(
                    "egide: bench index --data DIR [--snapshot FILE], or --data DIR --generate N [--skewed]");
            System.exit(2);
        } else if (!generate.isEmpty()) {
            GeneratedHashes.write(Path.of(data), Integer.parseInt(generate), skewed);
        } else {
            new NearDuplicates(Path.of(data)).measure(snapshot);
        }
    }

    private static String value(List<String> options, String name) {
        var at = options.indexOf(name);
        if (at < 0 || at + 1 == options.size()) {
            return "";
        }
        options.remove(at);
        return options.remove(at);
    }

    private void measure(String snapshot) throws Exception {
        var n = Files.size(folder.resolve("db.bin")) / RECORD;
        line.put("n", n);
        var start = System.nanoTime();
        NearDuplicateIndex index;
        try (var records = new Records(folder.resolve("db.bin"))) {
            index = NearDuplicateIndex.of(records);
        }
        line.put("build_s", seconds(start));
        line.put("entries", index.size());
        latencies(index);
        System.gc();
        line.put("bytes_per_hash", rounded(resident() / (double) n));
        line.put("batch_qps_1", batch(index, 1));
        line.put("batch_qps_2", batch(index, 2));
        correctness(index);
        scan(index);
        additions(index);
        if (!snapshot.isEmpty()) {
            snapshot(index, Path.of(snapshot));
        }
        System.out.println(JsonMapper.builder().build().writeValueAsString(line));
    }

    private void latencies(NearDuplicateIndex index) {
        var times = new long[queries.size()];
        // Once to warm up, once to count.
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < times.length; i++) {
                var start = System.nanoTime();
                var _ = index.near(queries.get(i), THRESHOLD);
                times[i] = System.nanoTime() - start;
            }
        }
        percentiles("", times);
    }

    private void percentiles(String of, long[] times) {
        Arrays.sort(times);
        line.put(of + "p50_ms", rounded(times[times.length / 2] / 1e6));
        line.put(of + "p99_ms", rounded(times[(int) (times.length * 0.99)] / 1e6));
        line.put(of + "max_ms", rounded(times[times.length - 1] / 1e6));
    }

    private long batch(NearDuplicateIndex index, int threads) throws Exception {
        var done = new AtomicInteger();
        var start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            Callable<Boolean> work = () -> {
                while (System.nanoTime() - start < ENOUGH) {
                    var from = done.getAndAdd(100);
                    for (var i = from; i < from + 100; i++) {
                        var _ = index.near(queries.get(i % queries.size()), THRESHOLD);
                    }
                }
                return true;
            };
            for (var finished : pool.invokeAll(Collections.nCopies(threads, work))) {
                finished.get();
            }
        }
        return Math.round(done.get() / ((System.nanoTime() - start) / 1e9));
    }

    private void correctness(NearDuplicateIndex index) throws IOException {
        var byDistance = new TreeMap<Integer, int[]>();
        var listed = new ArrayList<Set<Pdq>>();
        queries.forEach(query -> listed.add(new HashSet<>()));
        try (var rows = FileChannel.open(folder.resolve("db.bin"))) {
            for (var expected : expected()) {
                var entry = GeneratedHashes.read(rows, expected.row);
                listed.get(expected.query).add(entry);
                if (expected.distance <= THRESHOLD) {
                    var found = index.near(queries.get(expected.query), THRESHOLD);
                    var counts = byDistance.computeIfAbsent(expected.distance, none -> new int[2]);
                    counts[0] += found.contains(new Neighbour(entry, expected.distance)) ? 1 : 0;
                    counts[1]++;
                }
            }
        }
        var recall = new TreeMap<Integer, Double>();
        byDistance.forEach((distance, counts) -> recall.put(distance, counts[0] / (double) counts[1]));
        var found = byDistance.values().stream().mapToInt(counts -> counts[0]).sum();
        var all = byDistance.values().stream().mapToInt(counts -> counts[1]).sum();
        line.put("expected", all);
        line.put("recall", all == 0 ? 1.0 : found / (double) all);
        line.put("recall_by_distance", recall);
        spurious(index, listed);
    }

    private List<Expected> expected() throws IOException {
        try (var lines = Files.lines(folder.resolve("expected.csv"))) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(cells -> cells.length > 2 && cells[1].matches("[0-9]+"))
                    .map(cells -> new Expected(
                            Integer.parseInt(cells[0]), Long.parseLong(cells[1]), Integer.parseInt(cells[2])))
                    .toList();
        }
    }

    private void spurious(NearDuplicateIndex index, List<Set<Pdq>> listed) throws IOException {
        var wrong = 0;
        var unlisted = 0;
        var strangers = new HashSet<Pdq>();
        for (var i = 0; i < queries.size(); i++) {
            for (var found : index.near(queries.get(i), THRESHOLD)) {
                var distance = found.pdq().distance(queries.get(i));
                wrong += distance == found.distance() && distance <= THRESHOLD ? 0 : 1;
                if (!listed.get(i).contains(found.pdq())) {
                    unlisted++;
                    strangers.add(found.pdq());
                }
            }
        }
        try (var records = new Records(folder.resolve("db.bin"))) {
            records.forEachRemaining(strangers::remove);
        }
        line.put("spurious", wrong + strangers.size());
        line.put("unlisted", unlisted);
    }

    private void scan(NearDuplicateIndex index) throws IOException {
        var rows = new ArrayList<long[]>();
        try (var records = new Records(folder.resolve("db.bin"))) {
            while (records.hasNext()) {
                var part = new long[1 << 18];
                var at = 0;
                while (at < part.length && records.hasNext()) {
                    var pdq = records.next();
                    part[at++] = pdq.a();
                    part[at++] = pdq.b();
                    part[at++] = pdq.c();
                    part[at++] = pdq.d();
                }
                rows.add(Arrays.copyOf(part, at));
            }
        }
        var times = new long[SCANS];
        var differs = 0;
        for (var i = 0; i < SCANS; i++) {
            var query = queries.get(i * (queries.size() / SCANS));
            var start = System.nanoTime();
            var found = new HashSet<Pdq>();
            rows.forEach(part -> scan(part, query, found));
            times[i] = System.nanoTime() - start;
            var answer = index.near(query, THRESHOLD);
            differs += answer.size() == found.size()
                            && answer.stream().map(Neighbour::pdq).allMatch(found::contains)
                    ? 0
                    : 1;
        }
        percentiles("scan_", times);
        line.put("scan_differs", differs);
    }

    private static void scan(long[] rows, Pdq query, Set<Pdq> found) {
        long a = query.a();
        long b = query.b();
        long c = query.c();
        long d = query.d();
        for (var i = 0; i < rows.length; i += 4) {
            var half = Long.bitCount(rows[i] ^ a) + Long.bitCount(rows[i + 1] ^ b);
            if (half <= THRESHOLD
                    && half + Long.bitCount(rows[i + 2] ^ c) + Long.bitCount(rows[i + 3] ^ d) <= THRESHOLD) {
                found.add(new Pdq(rows[i], rows[i + 1], rows[i + 2], rows[i + 3]));
            }
        }
    }

    /** From the call that adds to the answer that holds the entry. */
    private void additions(NearDuplicateIndex index) {
        var random = new SplittableRandom(9);
        var times = new long[ADDITIONS];
        var missed = 0;
        for (var i = 0; i < ADDITIONS; i++) {
            var pdq = new Pdq(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
            var start = System.nanoTime();
            index.add(pdq);
            missed += index.near(pdq, THRESHOLD).contains(new Neighbour(pdq, 0)) ? 0 : 1;
            times[i] = System.nanoTime() - start;
        }
        percentiles("add_to_answer_", times);
        line.put("additions_missed", missed);
    }

    private void snapshot(NearDuplicateIndex index, Path file) throws IOException {
        var start = System.nanoTime();
        index.save(file);
        line.put("save_s", seconds(start));
        line.put("file_bytes", Files.size(file));
        start = System.nanoTime();
        var loaded = NearDuplicateIndex.load(file);
        line.put("load_s", seconds(start));
        line.put("loaded", loaded.size());
    }

    private static double seconds(long start) {
        return rounded((System.nanoTime() - start) / 1e9);
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    /** Bytes of memory that the whole process occupies; 0 where the system does not tell. */
    private static long resident() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        }
    }

    /** The records of a file, one after the other. */
    private static final class Records implements Iterator<Pdq>, AutoCloseable {
        private final FileChannel file;
        private final ByteBuffer bytes = ByteBuffer.allocateDirect(RECORD << 11).limit(0);

        Records(Path path) throws IOException {
            file = FileChannel.open(path);
        }

        @Override
        public boolean hasNext() {
            try {
                while (bytes.remaining() < RECORD) {
                    if (file.read(bytes.compact()) < 0) {
                        bytes.flip();
                        return false;
                    }
                    bytes.flip();
                }
                return true;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public Pdq next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return GeneratedHashes.read(bytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
