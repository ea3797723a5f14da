package org.egide.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

final class CountryTest {
    @TempDir
    Path data;

    private Settings settings(Map<String, String> more) {
        var environment = new java.util.HashMap<>(more);
        environment.put("EGIDE_DATA", data.toString());
        return Settings.load(environment);
    }

    private static Country read(String file) throws IOException {
        return Country.read("test", new StringReader(file));
    }

    @Test
    void withoutACountryTheNumbersThatAreTheSameInManyStatesStand() {
        var settings = settings(Map.of());
        assertThat(settings.text(Setting.EMERGENCY_NUMBER)).isEqualTo("112");
        assertThat(settings.text(Setting.HELPLINE_NUMBER)).isEqualTo("116 111");
        assertThat(settings.text(Setting.LEAVE_URL)).isEqualTo("https://www.wikipedia.org/");
    }

    @Test
    void aCountryIsDataAndASettingStillWins() {
        var model = settings(Map.of("EGIDE_COUNTRY", "model"));
        assertThat(model.text(Setting.HELPLINE_NUMBER)).isEqualTo("555 0100");
        assertThat(model.country().helplines()).hasSize(2);
        assertThat(model.country().helplines().get(1).hours(Language.FR)).contains("lundi");
        assertThat(model.country().helplines().getFirst().languages()).containsExactly("en", "fr", "es", "ar");
        var own = settings(Map.of("EGIDE_COUNTRY", "model", "EGIDE_HELPLINE_NUMBER", "555 0199"));
        assertThat(own.text(Setting.HELPLINE_NUMBER)).isEqualTo("555 0199");
        assertThat(own.text(Setting.EMERGENCY_NUMBER)).isEqualTo("112");
    }

    @Test
    void theFileInTheDataFolderIsTakenBeforeTheDeliveredOne() throws IOException {
        Files.createDirectories(data.resolve("countries"));
        Files.writeString(data.resolve("countries/model.properties"), "emergency.1.number=999\nname.en=Ours\n");
        var settings = settings(Map.of("EGIDE_COUNTRY", "model"));
        assertThat(settings.text(Setting.EMERGENCY_NUMBER)).isEqualTo("999");
        assertThat(settings.text(Setting.HELPLINE_NUMBER)).isEmpty();
        assertThat(settings.country().name(Language.ES)).isEqualTo("Ours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "../eu", "EU", ""})
    void aCountryThatNobodyKnowsStopsTheStart(String code) {
        assertThatThrownBy(() -> settings(Map.of("EGIDE_COUNTRY", code)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("unknown-country"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "helplin.1.number=116 111",
                "helpline.1.number=javascript:alert(1)",
                "leave=http://a.example/",
                "accent.light=#0b5d66",
                "accent.light=red\naccent.dark=#7fd1d4",
                "accent.light=#9fd6da\naccent.dark=#7fd1d4",
                "accent.light=#0b5d66\naccent.dark=#0b5d66"
            })
    void aFileWithAFaultStopsTheStartWithASentence(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("bad-country");
            assertThat(refusal.getMessage())
                    .startsWith("The file of the country test ")
                    .endsWith(".");
        });
    }

    @Test
    void anAccentThatCannotBeReadIsRefusedWithItsContrast() {
        assertThatThrownBy(() -> read("accent.light=#9fd6da\naccent.dark=#7fd1d4"))
                .hasMessageContaining("light pages")
                .hasMessageContaining("4.5 is needed");
    }

    @ParameterizedTest
    @CsvSource({"#000000,#ffffff,21.0", "#ffffff,#ffffff,1.0", "#777777,#ffffff,4.48", "#0b5d66,#fbfaf7,7.26"})
    void contrastIsReckonedAsTheGuidelinesDo(String one, String other, double contrast) {
        assertThat(Accent.contrast(one, other)).isCloseTo(contrast, org.assertj.core.data.Offset.offset(0.06));
        assertThat(Accent.contrast(other, one)).isEqualTo(Accent.contrast(one, other));
    }

    /** The grounds that the contrast is checked against are those of the style sheet. */
    @Test
    void theGroundsAreThoseOfTheStyleSheet() throws IOException {
        var css = new ClassPathResource("static/egide.css").getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(css)
                .contains("--paper: #fbfaf7", "--sheet: #fffefb", "--warm: #fdf1e2")
                .contains("--paper: #15191d", "--sheet: #1d2328", "--warm: #2a241d");
        assertThat(new Accent("#0b5d66", "#7fd1d4").css()).contains("--teal:#0b5d66", "--on-teal:#ffffff");
    }
}
