package org.egide.bench.evening;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.egide.EgideApplication;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.DeskId;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * An evening of 192 helplines in 145 countries on one node (R74.1, C2.a): ten times the mean of 14 million contacts a year, which is 4.4
 * new ones a second, each a short talk over HTTP with forms only; then the year's closed contacts in the database, and how fast queue,
 * code and gap map still are. Clients and server share the machine and this process. One line in sixteen has nobody at work.
 *
 * <p>Prints JSON lines: {@code evening} (what was acknowledged and what is stored), {@code waiting}, then {@code filled}, and for each
 * of {@code queue_page}, {@code take_next}, {@code code}, {@code gap_map} its times, with {@code peer} lines beside them.
 */
public final class Evening {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LINES = 192;
    private static final int COUNTRIES = 145;
    private static final int EMPTY_ONE_IN = 16;
    private static final double PER_SECOND = 4.4;
    private static final int CAPACITY = 4;

    private final int seconds;
    private final long rows;
    private final int turns;
    private final int port;
    private final ConfigurableApplicationContext node;
    private final JdbcClient database;
    private final HttpClient http = Forms.client();
    private final Count count = new Count();
    private final Map<String, Person> counsellors = new TreeMap<>();

    private Evening(Map<String, Integer> options, int port, ConfigurableApplicationContext node) {
        this.seconds = options.getOrDefault("seconds", 600);
        this.rows = options.getOrDefault("rows", 14_000_000);
        this.turns = options.getOrDefault("turns", 3);
        this.port = port;
        this.node = node;
        this.database = node.getBean(JdbcClient.class);
    }

    /** Runs it; options {@code seconds}, {@code rows} and {@code turns}. */
    public static void run(Map<String, Integer> options, Path folder, int port) throws Exception {
        writeLines(folder.resolve("helplines"));
        var settings = Settings.load(Map.of())
                .with(Map.of(
                        Setting.DATA,
                        folder.toString(),
                        Setting.PORT,
                        String.valueOf(port),
                        Setting.JOB_SECONDS,
                        "2",
                        Setting.DATABASE_CONNECTIONS,
                        "30"));
        var node = Node.serve(settings, EgideApplication.class);
        try {
            var evening = new Evening(options, port, node);
            evening.staff();
            if (evening.seconds > 0) {
                evening.talk();
            }
            if (evening.rows > 0) {
                new FullYear(evening.database, evening.rows, evening::print)
                        .measure(evening.http, port, evening.cookie(evening.supervisor()), evening.emptyLine());
            }
        } finally {
            node.close();
        }
    }

    private static void writeLines(Path folder) throws IOException {
        Files.createDirectories(folder);
        var countries = Locale.getISOCountries();
        for (var number = 0; number < LINES; number++) {
            var id = line(number);
            Files.writeString(
                    folder.resolve(id + ".yaml"), """
                    id: %s
                    country: %s
                    desk: Invented desk %d
                    name: {en: Invented line %d}
                    languages: [en]
                    time-zone: UTC
                    hours: [{days: mon-sun, times: "00:00-24:00"}]
                    free-number: "116 111"
                    emergency-number: "112"
                    regions:
                      - {id: north, name: {en: North}}
                      - {id: east, name: {en: East}}
                      - {id: south, name: {en: South}}
                      - {id: west, name: {en: West}}
                    partners:
                      - {id: hotline, kind: HOTLINE, name: {en: the hotline}}
                      - {id: police, kind: POLICE, name: {en: the police}}
                      - {id: care, kind: CARE, name: {en: the house of care}}
                    """.formatted(id, countries[number % COUNTRIES], number, number));
        }
    }

    private static String line(int number) {
        return String.format(Locale.ROOT, "line-%03d", number);
    }

    private String emptyLine() {
        return line(0);
    }

    /** Waits until the node has taken the files, then gives each line but one in sixteen a counsellor. */
    private void staff() throws InterruptedException {
        var start = System.nanoTime();
        while (count("SELECT count(*) FROM helpline.line WHERE live") < LINES) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        print("lines", Map.of("lines", LINES, "countries", COUNTRIES, "live_after_s", Count.since(start) / 1000));
        var people = node.getBean(People.class);
        for (var number = 0; number < LINES; number++) {
            if (number % EMPTY_ONE_IN != 0) {
                var desk = database.sql("SELECT desk FROM helpline.line WHERE id = :id")
                        .param("id", line(number))
                        .query((row, at) -> new DeskId(row.getObject(1, java.util.UUID.class)))
                        .single();
                counsellors.put(line(number), people.create("Invented " + number, desk, Set.of(Role.COUNSELLOR)));
            }
        }
    }

    private Person supervisor() {
        var desk = database.sql("SELECT desk FROM helpline.line WHERE id = :id")
                .param("id", emptyLine())
                .query((row, at) -> new DeskId(row.getObject(1, java.util.UUID.class)))
                .single();
        return node.getBean(People.class)
                .create("Invented Supervisor", desk, Set.of(Role.SUPERVISOR, Role.COUNSELLOR, Role.COORDINATOR));
    }

    private String cookie(Person person) {
        return Sessions.COOKIE + "="
                + node.getBean(Sessions.class).open(person.id()).value();
    }

    private final List<Future<?>> tasks = new ArrayList<>();

    private void talk() throws Exception {
        var end = new AtomicBoolean();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var counsellor : counsellors.values()) {
                tasks.add(clients.submit(
                        new DeskClient(new Forms(http, port, cookie(counsellor)), CAPACITY, turns, end, count)));
                // People come to work one after the other.
                TimeUnit.MILLISECONDS.sleep(100);
            }
            arrive(clients);
            // Everybody who is answered has ended their talk, or has lost patience.
            var last = System.nanoTime() + 120_000_000_000L;
            while (count("SELECT count(*) FROM helpline.contact WHERE state = 'TALKING'") > 0
                    && System.nanoTime() < last) {
                TimeUnit.SECONDS.sleep(1);
            }
            if (seconds >= 300) {
                // Whoever left in the last minutes counts as gone five minutes after the last sign.
                TimeUnit.SECONDS.sleep(320);
            }
            end.set(true);
        }
        var failed = tasks.stream()
                .filter(task -> task.state() == Future.State.FAILED)
                .count();
        if (failed > 0) {
            System.err.println(failed + " of " + tasks.size() + " clients gave up with an error");
        }
        tell();
    }

    private void arrive(ExecutorService clients) throws InterruptedException {
        var start = System.nanoTime();
        var arrivals = (int) (seconds * PER_SECOND);
        for (var number = 0; number < arrivals; number++) {
            var due = start + (long) (number / PER_SECOND * 1e9);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            // A prime step, so that all lines have their turn and none of them twice in a row.
            var line = line((int) (number * 131L % LINES));
            var patience = counsellors.containsKey(line) ? 90 : 20;
            var network = "10." + number / 250 % 250 + "." + number % 250 + ".7";
            tasks.add(
                    clients.submit(new ChildClient(new Forms(http, port, "", network), line, turns, patience, count)));
        }
    }

    private void tell() {
        var stored = count("SELECT count(*) FROM dialogue.message");
        var acknowledged = count.fromChildren.get() + count.fromDesk.get();
        var contacts = count("SELECT count(*) FROM helpline.contact");
        var line = new LinkedHashMap<String, Object>();
        line.put("seconds", seconds);
        line.put("contacts_per_second", PER_SECOND);
        line.put("contacts_begun", count.begun.get());
        line.put("contacts_stored", contacts);
        line.put("messages_acknowledged", acknowledged);
        line.put("messages_stored", stored);
        line.put("lost", Math.max(0, count.begun.get() - contacts) + Math.max(0, acknowledged - stored));
        line.put("requests_failed", count.failed.get());
        line.put("begin_ms_p50_p95", pair(count.begins));
        line.put("say_ms_p50_p95", pair(count.says));
        line.put("look_ms_p50_p95", pair(count.looks));
        print("evening", line);
        print("waiting", waiting());
    }

    private static List<Double> pair(java.util.Collection<Double> times) {
        return List.of(Count.quantile(times, 0.5), Count.quantile(times, 0.95));
    }

    private Map<String, Object> waiting() {
        var tally = new TreeMap<String, Long>();
        database.sql("SELECT what, sum(number) FROM helpline.tally GROUP BY what")
                .query(row -> {
                    tally.put(row.getString(1), row.getLong(2));
                });
        var line = new LinkedHashMap<String, Object>();
        line.put("first_answer_ms_p50_p95", pair(count.waits));
        line.put("answered", tally.getOrDefault("ANSWERED", 0L));
        line.put("abandoned_counted", tally.getOrDefault("ABANDONED", 0L));
        line.put("clients_left_unanswered", count.leftWaiting.get());
        line.put("still_waiting", count("SELECT count(*) FROM helpline.contact WHERE state = 'WAITING'"));
        line.put("tally", tally);
        return line;
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private void print(String name, Map<String, Object> figures) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", "evening");
        line.put("line", name);
        line.putAll(figures);
        System.out.println(JSON.writeValueAsString(line));
    }

    /** Prints a line of figures. */
    interface Printer {
        void print(String name, Map<String, Object> figures);
    }

    static List<Double> times(int number, Runnable work) {
        var times = new ArrayList<Double>();
        for (var i = 0; i < number; i++) {
            var start = System.nanoTime();
            work.run();
            times.add(Count.since(start));
        }
        return times;
    }
}
