package org.egide.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** The report and assessment pages of the desk: what people see of a report, the views they give, and what comes of them. */
final class Desk {
    /** Answers by which the model law profile finds material unlawful. */
    static final Map<String, String> UNLAWFUL_MATERIAL = Map.of(
            "form", "ABUSE_MATERIAL",
            "means", "IMAGE",
            "depicts-child", "YES",
            "reality", "GENERATED",
            "explicit-activity", "YES",
            "sexual-parts", "YES",
            "purpose", "SEXUAL");

    /** Answers by which it finds conduct towards a child unlawful. */
    static final Map<String, String> UNLAWFUL_CONDUCT = Map.of(
            "form", "SEXUAL_EXTORTION",
            "addressed-to-child", "YES",
            "sexual-purpose", "YES",
            "threat", "YES",
            "demand", "YES",
            "content-sent", "NO",
            "meeting", "NO",
            "exploitation", "NO",
            "actor", "ADULT");

    /** The same, by somebody who is not sure of the threat and its purpose. */
    static final Map<String, String> UNSURE_CONDUCT = Map.of(
            "form", "SEXUAL_EXTORTION",
            "addressed-to-child", "YES",
            "sexual-purpose", "UNSURE",
            "threat", "UNSURE",
            "demand", "UNSURE",
            "content-sent", "NO",
            "meeting", "NO",
            "exploitation", "NO",
            "actor", "UNSURE");

    private final StaffRoom staff;

    Desk(StaffRoom staff) {
        this.staff = staff;
    }

    WebPage report(String persona, String reference) throws IOException, InterruptedException {
        return staff.report(persona, reference);
    }

    /** Waits until the machine has stated how the material stands to the lists: "Known", "Near to known" or "New". */
    void awaitMaterial(String reference, String stands) throws Exception {
        Patience.until(
                "the material of " + reference + " is stated as \"" + stands + "\"",
                () -> report("analyst-1", reference).all("section[aria-labelledby=facts] tr").stream()
                        .map(Element::text)
                        .filter(row -> row.startsWith("Material " + stands))
                        .findFirst());
    }

    /** The id of a report, as its page's address has it. */
    String id(String reference) throws IOException, InterruptedException {
        return report("analyst-1", reference).path().replaceAll(".*/", "");
    }

    /** A person opens what was told, with a reason. */
    String readNarrative(String persona, String reference) throws IOException, InterruptedException {
        return report(persona, reference)
                .form("/narrative")
                .press("reason", "assess")
                .ok()
                .one("#narrative .told")
                .text();
    }

    /** The urgency of a report as the desk shows it. */
    String urgency(String reference) throws IOException, InterruptedException {
        return report("analyst-1", reference).one("span.urgency").text();
    }

    /** How a match is written on the report's page. */
    String match(String reference) throws IOException, InterruptedException {
        return report("analyst-1", reference)
                .one("td:has(span.tag.live):contains(" + ListDesk.NAME + ")")
                .text();
    }

    /** The short names of the reports in the queue, most urgent first. */
    List<String> queue(String persona) throws IOException, InterruptedException {
        return staff.as(persona).open("/desk/queue").ok().all("table.ledger tbody th code").stream()
                .map(Element::text)
                .toList();
    }

    /** The sheet of a report. */
    WebPage sheet(String persona, String reference) throws IOException, InterruptedException {
        return report(persona, reference).follow("a[href^=/desk/assess/]").ok();
    }

    /** One person gives a view: the form of harm and an answer to each element that is asked for. */
    WebPage give(String persona, String reference, Map<String, String> answers)
            throws IOException, InterruptedException {
        var page = sheet(persona, reference);
        var form = page.form(page.path());
        for (var answer : answers.entrySet()) {
            form = form.with(answer.getKey(), answer.getValue());
        }
        return form.send().ok();
    }

    /** One person confirms that everything in a report is known, as soon as every item of it was looked at. */
    WebPage confirmKnown(String persona, String reference) throws Exception {
        return Patience.until(
                        "the sheet of " + reference + " lets a person confirm the match",
                        () -> sheet(persona, reference).forms("/known").stream().findFirst())
                .send()
                .ok();
    }

    /** Puts the first picture of a report on the list. */
    void addToList(String persona, String reference) throws IOException, InterruptedException {
        sheet(persona, reference).form("/list").send().ok();
    }

    /** Whether the sheet shows any view but the person's own. */
    boolean seesAnotherView(String persona, String reference) throws IOException, InterruptedException {
        return !sheet(persona, reference).all("section[aria-labelledby=views]").isEmpty();
    }

    /** Outcome and how it came about, in the words of the sheet. */
    String decision(String persona, String reference) throws IOException, InterruptedException {
        return sheet(persona, reference).all("section[aria-labelledby=state] dl.facts dd").stream()
                .limit(2)
                .map(Element::text)
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow(() -> new NotHeld("the report " + reference + " is not decided"));
    }
}
