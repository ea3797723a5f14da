package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.egide.platform.Language;
import org.egide.testing.TestNode;

/** Somebody with a browser that runs no script: follows links, presses buttons, keeps no cookie and counts the presses. */
final class Visitor {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"");

    private final TestNode node;
    private final String address;
    private final List<HttpResponse<byte[]>> pages = new ArrayList<>();
    private int activations;
    private String accepted = "";

    Visitor(TestNode node) {
        this(node, "127.0.0.1");
    }

    /** Somebody whose network address the proxy tells. */
    Visitor(TestNode node, String address) {
        this.node = node;
        this.address = address;
    }

    /** Whose browser asks for that language. */
    Visitor speaking(Language language) {
        accepted = language.code();
        return this;
    }

    /** Opens an address, as from a bookmark. */
    Visitor opens(String path) {
        send(HttpRequest.newBuilder(node.url(path)).GET());
        return this;
    }

    /** Follows a link that stands on the page. */
    Visitor follows(String path) {
        assertThat(html()).contains("href=\"" + path + "\"");
        activations++;
        return opens(path);
    }

    /** Presses a button of the page's form; hidden fields go along, nothing is typed. */
    Visitor presses(String name, String value) {
        assertThat(html())
                .contains("<button")
                .containsPattern("<button[^>]* name=\"" + name + "\" value=\"" + value + "\"");
        activations++;
        var form = formWith(name, value);
        var fields = hidden(form);
        fields.put(name, value);
        return posts(action(form), encoded(fields));
    }

    /** The form in which the button stands. */
    private String formWith(String name, String value) {
        var button = Pattern.compile("<button[^>]* name=\"" + name + "\" value=\"" + value + "\"");
        return Pattern.compile("<form .*?</form>", Pattern.DOTALL)
                .matcher(html())
                .results()
                .map(form -> form.group())
                .filter(form -> button.matcher(form).find())
                .findFirst()
                .orElseThrow();
    }

    /** Sends a form. */
    Visitor posts(String path, String form) {
        return posts(path, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    }

    Visitor posts(String path, String type, byte[] body) {
        send(HttpRequest.newBuilder(node.url(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        return this;
    }

    private void send(HttpRequest.Builder request) {
        try {
            if (!accepted.isEmpty()) {
                request.header("Accept-Language", accepted);
            }
            pages.add(node.http()
                    .send(
                            request.header("Accept", "text/html")
                                    .header("X-Forwarded-For", address)
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int activations() {
        return activations;
    }

    List<HttpResponse<byte[]>> pages() {
        return List.copyOf(pages);
    }

    HttpResponse<byte[]> page() {
        return pages.getLast();
    }

    int status() {
        return page().statusCode();
    }

    URI address() {
        return page().uri();
    }

    String html() {
        return new String(page().body(), StandardCharsets.UTF_8);
    }

    String action() {
        return action(html());
    }

    private static String action(String html) {
        var found = ACTION.matcher(html);
        assertThat(found.find()).as("a form").isTrue();
        return found.group(1);
    }

    Map<String, String> hidden() {
        return hidden(html());
    }

    private static Map<String, String> hidden(String html) {
        var fields = new LinkedHashMap<String, String>();
        var found = HIDDEN.matcher(html);
        while (found.find()) {
            fields.put(found.group(1), found.group(2));
        }
        return fields;
    }

    /** The words of the code on this page; empty when there is none. */
    List<String> code() {
        var list = html().indexOf("<ol class=\"code\"");
        if (list < 0) {
            return List.of();
        }
        return Pattern.compile("<li><b>([^<]+)</b></li>")
                .matcher(html().substring(list))
                .results()
                .map(word -> word.group(1))
                .toList();
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static int zipped(byte[] bytes) {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.size();
    }
}
