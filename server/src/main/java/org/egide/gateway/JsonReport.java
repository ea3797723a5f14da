package org.egide.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.platform.Json;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.report.Act;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.FileId;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.NewReport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document of the JSON door, read once as a tree: what was understood and which fields were not. Fields that are not known here
 * stay in the raw bytes and are named to the sender. Refuses {@code bad-encoding}, {@code malformed-json} and, naming the field,
 * {@code invalid-json}.
 */
record JsonReport(NewReport report, List<String> ignored) {
    /** Deepest nesting. */
    static final int MAX_DEPTH = 20;

    private static final int MAX_TEXT = 200_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_NUMBER = 40;
    private static final int MOST_IGNORED = 50;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> FIELDS =
            Set.of("forms", "acts", "facts", "narrative", "items", "reporter", "language");
    private static final Set<String> ITEM_FIELDS = Set.of("kind", "value", "file", "port", "at", "event");
    private static final Map<String, Form> FORMS = byName(Form.values());
    private static final Map<String, Act> ACTS = byName(Act.values());
    private static final Map<String, FactKind> FACTS = byName(FactKind.values());
    private static final Map<String, ItemKind> KINDS = byName(ItemKind.values());
    private static final JsonMapper JSON = JsonMapper.builder(Json.forgetfulFactory()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static JsonReport read(Provider provider, String key, NewReport.Raw raw) {
        var tree = objectOf(raw.bytes());
        return new Reading(tree).report(provider, key, raw);
    }

    /** The object that the bytes write, read under the bounds of this door. */
    static JsonNode objectOf(byte[] bytes) {
        var text = Body.text(bytes)
                .orElseThrow(() -> Refusal.because("bad-encoding", "The document is not written in UTF-8."));
        var tree = tree(text);
        if (!tree.isObject()) {
            throw invalid("", "the document must be an object");
        }
        return tree;
    }

    private static JsonNode tree(String text) {
        try {
            var tree = JSON.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw Refusal.because("malformed-json", "The body is empty.");
            }
            return tree;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw Refusal.because(
                    "malformed-json",
                    "The document is not well-formed JSON"
                            + (at == null ? "." : " at line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
        }
    }

    private static Refusal invalid(String field, String why) {
        return Refusal.because("invalid-json", (field.isEmpty() ? "" : field + ": ") + why + ".");
    }

    private static <T extends Enum<T>> Map<String, T> byName(T[] values) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));
    }

    @Override
    public String toString() {
        return "JsonReport[" + report + "]";
    }

    /** One walk over one tree. */
    private static final class Reading {
        private final JsonNode tree;
        private final Telling telling = new Telling();
        private final List<String> ignored = new ArrayList<>();

        private Reading(JsonNode tree) {
            this.tree = tree;
        }

        private JsonReport report(Provider provider, String key, NewReport.Raw raw) {
            tree.propertyNames().forEach(name -> ignoreUnless(FIELDS, name, name));
            var forms = choices("forms", FORMS, Form.class);
            var acts = choices("acts", ACTS, Act.class);
            var facts = facts();
            items();
            var narrative = text("narrative");
            reporter();
            if (forms.isEmpty() && telling.items().isEmpty() && narrative.isEmpty()) {
                throw invalid("", "a report has at least a form, an item or a narrative");
            }
            var report = new NewReport(
                    Door.PARTNER_JSON,
                    provider.kind().reporter(),
                    provider.actor(),
                    language(),
                    raw,
                    forms,
                    acts,
                    facts,
                    narrative,
                    telling.identity(),
                    telling.items(),
                    Optional.of(provider.source()),
                    Optional.of(key),
                    Optional.empty());
            return new JsonReport(report, ignored);
        }

        private void ignoreUnless(Set<String> known, String name, String path) {
            if (!known.contains(name) && ignored.size() < MOST_IGNORED) {
                ignored.add(path);
            }
        }

        private <T extends Enum<T>> Set<T> choices(String field, Map<String, T> known, Class<T> type) {
            var chosen = EnumSet.noneOf(type);
            var place = 0;
            for (var value : array(field)) {
                var choice = value.isString() ? known.get(value.asString()) : null;
                if (choice == null) {
                    throw invalid(field + "[" + place + "]", "not one of the values this field takes");
                }
                chosen.add(choice);
                place++;
            }
            return chosen;
        }

        private JsonNode array(String field) {
            var value = tree.path(field);
            if (!value.isArray() && !isAbsent(value)) {
                throw invalid(field, "must be an array");
            }
            return value;
        }

        private List<Fact> facts() {
            var facts = new ArrayList<Fact>();
            for (var entry : object("facts").properties()) {
                var path = "facts." + entry.getKey();
                var kind = FACTS.get(entry.getKey());
                // How material stands to the lists is for the machine to say, not for a sender.
                if (kind == null || kind == FactKind.MATERIAL) {
                    ignoreUnless(Set.of(), entry.getKey(), path);
                } else if (entry.getValue().isString()
                        && kind.allows(entry.getValue().asString())) {
                    facts.add(Fact.said(kind, entry.getValue().asString()));
                } else {
                    throw invalid(path, "not one of the values this fact takes");
                }
            }
            return facts;
        }

        private JsonNode object(String field) {
            var value = tree.path(field);
            if (!value.isObject() && !isAbsent(value)) {
                throw invalid(field, "must be an object");
            }
            return value;
        }

        private void items() {
            var place = 0;
            for (var item : array("items")) {
                if (place >= Telling.MOST_ITEMS) {
                    throw invalid("items", "at most " + Telling.MOST_ITEMS);
                }
                item("items[" + place + "]", item);
                place++;
            }
        }

        private void item(String path, JsonNode item) {
            item.propertyNames().forEach(name -> ignoreUnless(ITEM_FIELDS, name, path + "." + name));
            var kind =
                    item.path("kind").isString() ? KINDS.get(item.path("kind").asString()) : null;
            if (kind == null) {
                throw invalid(path + ".kind", "not one of the kinds of item");
            }
            var value = item.path("value");
            if (!value.isString()
                    || value.asString().isBlank()
                    || value.asString().length() > NewItem.MAX_LENGTH) {
                throw invalid(path + ".value", "must be text of 1 to " + NewItem.MAX_LENGTH + " characters");
            }
            telling.item(
                    kind == ItemKind.FILE
                            ? NewItem.file(file(path, item), value.asString())
                            : NewItem.of(kind, Telling.fitting(value.asString() + surroundings(kind, item))));
        }

        private static FileId file(String path, JsonNode item) {
            var file = item.path("file");
            if (!file.isString() || !UUID.matcher(file.asString()).matches()) {
                throw invalid(path + ".file", "must name a file that was sent before");
            }
            return FileId.of(file.asString());
        }

        /** Port, time and event of a network address, written as the XML door writes them. */
        private static String surroundings(ItemKind kind, JsonNode item) {
            return kind == ItemKind.NETWORK_ADDRESS
                    ? surrounding(item, "port") + surrounding(item, "at") + surrounding(item, "event")
                    : "";
        }

        private static String surrounding(JsonNode item, String field) {
            var value = item.path(field);
            return value.isValueNode() && !value.isNull() ? " " + field + "=" + value.asString() : "";
        }

        private Optional<String> text(String field) {
            var value = tree.path(field);
            if (isAbsent(value)) {
                return Optional.empty();
            }
            if (!value.isString()) {
                throw invalid(field, "must be text");
            }
            return Optional.of(value.asString()).filter(text -> !text.isBlank());
        }

        private void reporter() {
            for (var entry : object("reporter").properties()) {
                if (!entry.getValue().isValueNode()) {
                    throw invalid("reporter." + entry.getKey(), "must be text");
                }
                telling.who("reporter." + entry.getKey(), entry.getValue().asString());
            }
        }

        private Language language() {
            return text("language")
                    .map(code -> Language.of(code).orElse(Language.EN))
                    .orElse(Language.EN);
        }

        private static boolean isAbsent(JsonNode value) {
            return value.isMissingNode() || value.isNull();
        }
    }
}
