package org.egide.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.platform.Refusal;
import org.junit.jupiter.api.Test;

final class DecisionTableTest {
    private static final Vocabulary WORDS =
            new Vocabulary(Map.of("LIGHT", Set.of("RED", "GREEN"), "RAIN", Set.of("YES", "NO")));
    private static final Set<String> EFFECTS = Set.of("STOP", "GO");

    private static DecisionTable table(String rows) {
        return DecisionTable.parse("test", "{\"id\":\"test-1\",\"rows\":[" + rows + "]}", WORDS, EFFECTS);
    }

    private static String row(String when) {
        return "{\"id\":\"r\",\"when\":[" + when + "],\"then\":\"STOP\",\"because\":\"why\"}";
    }

    private static Truth truth(String when, Map<String, Set<String>> facts) {
        return table(row(when)).evaluate(facts).rows().getFirst().truth();
    }

    @Test
    void aConditionIsTrueFalseOrUnknown() {
        var in = "{\"fact\":\"LIGHT\",\"in\":[\"RED\"]}";
        assertThat(truth(in, Map.of("LIGHT", Set.of("RED")))).isEqualTo(Truth.TRUE);
        assertThat(truth(in, Map.of("LIGHT", Set.of("GREEN")))).isEqualTo(Truth.FALSE);
        assertThat(truth(in, Map.of("LIGHT", Set.of("UNKNOWN")))).isEqualTo(Truth.UNKNOWN);
        assertThat(truth(in, Map.of())).isEqualTo(Truth.UNKNOWN);
        var not = "{\"fact\":\"LIGHT\",\"not\":[\"RED\"]}";
        assertThat(truth(not, Map.of("LIGHT", Set.of("RED", "GREEN")))).isEqualTo(Truth.FALSE);
        assertThat(truth(not, Map.of("LIGHT", Set.of("GREEN")))).isEqualTo(Truth.TRUE);
        assertThat(truth(not, Map.of())).isEqualTo(Truth.UNKNOWN);
        var unknown = "{\"fact\":\"LIGHT\",\"unknown\":true}";
        assertThat(truth(unknown, Map.of("LIGHT", Set.of("UNKNOWN")))).isEqualTo(Truth.TRUE);
        assertThat(truth(unknown, Map.of("LIGHT", Set.of("GREEN")))).isEqualTo(Truth.FALSE);
    }

    @Test
    void whatIsUnknownNeverFiresARowUnlessTheRowSaysSo() {
        var facts = Map.of("RAIN", Set.of("YES"));
        var plain = row("{\"fact\":\"LIGHT\",\"in\":[\"RED\"]},{\"fact\":\"RAIN\",\"in\":[\"YES\"]}");
        assertThat(table(plain).evaluate(facts).fired()).isEmpty();
        var orUnknown =
                row("{\"fact\":\"LIGHT\",\"in\":[\"RED\"],\"orUnknown\":true},{\"fact\":\"RAIN\",\"in\":[\"YES\"]}");
        assertThat(table(orUnknown).evaluate(facts).fired()).hasSize(1);
    }

    @Test
    void oneFalseConditionOutweighsAnUnknownOne() {
        var when = "{\"fact\":\"LIGHT\",\"in\":[\"RED\"]},{\"fact\":\"RAIN\",\"in\":[\"YES\"]}";
        assertThat(truth(when, Map.of("RAIN", Set.of("NO")))).isEqualTo(Truth.FALSE);
    }

    @Test
    void theDerivationShowsEveryRowAndItsVersion() {
        var derivation = table(row("{\"fact\":\"RAIN\",\"in\":[\"YES\"]}")).evaluate(Map.of());
        assertThat(derivation.version()).isEqualTo("test-1");
        assertThat(derivation.rows()).singleElement().satisfies(judged -> {
            assertThat(judged.conditions()).containsExactly(Truth.UNKNOWN);
            assertThat(judged.row().id()).isEqualTo("r");
        });
    }

    @Test
    void aFactOutsideTheVocabularyIsAFailureThatACallerSees() {
        var table = table(row("{\"fact\":\"RAIN\",\"in\":[\"YES\"]}"));
        assertThat(table.evaluate(Map.of("RAIN", Set.of("YES"), "SNOW", Set.of("YES"))))
                .satisfies(derivation -> {
                    assertThat(derivation.failure()).isEqualTo(Optional.of("SNOW"));
                    assertThat(derivation.fired()).isEmpty();
                });
        assertThat(table.evaluate(Map.of("RAIN", Set.of("PERHAPS"))).failure()).contains("RAIN");
    }

    @Test
    void anUnknownNameStopsTheStartAndTellsItsPlace() {
        refusedAt(row("{\"fact\":\"SNOW\",\"in\":[\"YES\"]}"), "rows[0].when[0].fact");
        refusedAt(row("{\"fact\":\"RAIN\",\"in\":[\"NO\",\"SOME\"]}"), "rows[0].when[0].in[1]");
        refusedAt(row("{\"fact\":\"RAIN\",\"in\":[]}"), "rows[0].when[0].in");
        refusedAt(row("{\"fact\":\"RAIN\",\"in\":[\"NO\"],\"not\":[\"YES\"]}"), "rows[0].when[0]");
        refusedAt(row("{\"fact\":\"RAIN\",\"in\":[\"NO\"],\"wen\":1}"), "rows[0].when[0].wen");
        refusedAt(row("").replace("STOP", "FLY"), "rows[0].then");
        refusedAt(row("") + "," + row(""), "rows[1].id");
        refusedAt("{", "line 1");
    }

    private static void refusedAt(String rows, String place) {
        assertThatThrownBy(() -> table(rows)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("bad-rules");
            assertThat(refusal.sentence()).contains("at " + place + ",");
        });
    }
}
