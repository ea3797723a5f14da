package org.egide.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the source of a page may not hold (S8 of front-door-and-care). The browser tests check the same on running pages. */
final class TemplatesTest {
    private static final List<Pattern> FORBIDDEN = List.of(
            Pattern.compile("<style", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\sstyle\\s*=", Pattern.CASE_INSENSITIVE),
            Pattern.compile("<script(?![^>]*\\ssrc=)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\son[a-z]+\\s*=\\s*[\"']", Pattern.CASE_INSENSITIVE),
            Pattern.compile("(src|action|data|poster)\\s*=\\s*[\"'](https?:)?//", Pattern.CASE_INSENSITIVE),
            Pattern.compile("<link[^>]*href\\s*=\\s*[\"'](https?:)?//", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "\\$unsafe\\{(?!html\\b|panel|content|svg|chart|figure|rendered|String\\.join)",
                    Pattern.CASE_INSENSITIVE));
    private static final Pattern PHYSICAL = Pattern.compile(
            "(margin|padding|border)-(left|right)|(^|[^-])\\b(left|right)\\s*:|text-align\\s*:\\s*(left|right)|float\\s*:\\s*(left|right)",
            Pattern.CASE_INSENSITIVE);

    @Test
    void S8_noPageHoldsInlineStyleOrScriptOrNamesAThirdParty() {
        var faults = new ArrayList<String>();
        var pages = SourceFiles.under("server/src/main/jte", ".jte");
        assertThat(pages).hasSizeGreaterThan(15);
        for (var page : pages) {
            for (var pattern : FORBIDDEN) {
                var matcher = pattern.matcher(SourceFiles.read(page));
                if (matcher.find()) {
                    faults.add(SourceFiles.TOP.relativize(page) + ": " + matcher.group());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void styleSheetsKnowNoLeftAndRightAndLoadNothing() {
        var faults = new ArrayList<String>();
        var sheets = SourceFiles.under("server/src/main/resources/static", ".css");
        assertThat(sheets).isNotEmpty();
        for (var sheet : sheets) {
            var text = SourceFiles.read(sheet).replaceAll("(?s)/\\*.*?\\*/", "");
            if (text.contains("@import") || text.contains("http")) {
                faults.add(sheet.getFileName() + " loads something");
            }
            var matcher = PHYSICAL.matcher(text);
            if (matcher.find()) {
                faults.add(sheet.getFileName() + ": " + matcher.group());
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyDeskFormCarriesItsToken() {
        var faults = new ArrayList<String>();
        for (var page : SourceFiles.under("server/src/main/jte", ".jte")) {
            var text = SourceFiles.read(page);
            var forms = Pattern.compile(
                            "(?s)<form[^>]*method=\"post\"[^>]*action=\"/desk[^>]*>.*?</form>|<form[^>]*action=\"/desk[^>]*method=\"post\"[^>]*>.*?</form>")
                    .matcher(text);
            while (forms.find()) {
                if (!forms.group().contains("csrf")
                        && !page.toString().contains("sign-in")
                        && !page.toString().contains("join")) {
                    faults.add(SourceFiles.TOP.relativize(page).toString());
                }
            }
        }
        assertThat(faults).isEmpty();
    }
}
