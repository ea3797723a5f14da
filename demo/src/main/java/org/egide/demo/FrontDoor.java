package org.egide.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What people do at the front door: a child, a citizen, and both when they come back with their code. */
final class FrontDoor {
    private final Stage stage;
    private String childCode = "";
    private String citizenCode = "";

    FrontDoor(Stage stage) {
        this.stage = stage;
    }

    Proof childTells() throws IOException, InterruptedException {
        var browser = new Browser(stage.base());
        var page = browser.open("/ar/talk").ok();
        NotHeld.unless(page.one("html").attr("dir").equals("rtl"), "the Arabic page is not right to left");
        var answers = Map.of("who", "ME", "what", "THREAT", "safe", "ONLINE", "age", "13-15", "wish", "REMOVE");
        var asked = 0;
        while (page.find("textarea[name=words]").isEmpty()) {
            NotHeld.unless(asked < answers.size(), "the path asks more questions than it should");
            var field = page.one("button[name][value=UNKNOWN]").attr("name");
            page = page.form("/talk").press(field, answers.getOrDefault(field, "UNKNOWN")).ok();
            asked++;
        }
        page = page.form("/talk").with("words", Canary.CHILD.sentence()).press("step", "send").ok();
        childCode = code(page);
        return Proof.of(asked + " questions answered by tapping, then one sentence in their own words", "code: " + childCode);
    }

    Proof citizenReports() throws IOException, InterruptedException {
        var browser = new Browser(stage.base());
        var page = browser.open("/fr/report").ok();
        page = page.form("/report").with("links", "http://127.0.0.1:1/x.jpg").with("words", Canary.CITIZEN.sentence()).send().ok();
        citizenCode = code(page);
        return Proof.of("code: " + citizenCode);
    }

    private static String code(WebPage page) {
        List<String> words = page.all("ol.code b").stream().map(word -> word.text()).toList();
        NotHeld.unless(words.size() == 6, "no code of six words on the page: " + page.shortText());
        return words.stream().collect(Collectors.joining(" "));
    }
}
