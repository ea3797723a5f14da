package org.egide.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A page as it came, parsed. */
record WebPage(Browser browser, URI address, int status, Document document) {
    static WebPage of(Browser browser, HttpResponse<String> answer) {
        return new WebPage(
                browser,
                answer.uri(),
                answer.statusCode(),
                Jsoup.parse(answer.body(), answer.uri().toString()));
    }

    /** This page, if it was answered with 200. */
    WebPage ok() {
        NotHeld.unless(status == 200, address.getPath() + " answered " + status + ": " + shortText());
        return this;
    }

    String path() {
        return address.getPath();
    }

    String text() {
        return document.text();
    }

    String shortText() {
        var text = document.body().text();
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }

    boolean says(String words) {
        return text().contains(words);
    }

    /** The first element of a selector, or the step does not hold. */
    Element one(String selector) {
        return find(selector)
                .orElseThrow(() -> new NotHeld(path() + " shows no " + selector + ", but: " + shortText()));
    }

    Optional<Element> find(String selector) {
        return Optional.ofNullable(document.selectFirst(selector));
    }

    List<Element> all(String selector) {
        return List.copyOf(document.select(selector));
    }

    /** The form whose action ends so. */
    Form form(String actionEnd) {
        return forms(actionEnd).stream()
                .findFirst()
                .orElseThrow(() -> new NotHeld(path() + " has no form to " + actionEnd + ", but: " + shortText()));
    }

    List<Form> forms(String actionEnd) {
        return document.select("form").stream()
                .filter(form -> form.attr("action").replaceAll("[?#].*", "").endsWith(actionEnd))
                .filter(FormElement.class::isInstance)
                .map(form -> Form.of(this, (FormElement) form))
                .toList();
    }

    /** Follows the first link of a selector. */
    WebPage follow(String selector) throws IOException, InterruptedException {
        return browser.open(URI.create(one(selector).absUrl("href")).getRawPath());
    }
}
