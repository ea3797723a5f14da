package org.egide.platform.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egide.platform.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a decision table and refuses whatever it does not know, naming the place, for instance {@code rows[3].when[1].in[0]}. */
final class TableFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final Vocabulary vocabulary;
    private final Set<String> effects;

    TableFile(String name, Vocabulary vocabulary, Set<String> effects) {
        this.name = name;
        this.vocabulary = vocabulary;
        this.effects = Set.copyOf(effects);
    }

    DecisionTable read() {
        try (var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw Refusal.because("no-rules", "There are no rules named " + name + ".");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DecisionTable parse(String json) {
        var root = tree(json);
        onlyFields(root, "", Set.of("id", "title", "rows"));
        var rows = new ArrayList<DecisionTable.Row>();
        var names = new HashSet<String>();
        var list = list(root, "rows", "");
        for (var i = 0; i < list.size(); i++) {
            var row = row(list.get(i), "rows[" + i + "]");
            if (!names.add(row.id())) {
                throw wrong("rows[" + i + "].id", "the name " + row.id() + " is used twice");
            }
            rows.add(row);
        }
        return new DecisionTable(text(root, "id", ""), rows, vocabulary);
    }

    private JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw wrong("line " + (at == null ? 0 : at.getLineNr()), "it is not well-formed JSON");
        }
    }

    private DecisionTable.Row row(JsonNode node, String place) {
        onlyFields(node, place, Set.of("id", "when", "then", "because"));
        var then = text(node, "then", place);
        if (!effects.contains(then)) {
            throw wrong(place + ".then", then + " is no effect of this table");
        }
        var conditions = new ArrayList<Condition>();
        var list = list(node, "when", place);
        for (var i = 0; i < list.size(); i++) {
            conditions.add(condition(list.get(i), place + ".when[" + i + "]"));
        }
        return new DecisionTable.Row(text(node, "id", place), conditions, then, text(node, "because", place));
    }

    private Condition condition(JsonNode node, String place) {
        onlyFields(node, place, Set.of("fact", "in", "not", "unknown", "orUnknown"));
        var fact = text(node, "fact", place);
        var allowed = vocabulary.values(fact).orElseThrow(() -> wrong(place + ".fact", "there is no fact " + fact));
        var tests = List.of("in", "not", "unknown").stream().filter(node::has).toList();
        if (tests.size() != 1) {
            throw wrong(place, "exactly one of in, not and unknown is needed");
        }
        if (node.has("unknown")) {
            flag(node, "unknown", place);
            return new Condition(fact, Condition.Test.UNKNOWN, Set.of(), false);
        }
        var orUnknown = node.has("orUnknown") && flag(node, "orUnknown", place);
        var values = values(node, tests.getFirst(), place, fact, allowed);
        return new Condition(fact, node.has("in") ? Condition.Test.IN : Condition.Test.NOT, values, orUnknown);
    }

    private Set<String> values(JsonNode node, String field, String place, String fact, Set<String> allowed) {
        var values = new LinkedHashSet<String>();
        var list = list(node, field, place);
        for (var i = 0; i < list.size(); i++) {
            var at = place + "." + field + "[" + i + "]";
            if (!list.get(i).isString() || !allowed.contains(list.get(i).stringValue())) {
                throw wrong(at, "this is no value of " + fact);
            }
            values.add(list.get(i).stringValue());
        }
        if (values.isEmpty()) {
            throw wrong(place + "." + field, "an empty list is never met");
        }
        return values;
    }

    private boolean flag(JsonNode node, String field, String place) {
        var value = node.get(field);
        if (value == null || !value.isBoolean() || !value.booleanValue()) {
            throw wrong(place + "." + field, "only true can stand here");
        }
        return true;
    }

    private void onlyFields(JsonNode node, String place, Set<String> fields) {
        if (!node.isObject()) {
            throw wrong(place, "an object is needed");
        }
        for (var field : node.propertyNames()) {
            if (!fields.contains(field)) {
                throw wrong(place.isEmpty() ? field : place + "." + field, "this field is not known");
            }
        }
    }

    private JsonNode list(JsonNode node, String field, String place) {
        var value = node.get(field);
        if (value == null || !value.isArray()) {
            throw wrong(place.isEmpty() ? field : place + "." + field, "a list is needed");
        }
        return value;
    }

    private String text(JsonNode node, String field, String place) {
        var value = node.get(field);
        if (value == null || !value.isString() || value.stringValue().isBlank()) {
            throw wrong(place.isEmpty() ? field : place + "." + field, "a text is needed");
        }
        return value.stringValue();
    }

    private Refusal wrong(String place, String sentence) {
        return Refusal.because(
                "bad-rules", "The rules " + name + " cannot be used: at " + place + ", " + sentence + ".");
    }
}
