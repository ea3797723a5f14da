package org.egide.demo.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A hosting service of the stand-in world: serves pictures over HTTP on a loopback
 * address of its own and reacts to notices that arrive in its mailbox,
 * each after its own temper. A picture that was taken down answers 410.
 */
public final class Host implements AutoCloseable {
    private final String name;
    private final Temper temper;
    private final HttpServer server;
    private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> notices = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();

    private Host(String name, Temper temper, HttpServer server) {
        this.name = name;
        this.temper = temper;
        this.server = server;
    }

    /** Opens the host on a free port of that loopback address. */
    public static Host open(String name, String address, Temper temper) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 16);
            var host = new Host(name, temper, server);
            server.createContext("/", host::answer);
            server.start();
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    public Temper temper() {
        return temper;
    }

    public URI base() {
        return URI.create("http://" + address() + ":" + server.getAddress().getPort());
    }

    /** The network address: hosts are told apart by it, so each has its own. */
    public String address() {
        return server.getAddress().getAddress().getHostAddress();
    }

    /** Where notices go. */
    public String abuseContact() {
        return "abuse@" + name;
    }

    /** Puts a picture on the web and returns its address. */
    public URI publish(String path, byte[] picture) {
        pictures.put(path, picture);
        return base().resolve(path);
    }

    /** A mail about one of its pictures: counted, and obeyed after the host's temper. */
    void noticed(URI address) {
        if (!address.toString().startsWith(base() + "/")) {
            return;
        }
        var path = address.getPath();
        var count =
                notices.computeIfAbsent(path, unknown -> new AtomicInteger()).incrementAndGet();
        if (temper.obeys(count)) {
            pictures.remove(path);
        }
    }

    /** How many mails came about the picture. */
    public int noticesAbout(URI address) {
        return Optional.ofNullable(notices.get(address.getPath()))
                .map(AtomicInteger::get)
                .orElse(0);
    }

    /** How often the product asked for the picture; other visitors do not count. */
    public int looksAt(URI address) {
        return Optional.ofNullable(looks.get(address.getPath()))
                .map(AtomicInteger::get)
                .orElse(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (isCheck(exchange)) {
                looks.computeIfAbsent(path, unknown -> new AtomicInteger()).incrementAndGet();
            }
            var picture = pictures.get(path);
            if (picture != null) {
                exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                exchange.sendResponseHeaders(200, picture.length);
                exchange.getResponseBody().write(picture);
            } else {
                var known = notices.containsKey(path);
                var words = (known ? "This was taken down.\n" : "There is nothing here.\n")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                exchange.sendResponseHeaders(known ? 410 : 404, words.length);
                exchange.getResponseBody().write(words);
            }
        }
    }

    private static boolean isCheck(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"))
                .contains("availability check");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
