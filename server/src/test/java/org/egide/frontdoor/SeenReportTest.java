package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egide.frontdoor.view.Problem;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.Reporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SeenReportTest {
    @ParameterizedTest
    @EnumSource
    void everyFormOfHarmCanBeToldAndNoneBecomesOther(Form form) {
        assertThat(seen("links=https://a.example/x&form=" + form).forms()).isEqualTo(Set.of(form));
    }

    @Test
    void severalFormsStayTogetherAndNoneIsAWorry() {
        var all = EnumSet.allOf(Form.class).stream().map(form -> "form=" + form).collect(Collectors.joining("&"));
        assertThat(seen(all).forms()).hasSize(Form.values().length);
        assertThat(seen("form=NONSENSE").forms()).isEqualTo(Set.of(Form.WORRY));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x?y=1#z, https://a.example/x?y=1#z",
        "HTTP://A.example/x, http://A.example/x",
        "hxxps://a.example/x, https://a.example/x",
        "hxxp://a.example, http://a.example",
        "www.a.example/bild, https://www.a.example/bild",
        "a.example:8080/x, https://a.example:8080/x",
        "مثال.example/صفحة, https://مثال.example/صفحة",
        "https://a.example/with|odd[signs], https://a.example/with|odd[signs]"
    })
    void aLineIsReadAsTheAddressThatPeopleMean(String typed, String address) {
        assertThat(SeenReport.address(typed)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in a chat group", "user_name", "https://", "javascript:alert(1)", "...", "ftp"})
    void aLineThatIsNoAddressStaysInTheWords(String line) {
        assertThat(SeenReport.address(line)).isEmpty();
        assertThat(seen("links=" + encoded(line)).narrative()).contains(line);
    }

    @Test
    void R2_1_aReportWithoutAnyAddressIsWhole() {
        var seen = seen("place=a+game&account=blue_fox&channel=GAME");
        assertThat(seen.problems()).isEmpty();
        assertThat(seen.items()).containsExactly(NewItem.of(ItemKind.ACCOUNT, "blue_fox"));
        assertThat(seen.narrative()).contains("a game");
        assertThat(seen.facts()).contains(Fact.said(FactKind.CHANNEL, "GAME"));
    }

    @Test
    void dangerAndChannelThatNobodyNamedAreUnknown() {
        assertThat(seen("place=somewhere&danger=PERHAPS").facts())
                .containsExactly(
                        Fact.said(FactKind.IMMEDIATE_DANGER, FactKind.UNKNOWN),
                        Fact.said(FactKind.CHANNEL, FactKind.UNKNOWN));
        assertThat(seen("links=a.example&danger=YES").facts())
                .containsExactly(Fact.said(FactKind.IMMEDIATE_DANGER, "YES"), Fact.said(FactKind.CHANNEL, "WEB"));
    }

    @Test
    void twentyAddressesAreTakenAndTwentyOneAreAskedFor() {
        assertThat(seen("links=" + links(20)).problems()).isEmpty();
        assertThat(seen("links=" + links(20)).items()).hasSize(20);
        assertThat(seen("links=" + links(21)).problems())
                .containsExactly(new Problem("links", "frontdoor.report.problem.many"));
        assertThat(seen("links=" + encoded("https://a.example\n\n https://a.example "))
                        .items())
                .hasSize(1);
    }

    @Test
    void nothingAtAllAndTooMuchAreToldApart() {
        assertThat(seen("when=today").problems())
                .containsExactly(new Problem("links", "frontdoor.report.problem.nothing"));
        assertThat(seen("words=" + "x".repeat(SeenReport.LONGEST_WORDS)).problems())
                .isEmpty();
        assertThat(seen("words=" + "x".repeat(SeenReport.LONGEST_WORDS + 1)).problems())
                .containsExactly(new Problem("words", "frontdoor.report.problem.long"));
        assertThat(seen("links=https://a.example/" + "x".repeat(SeenReport.LONGEST_LINK))
                        .problems())
                .containsExactly(new Problem("links", "frontdoor.report.problem.link"));
    }

    @Test
    void aContactStaysApartFromTheWords() {
        var seen = seen("words=hello&name=Robin&reach=robin@a.example&teller=PARENT");
        assertThat(seen.identity()).containsOnlyKeys("name", "contact");
        assertThat(seen.narrative()).contains("hello");
        assertThat(seen.reporter()).isEqualTo(Reporter.PARENT);
        assertThat(seen("teller=CHILD").reporter()).isEqualTo(Reporter.CITIZEN);
    }

    @Test
    void nothingOfItShowsInALog() {
        var seen = seen("words=hello&name=Robin");
        assertThat(seen.toString() + seen.fields()).doesNotContain("hello", "Robin");
    }

    private static String links(int count) {
        return encoded(IntStream.range(0, count)
                .mapToObj(number -> "https://a.example/" + number)
                .collect(Collectors.joining("\n")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SeenReport seen(String form) {
        return SeenReport.of((Posted.Fields) Posted.of(form.getBytes(StandardCharsets.UTF_8)));
    }
}
