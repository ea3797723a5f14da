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

    /** Another child answers one question in French, keeps the place and leaves; the code leads back to the next question. */
    Proof keepsThePlace() throws IOException, InterruptedException {
        var page = new Browser(stage.base()).open("/fr/talk").ok();
        page = page.form("/talk").press("age", "10-12").ok();
        var asked = page.one("h1").text();
        page = page.form("/talk").press("step", "keep").ok();
        var kept = code(page);
        page = page.all("form").isEmpty() ? page : look(page, "SHOPPING");
        var list = page.all("ol.code b").stream().map(Element::text).toList();
        var back = ask("ar", String.join(" ", list));
        var next = back.form("/talk").send().ok();
        NotHeld.unless(next.find("button[name=who]").isPresent(), "the code does not lead back: " + next.shortText());
        return Proof.of(
                "after one answer (" + asked + ") the code " + kept + ", also as a shopping list: " + list.getFirst()
                        + ", " + list.get(1) + ", ...",
                "typed as the list, on an Arabic page, it leads back to the question after it; nobody else can read the draft");
    }

    private static WebPage look(WebPage page, String look) throws IOException, InterruptedException {
        return page.forms("/talk").getFirst().press("look", look).ok();
    }

    /** The child reads what the desk wrote, with the code alone, and answers with one tap. */
    Proof readsTheAnswer(String written) throws IOException, InterruptedException {
        var page = ask("ar", childCode);
        var read = page.all(".words .theirs").stream().map(Element::text).toList();
        NotHeld.unless(
                read.stream().anyMatch(line -> line.contains(written)), "the child does not see the answer: " + read);
        var tap = page.one("button[name=phrase]");
        page = page.forms("/status")
                .getFirst()
                .press("phrase", tap.attr("value"))
                .ok();
        NotHeld.unless(page.all(".words .own").size() == 1, "what the child tapped is not there");
        return Proof.of("the child sees: " + read.getFirst(), "and answers without typing: " + tap.text());
    }

    /** The child says who may be told, and says otherwise later. */
    Proof changesHerMind() throws IOException, InterruptedException {
        var page = ask("ar", childCode);
        page = more(page, "who");
        page = choose(page, "TELL_SCHOOL=YES");
        page = choose(page, "TELL_SCHOOL=NO");
        var pressed = page.all("button[name=choose][aria-pressed=true]").stream()
                .map(button -> button.attr("value"))
                .toList();
        NotHeld.unless(pressed.equals(List.of("TELL_SCHOOL=NO")), "what is chosen now: " + pressed);
        return Proof.of("first the school may be told, then not; nothing else was chosen for the child");
    }

    private static WebPage more(WebPage page, String name) throws IOException, InterruptedException {
        for (var form : page.forms("/status")) {
            if (form.offers("page", name)) {
                return form.press("page", name).ok();
            }
        }
        throw new NotHeld(page.path() + " does not offer " + name);
    }

    private static WebPage choose(WebPage page, String choice) throws IOException, InterruptedException {
        for (var form : page.forms("/status")) {
            if (form.offers("choose", choice)) {
                return form.press("choose", choice).ok();
            }
        }
        throw new NotHeld(page.path() + " does not offer " + choice);
    }

    /** What a child finds at the path, whatever the answer: status and text. */
    WebPage knocks(String language) throws IOException, InterruptedException {
        return new Browser(stage.base()).open("/" + language + "/talk");
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
        return new Status(page.one("main p.small bdi").text(), lines);
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
