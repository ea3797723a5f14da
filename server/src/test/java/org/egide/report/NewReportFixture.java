package org.egide.report;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.audit.Actor;
import org.egide.platform.Language;

/** Invented reports for tests. */
public final class NewReportFixture {
    private Door door = Door.PUBLIC_FORM;
    private Reporter reporter = Reporter.CITIZEN;
    private Set<Form> forms = Set.of(Form.ABUSE_MATERIAL);
    private List<Fact> facts = List.of();
    private Optional<String> narrative = Optional.of("An invented sentence.");
    private Map<String, String> identity = Map.of();
    private List<NewItem> items = List.of();
    private Optional<String> source = Optional.empty();
    private Optional<String> key = Optional.empty();
    private Optional<IssuedCode> code = Optional.empty();

    private NewReportFixture() {}

    public static NewReportFixture report() {
        return new NewReportFixture();
    }

    public NewReportFixture through(Door wanted, Reporter who) {
        door = wanted;
        reporter = who;
        return this;
    }

    public NewReportFixture of(Form... wanted) {
        forms = Set.of(wanted);
        return this;
    }

    public NewReportFixture with(FactKind kind, String value) {
        facts = java.util.stream.Stream.concat(facts.stream(), java.util.stream.Stream.of(Fact.said(kind, value)))
                .toList();
        return this;
    }

    public NewReportFixture telling(String words) {
        narrative = words.isEmpty() ? Optional.empty() : Optional.of(words);
        return this;
    }

    public NewReportFixture naming(NewItem... wanted) {
        items = List.of(wanted);
        return this;
    }

    public NewReportFixture address(String address) {
        return naming(NewItem.of(ItemKind.ADDRESS, address));
    }

    public NewReportFixture reachedAt(String mail) {
        identity = new LinkedHashMap<>(Map.of("email", mail));
        return this;
    }

    public NewReportFixture from(String sender, String once) {
        source = Optional.of(sender);
        key = Optional.of(once);
        return this;
    }

    public NewReportFixture with(IssuedCode issued) {
        code = Optional.of(issued);
        return this;
    }

    public NewReport build() {
        return new NewReport(
                door,
                reporter,
                Actor.reporter(door.name()),
                Language.EN,
                new NewReport.Raw(("raw " + narrative.orElse("")).getBytes(StandardCharsets.UTF_8), "text/plain"),
                forms,
                Set.of(),
                facts,
                narrative,
                identity,
                items,
                source,
                key,
                code);
    }
}
