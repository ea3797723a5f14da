package org.egide.frontdoor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.egide.frontdoor.view.NumbersPage;
import org.egide.frontdoor.view.Sheet;
import org.egide.platform.Country;
import org.egide.platform.Language;
import org.egide.platform.Settings;
import org.egide.platform.web.Anyone;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** All numbers of the country with their hours and languages; the first of each kind stands on every page. */
@RestController
@Anyone(why = "whoever needs a number must find it")
final class NumbersDoor {
    private final Sheets sheets;
    private final Settings settings;

    NumbersDoor(Sheets sheets, Settings settings) {
        this.sheets = sheets;
        this.settings = settings;
    }

    @GetMapping("/{language:" + Language.CODES + "}/numbers")
    ResponseEntity<byte[]> numbers(@PathVariable String language) {
        var sheet = sheets.quiet(Sheets.language(language), "/numbers");
        var country = settings.country();
        return sheets.show(
                "numbers",
                new NumbersPage(
                        sheet,
                        country.name(sheet.page().language()),
                        lines(sheet, sheet.emergency(), country.emergencies()),
                        lines(sheet, sheet.helpline(), country.helplines())));
    }

    /** The number of the setting first, with what the country's file knows of it; then the others. */
    private static List<NumbersPage.Line> lines(Sheet sheet, String first, List<Country.Line> known) {
        var lines = new java.util.ArrayList<NumbersPage.Line>();
        if (!first.isBlank() && known.stream().noneMatch(line -> line.number().equals(first))) {
            lines.add(new NumbersPage.Line(first, "", "", ""));
        }
        known.forEach(line -> lines.add(line(sheet.page().language(), line)));
        return lines;
    }

    private static NumbersPage.Line line(Language language, Country.Line line) {
        var spoken = line.languages().stream()
                .map(code -> Locale.of(code).getDisplayLanguage(language.locale()))
                .collect(Collectors.joining(language.equals(Language.AR) ? "، " : ", "));
        return new NumbersPage.Line(line.number(), line.name(language), line.hours(language), spoken);
    }
}
