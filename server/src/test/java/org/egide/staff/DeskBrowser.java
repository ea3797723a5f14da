package org.egide.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.testing.TestNode;

/** A browser of the smallest kind: keeps cookies, fills forms, follows no redirect by itself. */
public final class DeskBrowser {
    private final TestNode node;
    private final HttpClient client;
    private final Map<String, String> cookies = new TreeMap<>();
    private Optional<String> network = Optional.empty();

    public DeskBrowser(TestNode node) {
        this.node = node;
        this.client = node.http();
    }

    /** A browser in which that session is open. */
    public static DeskBrowser signedIn(TestNode node, SecretToken session) {
        var browser = new DeskBrowser(node);
        browser.cookies.put(Sessions.COOKIE, session.value());
        return browser;
    }

    /** A browser at that address, as the reverse proxy tells it. */
    static DeskBrowser at(TestNode node, String address) {
        var browser = new DeskBrowser(node);
        browser.network = Optional.of(address);
        return browser;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<byte[]> getBytes(String path) {
        try {
            return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<byte[]> postBytes(String path, Map<String, String> fields) {
        try {
            return client.send(posted(path, fields).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(posted(path, fields));
    }

    public HttpResponse<String> postFrom(String site, String path, Map<String, String> fields) {
        return send(posted(path, fields).header("Sec-Fetch-Site", site));
    }

    private HttpRequest.Builder posted(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** The value of the first hidden field of that name on a page. */
    public static String field(HttpResponse<String> page, String name) {
        return found(page.body(), "name=\"" + name + "\" value=\"([^\"]*)\"");
    }

    static String found(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " on the page");
        }
        return matcher.group(1);
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(uri(path)).header("Accept", "text/html,*/*");
        network.ifPresent(address -> builder.header("X-Forwarded-For", address));
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return builder;
    }

    private URI uri(String path) {
        return path.startsWith("http") ? URI.create(path) : node.url(path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (var cookie : answer.headers().allValues("Set-Cookie")) {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
