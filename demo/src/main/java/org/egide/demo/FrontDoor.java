package org.egide.demo;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** What people do at the front door, without scripts: a child, a citizen, and both when they come back with their code. */
final class FrontDoor {
    private static final Map<String, String> ANSWERS =
            Map.of("who", "ME", "what", "THREAT", "safe", "ONLINE", "age", "13-15", "wish", "REMOVE");

    private final Stage stage;
    private String childCode = "";
    private String citizenCode = "";

    FrontDoor(Stage stage) {
        this.stage = stage;
    }

    /** A child taps through the Arabic path and writes one sentence. */
    Proof childTells() throws IOException, InterruptedException {
        var page = new Browser(stage.base()).open("/ar/talk").ok();
        NotHeld.unless(page.one("html").attr("dir").equals("rtl"), "the Arabic page is not right to left");
        var asked = 0;
        while (page.find("textarea[name=words]").isEmpty()) {
            NotHeld.unless(asked < ANSWERS.size(), "the path asks more questions than it should");
            var field = page.one("button[name][value=UNKNOWN]").attr("name");
            page = page.form("/talk")
                    .press(field, ANSWERS.getOrDefault(field, "UNKNOWN"))
                    .ok();
            asked++;
        }
        page = page.form("/talk")
                .with("words", Canary.CHILD.sentence())
                .press("step", "send")
                .ok();
        childCode = code(page);
        return Proof.of(
                asked + " questions answered by tapping, right to left, then one sentence in the child's own words",
                "the code for coming back: " + childCode,
                "with it the status opens as " + look("ar", childCode).reference());
    }

    /** A citizen reports an address in French. */
    Proof citizenReports(URI address) throws IOException, InterruptedException {
        var page = new Browser(stage.base()).open("/fr/report").ok();
        page = page.form("/report")
                .with("links", address.toString())
                .with("danger", "NO")
                .with("form", "ABUSE_MATERIAL")
                .with("words", Canary.CITIZEN.sentence())
                .send()
                .ok();
        citizenCode = code(page);
        return Proof.of(
                "the code for coming back: " + citizenCode,
                "with it the status opens as " + look("fr", citizenCode).reference());
    }

    String childCode() {
        return childCode;
    }

    String childReference() throws IOException, InterruptedException {
        return look("ar", childCode).reference();
    }

    String citizenReference() throws IOException, InterruptedException {
        return look("fr", citizenCode).reference();
    }

    Status childStatus() throws IOException, InterruptedException {
        return look("ar", childCode);
    }

    Status citizenStatus() throws IOException, InterruptedException {
        return look("fr", citizenCode);
    }

    /** What a wrong code shows: nothing. */
    boolean aWrongCodeOpensNothing() throws IOException, InterruptedException {
        var words = List.of(citizenCode.split(" "));
        var swapped = words.reversed().stream().collect(Collectors.joining(" "));
        var page = ask("fr", swapped);
        return page.find("ol.timeline").isEmpty();
    }

    /** The reporter's own page: the short name of the report and its lines, oldest first. */
    record Status(String reference, List<String> lines) {}

    private Status look(String language, String code) throws IOException, InterruptedException {
        var page = ask(language, code);
        var lines = page.all("ol.timeline li p").stream().map(Element::text).toList();
        NotHeld.unless(!lines.isEmpty(), "the code opens no status: " + page.shortText());
        return new Status(page.one("h1 + p bdi").text(), lines);
    }

    private WebPage ask(String language, String code) throws IOException, InterruptedException {
        var page = new Browser(stage.base()).open("/" + language + "/status").ok();
        return page.form("/status").with("code", code).send().ok();
    }

    private static String code(WebPage page) {
        var words = page.all("ol.code b").stream().map(Element::text).toList();
        NotHeld.unless(words.size() >= 6, "no code in words on the page: " + page.shortText());
        return String.join(" ", words);
    }
}
