package org.egide.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.testing.Browsers;
import org.egide.testing.ChildNode;
import org.egide.testing.OpenNode;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A language that nobody speaks, made from English: every letter changed, brackets around every sentence. It is added as what a language
 * is, one folder on the class path, and a node of its own must then speak nothing else (R16).
 */
@Tag("browser")
final class PseudoLanguageTest {
    private static final String CODE = "zz";

    /** Every word that a person sees or hears on a page and that stands in no bracket. */
    private static final String OUTSIDE = """
            () => {
              const inside = (text) => { for (let old; old !== text;) { old = text; text = text.replace(/⟦[^⟦⟧]*⟧/g, ""); } return text; };
              const found = [];
              const see = (text, where) => { if (/\\p{L}/u.test(inside(text))) found.push(where + ": " + text.trim().slice(0, 80)); };
              const given = "time, bdi, code, .code, .raw, textarea, script, [lang]:not(html):not([lang=zz])";
              const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const at = walk.currentNode.parentElement;
                const shown = at.closest("nav") && at.localName === "b";
                if (!at.closest(given) && !shown && !(at.closest(".tongues") && at.localName === "b")) see(walk.currentNode.data, at.localName);
              }
              for (const at of document.querySelectorAll("[aria-label], [title], [alt], [placeholder]"))
                for (const name of ["aria-label", "title", "alt", "placeholder"]) see(at.getAttribute(name) || "", "@" + name);
              return found;
            }
            """;

    @Test
    void R16_aLanguageIsOneFolderAndNoSentenceOfTheFrontDoorStandsOutsideIt(@TempDir Path folder) throws IOException {
        var languages = folder.resolve("languages");
        write(languages.resolve("messages").resolve(CODE));
        var port = TestNode.freePort();
        var process = ChildNode.startWith(languages, OpenNode.class, folder, String.valueOf(port));
        try (var browsers = Browsers.open();
                var context = browsers.browser()
                        .newContext(
                                new Browser.NewContextOptions().setLocale(CODE).setViewportSize(360, 740))) {
            var page = context.newPage();
            var base = "http://127.0.0.1:" + port;
            var found = new ArrayList<String>();
            page.navigate(base + "/");
            assertThat(page.evaluate("document.documentElement.lang")).isEqualTo(CODE);
            look(page, found);
            for (var path : List.of("/", "/advice", "/report", "/status", "/device", "/talk", "/nothing-here")) {
                page.navigate(base + "/" + CODE + path);
                look(page, found);
            }
            page.navigate(base + "/" + CODE + "/talk");
            for (var answer : List.of(
                    "13-15", "FRIEND", "THREAT", "DANGER", "10-12", "back", "pause", "", "10-12", "easier", "TALK",
                    "send")) {
                press(page, answer);
                look(page, found);
            }
            assertThat(page.locator(".code li").count()).isEqualTo(8);
            assertThat(found).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void press(Page page, String value) {
        page.evaluate("document.body.dataset.old = 'yes'");
        page.locator(value.isEmpty() ? "main button.go" : "main button[value='" + value + "']")
                .first()
                .click();
        page.waitForFunction("() => !document.body.dataset.old");
    }

    @SuppressWarnings("unchecked") // The script returns strings only.
    private static void look(Page page, List<String> found) {
        var here = (List<String>) page.evaluate(OUTSIDE);
        here.forEach(words -> found.add(page.url() + " " + words));
    }

    /** The folder: each sentence of English changed, its own name, and English code words. */
    private static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var messages = new Messages();
        var sentences = new StringBuilder();
        for (var key : messages.keys(Language.EN)) {
            if (!key.startsWith("language.")) {
                sentences
                        .append(key)
                        .append('=')
                        .append(changed(messages.pattern(Language.EN, key)))
                        .append('\n');
            }
        }
        Files.writeString(folder.resolve("all.properties"), sentences.toString().replace("\\", "\\\\"));
        Files.writeString(
                folder.resolve("language.properties"),
                "language.name=⟦Zz⟧\nlanguage.direction=ltr\nlanguage.order=9\n");
        for (var list : List.of("codewords.txt", "shopping.txt")) {
            try (var words = Messages.class.getResourceAsStream("/messages/en/" + list)) {
                Files.write(folder.resolve(list), words.readAllBytes());
            }
        }
    }

    /** Letters change where they are text and stay where they are the syntax of a pattern. */
    static String changed(String pattern) {
        var text = new StringBuilder("⟦");
        var depth = 0;
        for (var letter : pattern.replace("\n", "\\n").toCharArray()) {
            depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
            var letters = ((letter >= 'a') && (letter <= 'z')) || ((letter >= 'A') && (letter <= 'Z'));
            var plain = (depth % 2 == 0) && letters;
            text.append(letter).append(plain ? "\u0301" : "");
        }
        return text.append('⟧').toString();
    }
}
