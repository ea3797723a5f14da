package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.keys.Place;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.report.Door;
import org.egide.report.Form;
import org.egide.report.IssuedCode;
import org.egide.report.NewReport;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.report.ReporterSeals;
import org.egide.report.Reports;
import org.egide.report.Subject;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A code that somebody else has seen is changed at first use (R14). */
@EgideTest
final class CodeChangeTest {
    private static final Place MESSAGE = new Place("test.message", "1", "words");

    private final TestNode node;
    private final ReceiptCodes codes;
    private final ReporterSeals seals;
    private final Reports reports;
    private final Messages messages;
    private final JdbcClient database;

    CodeChangeTest(
            TestNode node,
            ReceiptCodes codes,
            ReporterSeals seals,
            Reports reports,
            Messages messages,
            JdbcClient database) {
        this.node = node;
        this.codes = codes;
        this.seals = seals;
        this.reports = reports;
        this.messages = messages;
        this.database = database;
    }

    @Test
    void R14_aProvisionalCodeOpensNothingButTheWayToANewOneAndEndsWithIt() {
        var code = codes.issueProvisional(Language.EN);
        var report = accept(code);
        var sealed = seals.seal(Subject.of(report), MESSAGE, "written before".getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(codes.find(code.words())).as("for any other door").isEmpty();

        var caller = looks(code.words());
        assertThat(caller.html())
                .contains(messages.text(Language.EN, "frontdoor.change.title"))
                .doesNotContain(messages.text(Language.EN, "status.RECEIVED.child"));
        var fresh = String.join(" ", caller.code());
        var form = Visitor.encoded(with(caller.hidden(), "step", "change"));
        assertThat(opens(fresh)).as("before it counts").isFalse();
        // The connection drops here: the old code still leads to a new one.
        assertThat(looks(code.words()).code()).hasSize(8).isNotEqualTo(caller.code());

        caller.posts("/en/status", form);
        assertThat(caller.html()).contains(messages.text(Language.EN, "frontdoor.status.changed"));
        assertThat(looks(code.words()).page().body())
                .isEqualTo(looks("never was").page().body());
        assertThat(opens(fresh)).isTrue();
        var back = codes.find(fresh).orElseThrow();
        assertThat(back.report()).contains(report);
        assertThat(back.key().open(MESSAGE, sealed)).isEqualTo("written before".getBytes(StandardCharsets.UTF_8));
        assertThat(count(report)).isEqualTo(1);

        caller.posts("/en/status", form);
        assertThat(caller.html()).as("pressed twice").contains(messages.text(Language.EN, "frontdoor.status.changed"));
        assertThat(opens(fresh)).isTrue();
    }

    @Test
    void R14_anOfferFromBeforeChangesNothingOnceTheCodeIsAnother() {
        var code = codes.issueProvisional(Language.EN);
        var report = accept(code);
        var operator = looks(code.words());
        var caller = looks(code.words());
        caller.posts("/en/status", Visitor.encoded(with(caller.hidden(), "step", "change")));
        operator.posts("/en/status", Visitor.encoded(with(operator.hidden(), "step", "change")));
        assertThat(operator.html()).doesNotContain(messages.text(Language.EN, "frontdoor.status.changed"));
        assertThat(opens(String.join(" ", looks("x").code()))).isFalse();
        assertThat(count(report)).isEqualTo(1);
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        fields.put(name, value);
        return fields;
    }

    private boolean opens(String code) {
        return looks(code).html().contains(messages.text(Language.EN, "status.RECEIVED.child"));
    }

    private Visitor looks(String code) {
        return new Visitor(node).posts("/en/status", Visitor.encoded(Map.of("code", code)));
    }

    private ReportId accept(IssuedCode code) {
        return reports.accept(new NewReport(
                        Door.CHILD_PATH,
                        Reporter.CHILD,
                        Actor.reporter("test"),
                        Language.EN,
                        new NewReport.Raw("raw".getBytes(StandardCharsets.UTF_8), "text/plain"),
                        Set.of(Form.WORRY),
                        Set.of(),
                        List.of(),
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        Optional.of("public"),
                        Optional.of(UUID.randomUUID().toString()),
                        Optional.of(code)))
                .report();
    }

    private long count(ReportId report) {
        return database.sql("SELECT count(*) FROM report.code WHERE subject = :id AND NOT provisional")
                .param("id", report.value())
                .query(Long.class)
                .single();
    }
}
