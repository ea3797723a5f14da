package org.egide.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.EgideApplication;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public door under load. {@code walk}: so many children at once on the path, from the first page to the code, each from a network
 * of its own, thinking between pages; the peer is a file that the same node serves in the same minutes. {@code lookups}: honest look-ups
 * of a code, calm, then during a flood of wrong codes from other networks, then, as the peer, with everybody in one queue, which is what
 * a server does that does not tell networks apart. Clients, server and database share the machine; a proxy on loopback is played by the
 * header that it would set.
 */
final class Door {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern BUTTON = Pattern.compile("<button[^>]* name=\"([^\"]+)\" value=\"([^\"]+)\"");
    private static final Pattern WORD = Pattern.compile("<li><b>([^<]+)</b></li>");
    private static final int LONGEST_PATH = 20;

    private final int children;
    private final int think;
    private final int guesses;
    private final int networks;
    private final int seconds;
    private final int port;
    private final HttpClient client;

    private Door(Map<String, Integer> options, int port) {
        this.children = options.getOrDefault("children", 500);
        this.think = options.getOrDefault("think", 15);
        this.guesses = options.getOrDefault("guesses", 100);
        this.networks = options.getOrDefault("networks", 1);
        this.seconds = options.getOrDefault("seconds", 30);
        this.port = port;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    static void run(List<String> arguments) throws Exception {
        var folder = Path.of("var", "bench-door").toAbsolutePath();
        Intake.delete(folder);
        var port = Intake.freePort();
        var node = start(folder, port);
        try {
            var door = new Door(Intake.options(arguments), port);
            door.walk(1, 0);
            door.lookUps();
            door.print("walk", door.walk(door.children, door.think));
        } finally {
            node.close();
            Intake.delete(folder);
        }
    }

    private static ConfigurableApplicationContext start(Path folder, int port) {
        var node = Node.serve(
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
        var desk = node.getBean(Desks.class).receiving();
        node.getBean(People.class).create("Invented Analyst", desk.id(), Set.of(Role.ANALYST));
        return node;
    }

    /** An answer, as far as a walk needs it. */
    private record Page(int status, String html, long millis) {}

    private Page get(String path, String network) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(at(path)).GET(), network);
    }

    private Page post(String path, Map<String, String> fields, String network)
            throws IOException, InterruptedException {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                network);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Page ask(HttpRequest.Builder request, String network) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var answer =
                client.send(request.header("X-Forwarded-For", network).build(), HttpResponse.BodyHandlers.ofString());
        return new Page(answer.statusCode(), answer.body(), (System.nanoTime() - start) / 1_000_000);
    }

    /** All children at once; the milliseconds of each page of the path, and of the file beside it. */
    private Map<String, Object> walk(int together, int thinking) throws Exception {
        var times = new ConcurrentSkipListMap<Integer, List<Long>>();
        var codes = Collections.synchronizedList(new ArrayList<Long>());
        var without = new AtomicInteger();
        var file = Collections.synchronizedList(new ArrayList<Long>());
        var start = System.nanoTime();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<java.util.concurrent.Future<?>>();
            for (var i = 0; i < together; i++) {
                var number = i;
                all.add(pool.submit(() -> {
                    child(number, thinking, times, codes, without, file);
                    return true;
                }));
            }
            for (var one : all) {
                one.get();
            }
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("children", together);
        figures.put("think_seconds", thinking);
        figures.put("seconds", Math.round((System.nanoTime() - start) / 1e9));
        times.forEach((page, took) -> figures.put("page_" + page + "_ms", spread(took)));
        figures.put(
                "pages_ms", spread(times.values().stream().flatMap(List::stream).toList()));
        figures.put("code_ms", spread(codes));
        figures.put("without_code", without.get());
        figures.put("peer_file_ms", spread(file));
        return figures;
    }

    private void child(
            int number,
            int thinking,
            Map<Integer, List<Long>> times,
            List<Long> codes,
            AtomicInteger without,
            List<Long> file)
            throws Exception {
        var random = new SplittableRandom(number);
        var network = "10." + number / 250 + "." + number % 250 + ".7";
        pause(random, thinking);
        var page = get("/en/talk", network);
        for (var step = 1; step <= LONGEST_PATH; step++) {
            if (page.status() != 200) {
                throw new IllegalStateException("the path answered " + page.status());
            }
            times.computeIfAbsent(step, none -> Collections.synchronizedList(new ArrayList<>()))
                    .add(page.millis());
            pause(random, thinking);
            file.add(get("/static/neutral.svg", network).millis());
            var fields = hidden(page.html());
            var answer = answer(page.html());
            fields.put(answer.getKey(), answer.getValue());
            page = post("/en/talk", fields, network);
            if (answer.getValue().equals("send")) {
                codes.add(page.millis());
                if (code(page.html()).isEmpty()) {
                    without.incrementAndGet();
                }
                return;
            }
        }
        throw new IllegalStateException("the path does not end");
    }

    /** Between nothing and twice the time, so half of it on average at each of two places. */
    private static void pause(SplittableRandom random, int thinking) {
        LockSupport.parkNanos((long) (Duration.ofSeconds(thinking).toNanos() * 2 * random.nextDouble()));
    }

    private static Map<String, String> hidden(String html) {
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(html).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        return fields;
    }

    /** The first answer on the page; on the last page, to send. */
    private static Map.Entry<String, String> answer(String html) {
        return BUTTON.matcher(html)
                .results()
                .map(button -> Map.entry(button.group(1), button.group(2)))
                .filter(button ->
                        !button.getKey().equals("step") || button.getValue().equals("send"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no button on the page"));
    }

    private static String code(String html) {
        return WORD.matcher(html).results().map(word -> word.group(1)).collect(Collectors.joining(" "));
    }

    private void lookUps() throws Exception {
        var code = codeOf("192.0.2.9");
        look(code, "", 3);
        print("lookups_calm", look(code, "", seconds));
        print("lookups_in_flood", inFlood(code, ""));
        print("lookups_one_queue", inFlood(code, "203.0.0.5"));
    }

    private String codeOf(String network) throws Exception {
        var page = get("/en/talk", network);
        for (var step = 0; step < LONGEST_PATH; step++) {
            var fields = hidden(page.html());
            var answer = answer(page.html());
            fields.put(answer.getKey(), answer.getValue());
            page = post("/en/talk", fields, network);
            if (answer.getValue().equals("send")) {
                return code(page.html());
            }
        }
        throw new IllegalStateException("the path does not end");
    }

    private Map<String, Object> inFlood(String code, String network) throws Exception {
        var over = new AtomicBoolean();
        var sent = new AtomicInteger();
        var busy = new AtomicInteger();
        var answers = Collections.synchronizedList(new ArrayList<java.util.concurrent.Future<?>>());
        Map<String, Object> figures;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var pace = Thread.ofPlatform().start(() -> {
                var start = System.nanoTime();
                for (var number = 0; !over.get(); number++) {
                    var one = number;
                    answers.add(pool.submit(() -> {
                        var answer =
                                post("/en/status", Map.of("code", "guess " + one), "203.0." + one % networks + ".5");
                        sent.incrementAndGet();
                        return answer.status() == 503 ? busy.incrementAndGet() : 0;
                    }));
                    LockSupport.parkNanos(start + (number + 1) * 1_000_000_000L / guesses - System.nanoTime());
                }
            });
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            figures = look(code, network, seconds);
            over.set(true);
            pace.join();
            for (var answer : List.copyOf(answers)) {
                answer.get();
            }
        }
        figures.put("guesses_per_second", guesses);
        figures.put("guessing_networks", networks);
        figures.put("guesses_answered", sent.get());
        figures.put("guesses_told_busy", busy.get());
        return figures;
    }

    /** Honest look-ups, one after the other, each from a network of its own unless one is named; one that is told to try again does so after a second, and its whole time counts. */
    private Map<String, Object> look(String code, String network, int length) throws Exception {
        var times = new ArrayList<Long>();
        var again = 0;
        var end = System.nanoTime() + length * 1_000_000_000L;
        while (System.nanoTime() < end) {
            var begun = System.nanoTime();
            var from = network.isEmpty() ? "192." + times.size() / 250 + "." + times.size() % 250 + ".9" : network;
            while (post("/en/status", Map.of("code", code), from).status() == 503 && System.nanoTime() < end) {
                again++;
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
            times.add((System.nanoTime() - begun) / 1_000_000);
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("look_ups", times.size());
        figures.put("told_to_try_again", again);
        figures.put("ms", spread(times));
        return figures;
    }

    private static Map<String, Long> spread(List<Long> times) {
        var sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? Map.of()
                : Map.of(
                        "p50", sorted.get(sorted.size() / 2),
                        "p95", sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1),
                        "most", sorted.getLast());
    }

    private void print(String name, Map<String, Object> figures) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", "door");
        line.put("line", name);
        line.putAll(figures);
        System.out.println(JSON.writeValueAsString(line));
    }
}
