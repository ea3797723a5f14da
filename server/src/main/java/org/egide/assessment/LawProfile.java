package org.egide.assessment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.rules.DecisionTable;
import org.egide.platform.rules.Derivation;
import org.egide.platform.rules.Vocabulary;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The rules of a jurisdiction as data: two tables named by the setting {@code law-profile}, one for material and one for conduct. The first
 * row that holds gives the outcome; where none holds, or the table cannot read an answer, the view does not settle the matter and a
 * person must. A jurisdiction brings its own pair of files.
 */
@Component
public final class LawProfile {
    private final DecisionTable material;
    private final DecisionTable conduct;

    @Autowired
    LawProfile(Settings settings) {
        this(settings.text(Setting.LAW_PROFILE));
    }

    LawProfile(String name) {
        if (!name.matches("[a-z0-9-]+")) {
            throw Refusal.because("bad-setting", "EGIDE_LAW_PROFILE must be the name of a law profile.");
        }
        this.material = load("assessment/law/" + name + ".json", Sheet.MATERIAL);
        this.conduct = load("assessment/law/" + name + "-conduct.json", Sheet.CONDUCT);
    }

    private static DecisionTable load(String resource, Sheet sheet) {
        return DecisionTable.load(
                resource,
                vocabulary(sheet),
                Arrays.stream(Verdict.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet()));
    }

    private static Vocabulary vocabulary(Sheet sheet) {
        var facts = new LinkedHashMap<String, Set<String>>();
        for (var element : Element.of(sheet)) {
            facts.put(
                    element.name(),
                    element.choices().stream()
                            .filter(choice -> !choice.equals(Element.UNSURE))
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return new Vocabulary(facts);
    }

    /** The versions that are stamped on decisions carried over without a view. */
    String version() {
        return material.version();
    }

    /** Derives from one person's answers. */
    Derived derive(Map<Element, String> answers) {
        var sheets = EnumSet.noneOf(Sheet.class);
        answers.keySet().forEach(element -> sheets.add(element.sheet()));
        var derivations = new ArrayList<Derivation>();
        for (var sheet : sheets) {
            derivations.add((sheet == Sheet.MATERIAL ? material : conduct).evaluate(facts(sheet, answers)));
        }
        var verdict = derivations.stream()
                .map(LawProfile::verdict)
                .reduce(Verdict::with)
                .orElse(Verdict.NEEDS_THIRD);
        return new Derived(verdict, derivations);
    }

    private static Verdict verdict(Derivation derivation) {
        return derivation.first().map(row -> Verdict.valueOf(row.then())).orElse(Verdict.NEEDS_THIRD);
    }

    private static Map<String, Set<String>> facts(Sheet sheet, Map<Element, String> answers) {
        var facts = new HashMap<String, Set<String>>();
        answers.forEach((element, value) -> {
            if (element.sheet() == sheet) {
                facts.put(element.name(), Set.of(value.equals(Element.UNSURE) ? Vocabulary.UNKNOWN : value));
            }
        });
        return facts;
    }
}
