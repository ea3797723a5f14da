package org.egide.demo;

import java.nio.file.Files;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** A national helpline that begins with a file, a child who talks with it, and a counsellor who passes the child on with her yes. */
final class Helpline {
    /** The desk that answers; its people are made before the line is. */
    static final String DESK = "Child Line of Exempland";

    private static final String LINE = """
            id: exempland
            country: XA
            desk: %s
            name: {en: %s, fr: Ligne Exemple, es: Línea Ejemplo, ar: خط المثال}
            languages: [en, fr, es, ar]
            time-zone: Europe/Paris
            hours:
              - {days: mon-sun, times: "00:00-24:00"}
            free-number: "116 111"
            emergency-number: "112"
            regions:
              - {id: north, name: {en: North, fr: Nord, es: Norte, ar: الشمال}}
            partners:
              - {id: hotline, kind: HOTLINE, name: {en: the hotline, fr: le centre, es: el centro, ar: المركز}}
              - {id: police, kind: POLICE, name: {en: the police, fr: la police, es: la policía, ar: الشرطة}}
              - {id: care, kind: CARE, name: {en: the house of care, fr: la maison, es: la casa, ar: الدار}}
            """.formatted(DESK, DESK);

    private final Stage stage;
    private final StaffRoom staff;

    Helpline(Stage stage, StaffRoom staff) {
        this.stage = stage;
        this.staff = staff;
    }

    /** A file is put in its folder, nothing is restarted, and the line takes a contact. */
    Proof begins() throws Exception {
        var folder = Files.createDirectories(stage.folder().resolve("helplines"));
        Files.writeString(folder.resolve("exempland.yaml"), LINE);
        Patience.until(
                "the line takes contacts",
                () -> Optional.of(new Browser(stage.base()).open("/en/chat"))
                        .filter(page -> page.find("button[name=about]").isPresent()));
        return Proof.of("one file in a folder; the first page offers the talk a moment later");
    }

    /** A child is threatened: the safety step comes first, a counsellor answers, and passes her on only after her yes. */
    Proof passesOn() throws Exception {
        var child = new Browser(stage.base()).open("/en/chat").ok();
        child = child.form("/chat").press("about", "THREAT").ok();
        NotHeld.unless(child.find("section.calm").isPresent(), "no safety step before the next question");
        child = child.form("/chat")
                .press("age", child.one("button[name=age]").attr("value"))
                .ok();
        var code = String.join(
                " ", child.all("ol.code b").stream().map(Element::text).toList());
        child = child.form("/chat")
                .with("words", Canary.TALK.sentence())
                .press("step", "say")
                .ok();

        var counsellor = staff.as("counsellor-1");
        var sheet = counsellor.open("/desk/helpline").ok();
        sheet.form("/desk/helpline/on").with("language", "en").send().ok();
        var talk = counsellor
                .open("/desk/helpline")
                .ok()
                .form("/desk/helpline/next")
                .send()
                .ok();
        NotHeld.unless(talk.says(Canary.TALK.word()), "the counsellor does not read what was said");
        talk.form("/say").with("words", "I am here. Take your time.").send().ok();
        child = child.form("/chat").press("step", "look").ok();
        NotHeld.unless(child.says("I am here. Take your time."), "the child does not see the answer");
        counsellor
                .open(talk.path())
                .ok()
                .form("/hand-over")
                .with("partner", "hotline")
                .with("words", "Somebody threatens me on a game. " + Canary.TALK.word())
                .send()
                .ok();
        var before = counsellor.open(talk.path()).ok().find("section[aria-labelledby=passing] code");
        NotHeld.unless(before.isEmpty(), "it went before she said yes");
        child = child.form("/chat").press("step", "look").ok();
        var yes = child.all("button[name=step]").stream()
                .map(button -> button.attr("value"))
                .filter(value -> value.startsWith("yes:"))
                .findFirst()
                .orElseThrow(() -> new NotHeld("she is not asked"));
        child.form("/chat").press("step", yes).ok();
        var reference = Patience.until(
                "the report at the hotline's desk",
                () -> counsellor.open(talk.path()).ok().all("section[aria-labelledby=passing] code").stream()
                        .map(Element::text)
                        .findFirst());
        var report = staff.report("analyst-1", reference).ok();
        NotHeld.unless(report.status() == 200, "the hotline has no report");
        var again = new Browser(stage.base()).open("/en/chat").ok();
        again = again.browser()
                .post("/en/chat", "code=" + java.net.URLEncoder.encode(code, java.nio.charset.StandardCharsets.UTF_8))
                .ok();
        NotHeld.unless(again.says("I am here. Take your time."), "her code does not open the talk");
        var told = counsellor.open(talk.path()).ok().one(".headline strong").text();
        return Proof.of(
                "what to do at once stood before the second question; nothing went before her yes",
                "the hotline has it as " + reference + "; the same code still opens the talk; " + told);
    }
}
