package org.egide.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A service on this machine that speaks a sharing form, as a stranger would write it: nothing of the product is used. What it holds, the
 * test puts there; hashes are noise.
 */
abstract class UpstreamFixture implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failing = new AtomicInteger();
    private volatile Optional<Function<String, Said>> instead = Optional.empty();
    private volatile int failure = 503;

    /** What it answers. */
    record Said(int status, byte[] body, Map<String, String> headers) {
        static Said of(int status, String body) {
            return new Said(status, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }

    UpstreamFixture() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(line);
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var said = said(exchange, line, body);
        said.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(said.status(), said.body().length == 0 ? -1 : said.body().length);
        exchange.getResponseBody().write(said.body());
        exchange.close();
    }

    private Said said(HttpExchange exchange, String line, String body) {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Said.of(failure, "");
        }
        return instead.map(other -> other.apply(line)).orElseGet(() -> answer(exchange, line, body));
    }

    abstract Said answer(HttpExchange exchange, String line, String body);

    /** The next answers are failures of that status. */
    void fail(int times, int status) {
        failure = status;
        failing.set(times);
    }

    /** Answers that instead of what it holds. */
    void instead(Function<String, Said> other) {
        instead = Optional.of(other);
    }

    void itself() {
        instead = Optional.empty();
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    /** The address that people write down. */
    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/sharing";
    }

    static Map<String, String> query(String line) {
        var fields = new TreeMap<String, String>();
        for (var pair : line.substring(line.indexOf('?') + 1).split("&", -1)) {
            var parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** Noise of that many bytes, in hexadecimal digits. */
    static String noise(long seed, int bytes) {
        var noise = new byte[bytes];
        new Random(seed * 7_919 + bytes).nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    static String joined(List<String> parts) {
        return parts.stream().collect(Collectors.joining());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
