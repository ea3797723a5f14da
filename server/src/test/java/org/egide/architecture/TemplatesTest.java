package org.egide.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final Pattern FIELD = Pattern.compile("<(?:input|textarea|select)\\b(?:[^>\"]|\"[^\"]*\")*>");
    private static final Pattern LABEL = Pattern.compile("<label[^>]* for=\"([^\"]*)\"");
    private static final Pattern UNSEEN = Pattern.compile("type=\"hidden\"|name=\"website\" tabindex=\"-1\"");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}.-]*\\p{L}{2,}[\\p{L}\\p{N}.-]*");

    /** Names that no language changes: of a clock, of a key, of what others have named. */
    private static final Set<String> THE_SAME_EVERYWHERE = Set.of("UTC", "Enter", "SHA-256", ".zip.age");

    /** Where the code of a template begins; with the first group it goes on to the closing bracket. */
    private static final Pattern CODE = Pattern.compile(
            "((?:\\$unsafe|\\$|!)\\{|@(?:if|elseif|for|template\\.[\\w.-]+)\\s*\\()|@(?:else|endif|endfor)\\b");

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
    void R15_everyFieldOfEveryPageHasALabel() {
        var faults = new ArrayList<String>();
        for (var page : SourceFiles.under("server/src/main/jte", ".jte")) {
            unlabelled(SourceFiles.read(page))
                    .forEach(field -> faults.add(SourceFiles.TOP.relativize(page) + ": " + field));
        }
        assertThat(faults).isEmpty();
        assertThat(unlabelled(
                        "<label for=\"a\">A</label><input id=\"a\"><label>B <select name=\"b\"></select></label>"))
                .isEmpty();
        assertThat(unlabelled("<label for=\"a\">A</label><input id=\"b\" value=\"${one > two}\">"))
                .hasSize(1);
        assertThat(unlabelled("<label>A</label><textarea name=\"a\">")).hasSize(1);
    }

    /** Fields that people fill in and that nothing names; the one that people cannot see is not theirs. */
    private static List<String> unlabelled(String page) {
        var named = LABEL.matcher(page).results().map(label -> label.group(1)).collect(Collectors.toSet());
        return FIELD.matcher(page)
                .results()
                .filter(field -> !UNSEEN.matcher(field.group()).find())
                .filter(field -> !field.group().contains(" aria-label"))
                .filter(field ->
                        page.lastIndexOf("<label", field.start()) <= page.lastIndexOf("</label>", field.start()))
                .map(field -> field.group())
                .filter(field -> named.stream().noneMatch(id -> field.contains(" id=\"" + id + "\"")))
                .toList();
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
    void R16_noSentenceStandsInAPageItself() {
        var faults = new ArrayList<String>();
        for (var page : SourceFiles.under("server/src/main/jte", ".jte")) {
            var words = WORD.matcher(said(SourceFiles.read(page)))
                    .results()
                    .map(word -> word.group())
                    .filter(word -> !THE_SAME_EVERYWHERE.contains(word))
                    .toList();
            if (!words.isEmpty()) {
                faults.add(SourceFiles.TOP.relativize(page) + ": " + words);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(said("@param Page page\n@if(page.is(\")\"))<p>${page.t(\"a.b\", \"}\")} Stay.</p>@endif")
                        .strip())
                .isEqualTo("Stay.");
        assertThat(said("@template.a.b(page = page, content = @`<p title=\"x\">Stay</p>`)"))
                .contains("Stay");
        assertThat(said("@template.a.b(page = page,\n    name = \"one\")").strip())
                .isEmpty();
    }

    /** What a page says by itself: the text of the template without its code and its elements. */
    private static String said(String page) {
        var code = page.replaceAll("(?m)^@(import|param) .*$", "").replaceAll("(?s)<%--.*?--%>", "");
        var said = new StringBuilder();
        for (var at = 0; at < code.length(); ) {
            var begins = CODE.matcher(code).region(at, code.length());
            if (begins.lookingAt()) {
                at = begins.group(1) == null ? begins.end() : afterBracket(code, begins.end() - 1);
            } else {
                said.append(code.charAt(at++));
            }
        }
        return said.toString()
                .replaceAll("(?s)<(script|style|svg)\\b.*?</\\1>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("&[a-z]+;", " ");
    }

    /** The place after the bracket that closes the one here, or after the backtick with which a page goes on inside it. */
    private static int afterBracket(String code, int open) {
        var closes = code.charAt(open) == '(' ? ')' : '}';
        var depth = 0;
        var quote = '\0';
        for (var at = open; at < code.length(); at++) {
            var letter = code.charAt(at);
            if (quote != '\0') {
                at += letter == '\\' ? 1 : 0;
                quote = letter == quote ? '\0' : quote;
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            } else if (letter == '`') {
                return at + 1;
            } else if (letter == code.charAt(open)) {
                depth++;
            } else if (letter == closes && --depth == 0) {
                return at + 1;
            }
        }
        return code.length();
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
