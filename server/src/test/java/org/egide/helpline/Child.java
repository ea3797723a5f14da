package org.egide.helpline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.testing.TestNode;

/** A child with a browser that runs no script: taps, writes, presses; keeps nothing but the page before her. */
final class Child {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final TestNode node;
    private final String language;
    private HttpResponse<String> page;

    private Child(TestNode node, String language, HttpResponse<String> page) {
        this.node = node;
        this.language = language;
        this.page = page;
    }

    static Child opens(TestNode node, String language, String line) {
        return new Child(
                node,
                language,
                send(
                        node,
                        HttpRequest.newBuilder(node.url("/" + language + "/chat/" + line))
                                .GET()));
    }

    /** Opens, says what it is about and how old she is, and waits. */
    static Child waiting(TestNode node, String line, About about) {
        return waiting(node, "en", line, about);
    }

    static Child waiting(TestNode node, String language, String line, About about) {
        return opens(node, language, line).taps("about", about.name()).taps("age", "A13_15");
    }

    /** Presses a button; the hidden fields go along. */
    Child taps(String name, String value) {
        assertThat(html()).contains("name=\"" + name + "\" value=\"" + value + "\"");
        var fields = hidden();
        fields.put(name, value);
        return posts(fields);
    }

    Child says(String words) {
        var fields = hidden();
        fields.put("words", words);
        fields.put("step", "say");
        return posts(fields);
    }

    Child looks() {
        var fields = hidden();
        fields.put("step", "look");
        return posts(fields);
    }

    /** What the script asks every two seconds. */
    int live() {
        var fields = hidden();
        fields.put("step", "live");
        return send(node, post(fields)).statusCode();
    }

    /** Comes back from nowhere with the words of her code. */
    Child comesBack(List<String> code) {
        return posts(Map.of("code", String.join(" ", code)));
    }

    Child posts(Map<String, String> fields) {
        page = send(node, post(fields));
        return this;
    }

    private HttpRequest.Builder post(Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(node.url("/" + language + "/chat"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(TestNode node, HttpRequest.Builder request) {
        try {
            return node.http()
                    .send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int status() {
        return page.statusCode();
    }

    HttpResponse<String> page() {
        return page;
    }

    String html() {
        return page.body();
    }

    Map<String, String> hidden() {
        var form = html().indexOf("data-live");
        var found = HIDDEN.matcher(form < 0 ? html() : html().substring(form));
        var fields = new LinkedHashMap<String, String>();
        while (found.find()) {
            fields.putIfAbsent(found.group(1), found.group(2));
        }
        return fields;
    }

    /** The words of the code on this page; empty when there is none. */
    List<String> code() {
        var list = html().indexOf("<ol class=\"code\"");
        return list < 0
                ? List.of()
                : Pattern.compile("<li><b>([^<]+)</b></li>")
                        .matcher(html().substring(list))
                        .results()
                        .map(word -> word.group(1))
                        .toList();
    }
}
