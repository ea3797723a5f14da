package org.egide.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.FormElement;

/** A form that a person fills in: what stands in it already, what they choose and write, and the button they press. */
final class Form {
    private record Field(String name, String value) {}

    private final WebPage page;
    private final FormElement form;
    private final List<Field> fields;

    private Form(WebPage page, FormElement form, List<Field> fields) {
        this.page = page;
        this.form = form;
        this.fields = fields;
    }

    static Form of(WebPage page, FormElement form) {
        return new Form(
                page,
                form,
                form.formData().stream()
                        .map(field -> new Field(field.key(), field.value()))
                        .toList());
    }

    /** Writes a text or chooses a value; the form must have such a field, and a choice must be offered. */
    Form with(String name, String value) {
        var found = form.elements().stream()
                .filter(element -> element.attr("name").equals(name))
                .toList();
        NotHeld.unless(!found.isEmpty(), page.path() + ": the form has no field " + name);
        var options = found.stream()
                .flatMap(element -> element.normalName().equals("select")
                        ? element.select("option").stream()
                        : java.util.stream.Stream.of(element))
                .toList();
        var free = found.stream()
                .anyMatch(element -> element.normalName().equals("textarea")
                        || (element.normalName().equals("input")
                                && !element.attr("type").matches("radio|checkbox|hidden|submit")));
        var offered = options.stream().anyMatch(option -> option.attr("value").equals(value));
        NotHeld.unless(free || offered, page.path() + ": the field " + name + " does not offer " + value);
        var several = found.getFirst().attr("type").equals("checkbox");
        var next = new ArrayList<>(fields);
        if (!several) {
            next.removeIf(field -> field.name().equals(name));
        }
        next.add(new Field(name, value));
        return new Form(page, form, next);
    }

    /** Whether there is a button of that name and value. */
    boolean offers(String name, String value) {
        return form.select("button[name=" + name + "]").stream()
                .anyMatch(button -> button.attr("value").equals(value));
    }

    /** Presses the only button, or the first. */
    WebPage send() throws IOException, InterruptedException {
        return submit(fields);
    }

    /** Presses the button of that name and value. */
    WebPage press(String name, String value) throws IOException, InterruptedException {
        NotHeld.unless(offers(name, value), page.path() + ": there is no button " + name + "=" + value);
        var all = new ArrayList<>(fields);
        all.add(new Field(name, value));
        return submit(all);
    }

    private WebPage submit(List<Field> all) throws IOException, InterruptedException {
        var encoded = all.stream()
                .map(field -> encode(field.name()) + "=" + encode(field.value()))
                .collect(Collectors.joining("&"));
        var address = URI.create(
                form.hasAttr("action") ? form.absUrl("action") : page.address().toString());
        if (form.attr("method").equalsIgnoreCase("post")) {
            var query = address.getRawQuery();
            return page.browser().post(address.getRawPath() + (query == null ? "" : "?" + query), encoded);
        }
        return page.browser().open(address.getRawPath() + "?" + encoded);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
