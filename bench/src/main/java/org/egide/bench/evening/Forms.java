package org.egide.bench.evening;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends forms as a browser without scripts does, and reads the hidden fields of the answer. */
final class Forms {
    private final HttpClient http;
    private final int port;
    private final String cookie;
    private final String network;

    Forms(HttpClient http, int port, String cookie) {
        this(http, port, cookie, "192.0.2.1");
    }

    /** From a network of its own, as the proxy on loopback would say that the node trusts. */
    Forms(HttpClient http, int port, String cookie, String network) {
        this.http = http;
        this.port = port;
        this.cookie = cookie;
        this.network = network;
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html")
                .header("X-Forwarded-For", network);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The value of the first hidden field of that name; empty when there is none. */
    static String hidden(String page, String name) {
        var from = page.indexOf("name=\"" + name + "\" value=\"");
        if (from < 0) {
            return "";
        }
        var start = from + name.length() + 15;
        return page.substring(start, page.indexOf('"', start));
    }
}
