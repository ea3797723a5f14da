package org.egide.bench;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.egide.EgideApplication;
import org.egide.gateway.Credentials;
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
 * How many reports the doors take, beside plain single-row durable inserts into the same PostgreSQL in the same run. Rounds of both
 * take turns, so that what else the machine does falls on both alike; the medians are compared. Clients and server share the machine
 * and this process.
 *
 * <p>Prints JSON lines: {@code plain_insert}, {@code json_door} with {@code ratio} to the plain inserts, {@code public_form}, whose
 * return code costs a memory-hard hash on purpose.
 */
final class Intake {
    private static final String RUN = UUID.randomUUID().toString();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int clients;
    private final int seconds;
    private final int rounds;
    private final int port;
    private final ConfigurableApplicationContext node;
    private final DataSource database;
    private final byte[] login;

    private Intake(Map<String, Integer> options, int port, ConfigurableApplicationContext node) {
        this.clients = options.getOrDefault("clients", 16);
        this.seconds = options.getOrDefault("seconds", 6);
        this.rounds = options.getOrDefault("rounds", 5);
        this.port = port;
        this.node = node;
        this.database = node.getBean(DataSource.class);
        // The public form is open only when somebody receives.
        var desk = node.getBean(Desks.class).receiving();
        node.getBean(People.class).create("Invented Analyst", desk.id(), Set.of(Role.ANALYST));
        Credentials credentials = node.getBean(Providers.class).create("Invented partner", ProviderKind.values()[0]);
        this.login = Base64.getEncoder()
                .encode((credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8));
    }

    static void run(List<String> arguments) throws Exception {
        var options = options(arguments);
        var folder = Path.of("var", "bench-intake").toAbsolutePath();
        delete(folder);
        var port = freePort();
        var settings = Settings.load(Map.of())
                .with(Map.of(
                        Setting.DATA,
                        folder.toString(),
                        Setting.PORT,
                        String.valueOf(port),
                        // Announcing waits until the doors were measured, and is measured for itself.
                        Setting.JOB_SECONDS,
                        "0",
                        Setting.DATABASE_CONNECTIONS,
                        "30"));
        var node = Node.serve(settings, EgideApplication.class);
        try {
            new Intake(options, port, node).measure();
        } finally {
            node.close();
            delete(folder);
        }
    }

    /** A port that nobody uses at this moment. */
    static int freePort() throws IOException {
        try (var free = new java.net.ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private void measure() throws Exception {
        node.getBean(JdbcClient.class)
                .sql(
                        "CREATE TABLE IF NOT EXISTS public.bench_plain (id uuid PRIMARY KEY, at timestamptz NOT NULL, body bytea NOT NULL)")
                .update();
        // Warm both ways before anything counts.
        inserts(4);
        reports(clients, 8);
        if (rounds == 0) {
            print(
                    "json_door",
                    Map.of("clients", clients, "per_second", reports(clients, seconds), "together", together()));
            return;
        }
        var plain = new ArrayList<Double>();
        var door = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            plain.add(inserts(seconds));
            door.add(reports(clients, seconds));
        }
        print("plain_insert", Map.of("clients", clients, "per_second", median(plain), "rounds", plain));
        print(
                "json_door",
                Map.of(
                        "clients",
                        clients,
                        "per_second",
                        median(door),
                        "rounds",
                        door,
                        "ratio",
                        Math.round(1000 * median(door) / median(plain)) / 1000.0,
                        "aim",
                        0.35));
        var forms = forms(Math.min(clients, 8), seconds);
        print("public_form", Map.of("clients", Math.min(clients, 8), "per_second", forms));
    }

    private double inserts(int length) throws Exception {
        return rate(clients, length, (client, end, done) -> {
            try (var connection = database.getConnection();
                    var insert = connection.prepareStatement("INSERT INTO public.bench_plain VALUES (?, ?, ?)")) {
                while (System.nanoTime() < end) {
                    insert.setObject(1, UUID.randomUUID());
                    insert.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
                    insert.setBytes(3, body(client, done.get()));
                    insert.executeUpdate();
                    done.incrementAndGet();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private double reports(int together, int length) throws Exception {
        return rate(together, length, (client, end, done) -> {
            try (var line = new HttpLine(port)) {
                while (System.nanoTime() < end) {
                    var body = body(client, done.get());
                    var head = ("POST /api/v1/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
                                    + new String(login, StandardCharsets.US_ASCII)
                                    + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
                                    + RUN + '-' + client + '-' + done.get() + '-' + end
                                    + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
                    var status = line.send(head, body);
                    if (status != 201) {
                        throw new IllegalStateException("the door answered " + status);
                    }
                    done.incrementAndGet();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private double forms(int together, int length) throws Exception {
        return rate(together, length, (client, end, done) -> {
            try (var line = new HttpLine(port)) {
                while (System.nanoTime() < end) {
                    var body = PublicForm.body(UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
                    var head = ("POST " + PublicForm.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
                    var status = line.send(head, body);
                    if (status != 200) {
                        throw new IllegalStateException("the public form answered " + status);
                    }
                    done.incrementAndGet();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** How many reports shared a commit on average. */
    private double together() {
        var summary =
                node.getBean(MeterRegistry.class).get("egide.intake.together").summary();
        return Math.round(10 * summary.mean()) / 10.0;
    }

    private static byte[] body(int client, long number) {
        return ("{\"forms\":[\"ABUSE_MATERIAL\"],\"facts\":{\"CHILD_AGE\":\"UNKNOWN\",\"CHANNEL\":\"WEB\"},"
                        + "\"narrative\":\"An invented sentence about an invented address, as a partner would send it.\","
                        + "\"items\":[{\"kind\":\"ADDRESS\",\"value\":\"https://pictures.example/" + client + "/"
                        + number + ".png\"}],\"language\":\"en\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** One client's work until the end. */
    private interface Client {
        void work(int client, long end, AtomicLong done);
    }

    private static double rate(int clients, int seconds, Client client) throws Exception {
        var counters = new ArrayList<AtomicLong>();
        var threads = new ArrayList<Thread>();
        var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        var start = System.nanoTime();
        var end = start + seconds * 1_000_000_000L;
        for (var i = 0; i < clients; i++) {
            var number = i;
            var done = new AtomicLong();
            counters.add(done);
            threads.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((thread, thrown) -> failure.set(thrown))
                    .start(() -> client.work(number, end, done)));
        }
        for (var thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a client failed", failure.get());
        }
        var total = counters.stream().mapToLong(AtomicLong::get).sum();
        return Math.round(10.0 * total / ((System.nanoTime() - start) / 1e9)) / 10.0;
    }

    private static double median(List<Double> rates) {
        var sorted = rates.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void print(String name, Map<String, Object> figures) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", "intake");
        line.put("line", name);
        figures.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> line.put(entry.getKey(), entry.getValue()));
        System.out.println(JSON.writeValueAsString(line));
    }

    /** Options as {@code --name number}. */
    static Map<String, Integer> options(List<String> arguments) {
        var options = new LinkedHashMap<String, Integer>();
        for (var i = 0; i + 1 < arguments.size(); i += 2) {
            options.put(arguments.get(i).replaceFirst("^--", ""), Integer.parseInt(arguments.get(i + 1)));
        }
        return options;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
