package org.egide.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.report.Act;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.Reporter;
import org.egide.report.Step;
import org.junit.jupiter.api.Test;

final class MessagesTest {
    private final Messages messages = new Messages();

    @Test
    void everySentenceExistsInEveryLanguageWithTheSameArguments() {
        var faults = new ArrayList<String>();
        var all = new TreeSet<String>();
        for (var language : Language.values()) {
            all.addAll(messages.keys(language));
        }
        assertThat(all).hasSizeGreaterThan(200);
        for (var key : all) {
            for (var language : Language.values()) {
                if (!messages.has(language, key)
                        || messages.pattern(language, key).isBlank()) {
                    faults.add(key + " is missing in " + language.code());
                } else if (!arguments(Language.EN, key).equals(arguments(language, key))) {
                    faults.add(key + " has other arguments in " + language.code());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void R0_1_everyFormActAndFactHasATitleInEveryLanguage() {
        var wanted = new TreeSet<String>();
        Arrays.stream(Form.values()).forEach(form -> wanted.add("form." + form));
        Arrays.stream(Act.values()).forEach(act -> wanted.add("act." + act));
        Arrays.stream(Door.values()).forEach(door -> wanted.add("door." + door));
        Arrays.stream(Reporter.values()).forEach(reporter -> wanted.add("reporter." + reporter));
        Arrays.stream(ItemKind.values()).forEach(kind -> wanted.add("item." + kind));
        for (var step : Step.values()) {
            wanted.add("status." + step);
            wanted.add("status." + step + ".child");
        }
        for (var kind : FactKind.values()) {
            wanted.add("fact." + kind);
            kind.choices().forEach(value -> wanted.add("fact." + kind + "." + value));
        }
        for (var language : Language.values()) {
            assertThat(messages.keys(language)).as(language.code()).containsAll(wanted);
        }
    }

    @Test
    void R16_theSentencesOfAnAgeBandOnlyEverReplaceSentencesThatEverybodyHas() {
        for (var language : Language.values()) {
            for (var band : AgeBand.values()) {
                assertThat(messages.keys(language))
                        .as(language + " " + band)
                        .containsAll(messages.keys(language, band));
            }
        }
    }

    @Test
    void aSentenceInArabicIsWrittenInArabic() {
        var latin = messages.keys(Language.AR).stream()
                .filter(key -> messages.pattern(Language.AR, key)
                                .codePoints()
                                .filter(Character::isLetter)
                                .count()
                        > 12)
                .filter(key -> messages.pattern(Language.AR, key)
                        .codePoints()
                        .noneMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.ARABIC))
                .toList();
        assertThat(latin).isEmpty();
    }

    private Set<String> arguments(Language language, String key) {
        var names = new TreeSet<String>();
        var pattern = new MessagePattern(messages.pattern(language, key));
        for (var i = 0; i < pattern.countParts(); i++) {
            var part = pattern.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_NUMBER
                    || part.getType() == MessagePattern.Part.Type.ARG_NAME) {
                names.add(pattern.getSubstring(part));
            }
        }
        return names;
    }
}
