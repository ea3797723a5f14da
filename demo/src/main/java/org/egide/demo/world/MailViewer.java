package org.egide.demo.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The letters of the stand-in world in a browser: {@code /} lists them, {@code /<number>} shows one as plain text. */
public final class MailViewer implements AutoCloseable {
    private final HttpServer server;
    private final PostOffice office;

    private MailViewer(HttpServer server, PostOffice office) {
        this.server = server;
        this.office = office;
    }

    /** Opens on a free port of 127.0.0.1. */
    public static MailViewer open(PostOffice office) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
            var viewer = new MailViewer(server, office);
            server.createContext("/", viewer::answer);
            server.start();
            return viewer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var rest = exchange.getRequestURI().getPath().substring(1);
            var letters = office.letters();
            if (rest.isEmpty()) {
                send(exchange, 200, "text/html", list());
            } else if (rest.matches("\\d{1,6}")
                    && Integer.parseInt(rest) >= 1
                    && Integer.parseInt(rest) <= letters.size()) {
                send(exchange, 200, "text/plain", text(letters.get(Integer.parseInt(rest) - 1)));
            } else {
                send(exchange, 404, "text/plain", "There is no such letter.\n");
            }
        }
    }

    private String list() {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><title>Mail of the stand-in world</title>")
                .append("<h1>Mail of the stand-in world</h1><ol>");
        var number = 0;
        for (var letter : office.letters()) {
            number++;
            page.append("<li><a href=\"/")
                    .append(number)
                    .append("\">")
                    .append(plain(letter.subject()))
                    .append("</a> to ")
                    .append(plain(letter.to()))
                    .append("</li>");
        }
        return page.append("</ol></html>").toString();
    }

    private static String text(Letter letter) {
        return "From: " + letter.from() + "\nTo: " + letter.to() + "\nSubject: " + letter.subject() + "\n\n"
                + letter.text()
                + letter.xarf()
                        .map(report -> "\n\nAttachment xarf.json:\n" + report.toPrettyString() + "\n")
                        .orElse("");
    }

    private static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
