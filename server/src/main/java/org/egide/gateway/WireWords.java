package org.egide.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.egide.report.Act;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the words that the wire format fixes mean here. The words stand in {@code gateway/wire-words.json} and nowhere else. */
@Component
final class WireWords {
    /** Forms, acts and facts that a word stands for. */
    record Meaning(Set<Form> forms, Set<Act> acts, List<Fact> facts) {
        Meaning {
            forms = Set.copyOf(forms);
            acts = Set.copyOf(acts);
            facts = List.copyOf(facts);
        }

        boolean isEmpty() {
            return forms.isEmpty() && acts.isEmpty() && facts.isEmpty();
        }
    }

    private static final Meaning NOTHING = new Meaning(Set.of(), Set.of(), List.of());

    private final Map<String, Meaning> incidentTypes;
    private final Map<String, Meaning> flags;
    private final Map<String, Meaning> channels;

    WireWords() {
        try (var stream = Objects.requireNonNull(WireWords.class.getResourceAsStream("/gateway/wire-words.json"))) {
            var tree = JsonMapper.builder().build().readTree(stream.readAllBytes());
            incidentTypes = meanings(tree.path("incidentTypes"));
            flags = meanings(tree.path("flags"));
            channels = meanings(tree.path("channels"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Meaning> meanings(JsonNode words) {
        var meanings = new LinkedHashMap<String, Meaning>();
        words.properties().forEach(word -> meanings.put(word.getKey(), meaning(word.getValue())));
        return Map.copyOf(meanings);
    }

    private static Meaning meaning(JsonNode word) {
        var forms = EnumSet.noneOf(Form.class);
        word.path("forms").forEach(form -> forms.add(Form.valueOf(form.asString())));
        var acts = EnumSet.noneOf(Act.class);
        word.path("acts").forEach(act -> acts.add(Act.valueOf(act.asString())));
        var facts = new ArrayList<Fact>();
        word.path("facts")
                .properties()
                .forEach(fact -> facts.add(Fact.said(
                        FactKind.valueOf(fact.getKey()), fact.getValue().asString())));
        return new Meaning(forms, acts, facts);
    }

    Set<String> incidentTypes() {
        return incidentTypes.keySet();
    }

    boolean knowsFlag(String flag) {
        return flags.containsKey(flag);
    }

    /** Whether showing the flag's word adds something to what it was mapped to. */
    boolean isShown(String flag) {
        return flags.getOrDefault(flag, NOTHING).isEmpty();
    }

    /** All that an incident type, its flags and its channels stand for. */
    Meaning meaning(String incidentType, Collection<String> setFlags, Collection<String> usedChannels) {
        var all = Stream.of(
                        Stream.of(incidentTypes.getOrDefault(incidentType, NOTHING)),
                        setFlags.stream().map(flag -> flags.getOrDefault(flag, NOTHING)),
                        usedChannels.stream().map(channel -> channels.getOrDefault(channel, NOTHING)))
                .flatMap(meanings -> meanings)
                .toList();
        var forms = EnumSet.noneOf(Form.class);
        var acts = EnumSet.noneOf(Act.class);
        var facts = new ArrayList<Fact>();
        for (var meaning : all) {
            forms.addAll(meaning.forms());
            acts.addAll(meaning.acts());
            facts.addAll(meaning.facts());
        }
        return new Meaning(forms, acts, facts.stream().distinct().toList());
    }
}
