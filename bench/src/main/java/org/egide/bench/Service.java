package org.egide.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.EgideApplication;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprints.FilledMemory;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.ForeignChange;
import org.egide.fingerprints.ForeignEntries;
import org.egide.fingerprints.ForeignName;
import org.egide.fingerprints.ForeignSources;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.NewList;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The matching service with a large list: partners ask {@code POST /api/v1/match} for PDQ hashes over persistent connections, one
 * question a request and many. One question in twenty is near an entry. Entries are sealed in the database as any other; the list
 * comes in the way a source's pages do. With {@code --rows} fewer than {@code --entries} the others are in the node's memory only:
 * filling ten million takes most of an hour. Before the questions the node is started again, from its snapshot. Clients, server and
 * database share the machine. {@code --keep 1} leaves the filled node behind and uses the one that a former run left.
 *
 * <p>Prints JSON lines: {@code fill}, {@code start}, {@code single}, {@code batch}, and {@code index}, the bare index asked the same
 * questions in the same run: each in both forms, as the service does, since a partner need not say which form a hash has.
 */
final class Service {
    private static final int PAGE = 5_000;
    private static final int PARTNERS = 4;
    private static final int NEAR_ONE_IN = 20;
    private static final int FLIPS = 24;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int entries;
    private final int rows;
    private final int seconds;
    private final int clients;
    private final int batch;
    private final long seed;
    private final boolean keep;
    private final Path folder = Path.of("var", "bench-match").toAbsolutePath();

    private Service(Map<String, Integer> options) {
        this.entries = options.getOrDefault("entries", 1_000_000);
        this.rows = Math.min(entries, options.getOrDefault("rows", entries));
        this.seconds = options.getOrDefault("seconds", 15);
        this.clients = options.getOrDefault("clients", 8);
        this.batch = options.getOrDefault("batch", 100);
        this.seed = options.getOrDefault("seed", 1);
        this.keep = options.getOrDefault("keep", 0) == 1;
    }

    static void run(List<String> arguments) throws Exception {
        new Service(Intake.options(arguments)).measure();
    }

    private void measure() throws Exception {
        if (!keep) {
            Intake.delete(folder);
        }
        try {
            List<byte[]> logins;
            var node = start(Intake.freePort());
            try {
                logins = partners(node);
                if (node.getBean(JdbcClient.class)
                        .sql("SELECT NOT EXISTS (SELECT FROM fingerprints.entry)")
                        .query(Boolean.class)
                        .single()) {
                    fill(node);
                }
            } finally {
                node.close();
            }
            serve(logins);
            bare();
        } finally {
            if (!keep) {
                Intake.delete(folder);
            }
        }
    }

    private ConfigurableApplicationContext start(int port) {
        return Node.serve(
                Settings.load(Map.of())
                        .with(Map.of(
                                Setting.DATA,
                                folder.toString(),
                                Setting.PORT,
                                String.valueOf(port),
                                Setting.JOB_SECONDS,
                                "0",
                                Setting.DATABASE_CONNECTIONS,
                                "30")),
                EgideApplication.class);
    }

    private static List<byte[]> partners(ConfigurableApplicationContext node) {
        var logins = new ArrayList<byte[]>();
        var database = node.getBean(JdbcClient.class);
        for (var i = 0; i < PARTNERS; i++) {
            var credentials = node.getBean(Providers.class)
                    .create("Invented partner " + UUID.randomUUID(), ProviderKind.values()[0]);
            logins.add(Base64.getEncoder()
                    .encode((credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8)));
        }
        // As the desk does it, with the greatest bounds that it may give.
        database.sql("""
                        INSERT INTO gateway.match_grant (provider, territories, questions_per_day, matches_per_day, granted_by, granted_at)
                        SELECT id, '{}', 10000000, 1000000, gen_random_uuid(), now() FROM gateway.provider
                        ON CONFLICT DO NOTHING
                        """).update();
        return logins;
    }

    private void fill(ConfigurableApplicationContext node) throws IOException {
        var desk = node.getBean(Desks.class).receiving().id();
        var people = node.getBean(People.class);
        var one = people.create("Invented Analyst", desk, Set.of(Role.SUPERVISOR, Role.ANALYST));
        var two = people.create("Second Analyst", desk, Set.of(Role.SUPERVISOR, Role.ANALYST));
        var reach =
                new NewList.Reach("Invented owner", Set.of(), EnumSet.allOf(HashKind.class), Optional.empty(), true);
        var sources = node.getBean(ForeignSources.class);
        var opened = sources.open(one, new NewList("Invented list", "Article 1", "A1", 31, true, reach));
        sources.confirm(two, opened.source());
        node.getBean(FingerprintLists.class).confirmList(two, opened.list());
        var foreign = node.getBean(ForeignEntries.class);
        var start = System.nanoTime();
        var hashes = hashes();
        for (var from = 0; from < rows; from += PAGE) {
            var page = new ArrayList<ForeignChange>();
            for (var i = from; i < Math.min(rows, from + PAGE); i++) {
                page.add(new ForeignChange.Stands(
                        new ForeignName("1", String.valueOf(i)),
                        Hashes.parse("pdq:" + hashes.next().hex()),
                        Optional.empty()));
            }
            foreign.apply(opened.source(), page);
        }
        var filled = seconds(start);
        // The memory takes them in; then the snapshot for the next start.
        start = System.nanoTime();
        node.getBean(FingerprintLists.class).match(Hashes.parse("pdq:" + "5".repeat(64)));
        var read = seconds(start);
        start = System.nanoTime();
        FilledMemory.snapshot(node, all());
        print(
                "fill",
                Map.of(
                        "entries",
                        entries,
                        "rows",
                        rows,
                        "seconds",
                        filled,
                        "open_all_seconds",
                        read,
                        "snapshot_seconds",
                        seconds(start)));
    }

    private Collection<Pdq> all() {
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return entries;
            }

            @Override
            public Iterator<Pdq> iterator() {
                return hashes();
            }
        };
    }

    private void serve(List<byte[]> logins) throws Exception {
        var port = Intake.freePort();
        var start = System.nanoTime();
        var node = start(port);
        try {
            print("start", Map.of("seconds", seconds(start), "resident_mb", resident()));
            ask(port, logins, 1, 4);
            print("single", ask(port, logins, 1, seconds));
            ask(port, logins, batch, 4);
            print("batch", ask(port, logins, batch, seconds));
        } finally {
            node.close();
        }
    }

    /** The clients ask for so long; returns what came of it. */
    private Map<String, Object> ask(int port, List<byte[]> logins, int together, int length) throws Exception {
        var answers = new AtomicLong();
        var times = new ArrayList<Callable<long[]>>();
        var end = System.nanoTime() + length * 1_000_000_000L;
        var sample = sample();
        for (var i = 0; i < clients; i++) {
            var client = new SplittableRandom(seed * 1_000 + i + 31L * together + length);
            var login = logins.get(i % logins.size());
            times.add(() -> client(port, login, together, end, client, sample, answers));
        }
        var start = System.nanoTime();
        var all = new ArrayList<long[]>();
        try (var pool = Executors.newFixedThreadPool(clients)) {
            for (var future : pool.invokeAll(times)) {
                all.add(future.get());
            }
        }
        var sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        var took = (System.nanoTime() - start) / 1e9;
        var figures = new LinkedHashMap<String, Object>();
        figures.put("clients", clients);
        figures.put("questions_a_request", together);
        figures.put("questions_per_second", Math.round(answers.get() / took));
        figures.put("requests_per_second", Math.round(sorted.length / took));
        figures.put("p50_ms", millis(sorted, 0.5));
        figures.put("p99_ms", millis(sorted, 0.99));
        return figures;
    }

    private long[] client(
            int port,
            byte[] login,
            int together,
            long end,
            SplittableRandom random,
            List<Pdq> sample,
            AtomicLong answers)
            throws IOException {
        var times = new ArrayList<Long>();
        try (var line = new HttpLine(port)) {
            while (System.nanoTime() < end) {
                var body = body(together, random, sample);
                var head = ("POST /api/v1/match HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
                                + new String(login, StandardCharsets.US_ASCII)
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                var begun = System.nanoTime();
                var status = line.send(head, body);
                times.add(System.nanoTime() - begun);
                if (status != 200) {
                    throw new IllegalStateException("the service answered " + status);
                }
                answers.addAndGet(together);
            }
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    private static byte[] body(int together, SplittableRandom random, List<Pdq> sample) {
        var questions = new StringBuilder("{\"questions\":[");
        for (var i = 0; i < together; i++) {
            questions
                    .append(i == 0 ? "" : ",")
                    .append("{\"kind\":\"pdq\",\"hash\":\"")
                    .append(question(random, sample).hex())
                    .append("\"}");
        }
        return questions.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Pdq question(SplittableRandom random, List<Pdq> sample) {
        if (random.nextInt(NEAR_ONE_IN) > 0) {
            return noise(random);
        }
        var near = sample.get(random.nextInt(sample.size()));
        return new Pdq(near.a() ^ flips(random), near.b() ^ flips(random), near.c() ^ flips(random), near.d());
    }

    /** A few bits of a word: together at most {@value #FLIPS}. */
    private static long flips(SplittableRandom random) {
        var bits = 0L;
        for (var i = 0; i < FLIPS / 3; i++) {
            bits |= 1L << random.nextInt(64);
        }
        return bits;
    }

    /** Entries to be near to: the first hundred thousand. */
    private List<Pdq> sample() {
        var sample = new ArrayList<Pdq>();
        for (var all = hashes(); sample.size() < 100_000 && all.hasNext(); ) {
            sample.add(all.next());
        }
        return sample;
    }

    private void bare() throws Exception {
        var index = NearDuplicateIndex.of(hashes());
        var sample = sample();
        rate(index, sample, 3);
        print("index", Map.of("threads", 2, "questions_per_second", rate(index, sample, seconds)));
    }

    private long rate(NearDuplicateIndex index, List<Pdq> sample, int length) throws Exception {
        var done = new AtomicLong();
        var start = System.nanoTime();
        var end = start + length * 1_000_000_000L;
        var threads = new ArrayList<Callable<Void>>();
        for (var i = 0; i < 2; i++) {
            var random = new SplittableRandom(seed * 2_000 + i + length);
            threads.add(() -> {
                while (System.nanoTime() < end) {
                    var question = question(random, sample);
                    index.near(question, NearDuplicateIndex.GREATEST_THRESHOLD);
                    index.near(question, NearDuplicateIndex.GREATEST_THRESHOLD);
                    done.incrementAndGet();
                }
                return null;
            });
        }
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var future : pool.invokeAll(threads)) {
                future.get();
            }
        }
        return Math.round(done.get() / ((System.nanoTime() - start) / 1e9));
    }

    /** The entries, the same at every call. */
    private Iterator<Pdq> hashes() {
        var random = new SplittableRandom(seed);
        return new Iterator<>() {
            private int left = entries;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public Pdq next() {
                if (left-- <= 0) {
                    throw new NoSuchElementException();
                }
                return noise(random);
            }
        };
    }

    private static Pdq noise(SplittableRandom random) {
        return new Pdq(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static double seconds(long start) {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : Math.round(sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / 1e4) / 100.0;
    }

    private static long resident() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String name, Map<String, Object> figures) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", "match");
        line.put("line", name);
        line.putAll(figures);
        System.out.println(JSON.writeValueAsString(line));
    }
}
