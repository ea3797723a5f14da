package org.egide.helpline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.egide.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance check of a line's file (R74.2). */
final class HelplineFileTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: good|id: Bad Id|bad-id",
                "id: good|id: other|id-not-file-name",
                "country: XA|country: QQ|unknown-country",
                "desk: Desk of good|desk: ''|no-desk",
                "languages: [en, fr, ar]|languages: []|no-language",
                "languages: [en, fr, ar]|languages: [en, fr, ar, tlh]|unknown-language",
                "languages: [en, fr, ar]|languages: [en, fr, ar, es]|text-missing",
                "Africa/Dakar|Africa/Nowhere|unknown-time-zone",
                "00:00-24:00|20:00-08:00|bad-hours",
                "hours:|times:|unknown-key",
                "free-number: \"116 111\"|free-number: \"call us\"|bad-number",
                "emergency-number: \"112\"|emergency-number: \"\"|bad-number",
                "id: south|id: north|bad-region",
                "kind: POLICE|kind: ARMY|bad-partner",
                "kind: POLICE|kind: CARE|partner-missing",
                "welcome: {en|welcome: {de|text-missing",
                "id: good|id: [|unreadable",
                "id: good|'id: good\nid: good'|unreadable"
            })
    void R74_2_everyFailingPointHasAStableCode(String good, String bad, String code) {
        var text = LineFixture.file("good");
        assertThat(text).contains(good);
        var checked = HelplineFile.check("good", text.replace(good, bad.replace("\\n", "\n")));
        assertThat(checked.failing()).extracting(Failing::code).contains(code);
        assertThat(checked.line()).isEmpty();
    }

    @Test
    void R74_2_aGoodFileIsALineAndTheCommandSaysSo() throws Exception {
        var good = folder.resolve("good.yaml");
        Files.writeString(good, LineFixture.file("good"));
        var bad = folder.resolve("bad.yaml");
        Files.writeString(bad, LineFixture.file("bad").replace("XA", "QQ"));
        var told = new ByteArrayOutputStream();
        var out = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertThat(HelplineCommand.run(List.of("check", good.toString()), out)).isZero();
        assertThat(HelplineCommand.run(List.of("check", good.toString(), bad.toString()), out))
                .isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("OK").contains("unknown-country at country");
        assertThatThrownBy(() -> HelplineCommand.run(List.of("look"), out)).isInstanceOf(Refusal.class);
    }

    @Test
    void hoursAreReadByTheLinesOwnClockAndMayCrossTheWeekend() {
        var line = HelplineFile.check("good", LineFixture.file("good").replace("mon-sun", "sat-mon"))
                .line()
                .orElseThrow();
        assertThat(line.open(Instant.parse("2026-07-05T12:00:00Z")))
                .as("Sunday")
                .isTrue();
        assertThat(line.open(Instant.parse("2026-07-08T12:00:00Z")))
                .as("Wednesday")
                .isFalse();
        var span = new Hours(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.of(8, 0), LocalTime.of(20, 0));
        assertThat(span.holds(DayOfWeek.FRIDAY, LocalTime.of(20, 0))).isFalse();
        assertThat(span.text()).isEqualTo("mon-fri 08:00-20:00");
    }

    @Test
    void anAliasThatGrowsIsRefused() {
        var bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        assertThat(HelplineFile.check("good", bomb).failing())
                .extracting(Failing::code)
                .contains("unreadable");
    }
}
