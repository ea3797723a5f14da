package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.report.Disguise;
import org.egide.report.KeptPlaces;
import org.egide.report.ReceiptCodes;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A code from the first answer on, over HTTP, by a visitor whose browser runs no script. */
@EgideTest
final class KeptPlaceTest {
    private final TestNode node;
    private final ReceiptCodes codes;
    private final KeptPlaces places;
    private final Reports reports;
    private final Messages messages;
    private final JdbcClient database;
    private final SettableClock clock;
    private final Person analyst;

    KeptPlaceTest(
            TestNode node,
            ReceiptCodes codes,
            KeptPlaces places,
            Reports reports,
            Messages messages,
            JdbcClient database,
            SettableClock clock,
            Desks desks,
            People people) {
        this.node = node;
        this.codes = codes;
        this.places = places;
        this.reports = reports;
        this.messages = messages;
        this.database = database;
        this.clock = clock;
        this.analyst =
                people.create("Ann " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ANALYST));
    }

    @BeforeEach
    void noPlaceIsLeftFromOthers() {
        database.sql("DELETE FROM report.place").update();
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R22_1_aChildKeepsItsPlaceAfterTheFirstAnswerComesBackAndSendsUnderTheSameCode(Language language) {
        var base = "/" + language.code();
        var child = visitor().opens(base + "/talk").presses("age", "13-15").presses("step", "keep");
        var code = child.code();
        assertThat(code).hasSize(8);
        assertThat(child.html()).contains(messages.text(language, "frontdoor.code.title.kept"));
        goesOn(child).presses("who", "ME").presses("what", "OFF");

        var back = visitor().posts(base + "/status", Visitor.encoded(Map.of("code", String.join(" ", code))));
        assertThat(back.html()).contains(messages.text(language, "frontdoor.kept.title"));
        assertThat(back.hidden()).containsEntry("who", "ME").containsEntry("what", "OFF");
        goesOn(back).presses("safe", "ONLINE").presses("wish", "REMOVE").presses("step", "send");
        assertThat(back.code()).isEqualTo(code);
        var report = codes.find(String.join(" ", code)).flatMap(Return::report).orElseThrow();
        assertThat(reports.summary(report).language()).isEqualTo(language);
        assertThat(places()).isZero();
    }

    @Test
    void R30_1_eachStepIsKeptSoThatADroppedConnectionLosesNoAnswer() {
        var child = visitor().opens("/en/talk").presses("age", "13-15").presses("step", "keep");
        var code = String.join(" ", child.code());
        goesOn(child)
                .presses("who", "ME")
                .presses("what", "MEET")
                .presses("safe", "ONLINE")
                .presses("wish", "TALK");
        var last = child.hidden();
        last.put("words", "It is <here> & \"there\"");
        last.put("step", "pause");
        child.posts("/en/talk", Visitor.encoded(last));
        // The connection drops here. Somebody comes back elsewhere, in another disguise and another language.
        var back = visitor().posts("/fr/status", Visitor.encoded(Map.of("code", code)));
        assertThat(back.hidden())
                .containsEntry("wish", "TALK")
                .containsEntry("age", "13-15")
                .containsEntry("words", "It is &lt;here> &amp; &#34;there&#34;");
        back.posts("/fr/talk", Visitor.encoded(last(back)));
        assertThat(back.html()).contains("It is &lt;here&gt; &amp; \"there\"</textarea>");
        visitor()
                .posts(
                        "/fr/status",
                        Visitor.encoded(
                                Map.of("step", "drop", "place", back.hidden().get("place"))));
        assertThat(places()).isZero();
    }

    private static Map<String, String> last(Visitor back) {
        var fields = back.hidden();
        fields.put("words", "It is <here> & \"there\"");
        return fields;
    }

    @Test
    void R5_theCodeIsShownInTheDisguiseThatTheChildPicksAndMayBeTriedOrNot() {
        var child = visitor().opens("/ar/talk").presses("age", "13-15").presses("step", "keep");
        var words = child.code();
        for (var look : List.of(Disguise.SHOPPING, Disguise.GAME, Disguise.DIGITS, Disguise.WORDS)) {
            child.posts(child.action(), Visitor.encoded(with(child.hidden(), "look", look.name())));
            assertThat(child.html()).contains("data-look=\"" + look + "\"");
            var shown = String.join("\n", child.code());
            child.posts("/ar/talk", Visitor.encoded(tries(child, shown)));
            assertThat(child.html()).contains(messages.text(Language.AR, "frontdoor.try.right"));
            child.posts("/ar/talk", Visitor.encoded(tries(child, shown.substring(4))));
            assertThat(child.html()).contains(messages.text(Language.AR, "frontdoor.try.other"));
        }
        assertThat(child.code()).isEqualTo(words);
        assertThat(child.hidden()).containsEntry("age", "13-15");
        assertThat(goesOn(child).html()).contains(messages.text(Language.AR, "frontdoor.WHO"));
    }

    private static Map<String, String> tries(Visitor child, String typed) {
        return with(with(child.hidden(), "step", "try"), "typed", typed);
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        fields.put(name, value);
        return fields;
    }

    @Test
    void whatWasNotSentIsReadableByNobodyButTheChildAndAlwaysHasOneSize() {
        var sizes = new java.util.TreeSet<Integer>();
        for (var words : List.of("", "planted canary words", "x".repeat(3_999))) {
            var child = visitor().opens("/en/talk").presses("age", "13-15").presses("step", "keep");
            var fields = child.hidden();
            fields.remove("step");
            fields.put("words", words);
            child.posts("/en/talk", Visitor.encoded(fields));
            sizes.addAll(database.sql("SELECT length(sealed) FROM report.place")
                    .query(Integer.class)
                    .list());
        }
        assertThat(sizes).hasSize(1);
        assertThat(database.sql("SELECT row_to_json(p)::text FROM report.place p")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .noneMatch(row -> row.contains("canary") || row.contains("ME\""));
        assertThat(database.sql("""
                        SELECT column_name || ' ' || data_type FROM information_schema.columns
                        WHERE table_schema = 'report' AND table_name = 'place'
                        """).query(String.class).list())
                .containsExactlyInAnyOrder(
                        "selector bigint",
                        "salt bytea",
                        "tag bytea",
                        "public_key bytea",
                        "wrapped_key bytea",
                        "sealed bytea",
                        "last_day date");
        database.sql("DELETE FROM report.place").update();
    }

    @Test
    void aPlaceEndsAfterItsLastDayLikeACodeThatNeverWas() {
        var child = visitor().opens("/en/talk").presses("age", "13-15").presses("step", "keep");
        var code = Visitor.encoded(Map.of("code", String.join(" ", child.code())));
        var wrong = visitor().posts("/en/status", "code=x").page().body();
        clock.advance(Duration.ofDays(KeptPlaces.DAYS));
        assertThat(visitor().posts("/en/status", code).html())
                .contains(messages.text(Language.EN, "frontdoor.kept.title"));
        clock.advance(Duration.ofDays(1));
        assertThat(visitor().posts("/en/status", code).page().body()).isEqualTo(wrong);
        assertThat(places.work()).isEqualTo(1);
        assertThat(visitor().posts("/en/status", code).page().body()).isEqualTo(wrong);
    }

    @Test
    void theTicketIsNeverPartOfWhatIsStoredOfTheReport() {
        var child = visitor().opens("/en/talk").presses("age", "13-15").presses("step", "keep");
        goesOn(child);
        for (var question : List.of(Question.WHO, Question.WHAT, Question.SAFE, Question.WISH)) {
            child.presses(question.field(), Question.UNKNOWN);
        }
        child.presses("step", "send");
        var report = codes.find(String.join(" ", child.code()))
                .flatMap(Return::report)
                .orElseThrow();
        var raw = new String(reports.readRaw(analyst, report, "test").bytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(raw)
                .contains("age=13-15")
                .doesNotContain("place")
                .doesNotContain(child.hidden().get("place"));
    }

    @Test
    void theSamePagePressedTwiceShowsTheSameCodeAgain() {
        var child = visitor().opens("/en/talk").presses("age", "13-15").presses("step", "keep");
        goesOn(child);
        for (var question : List.of(Question.WHO, Question.WHAT, Question.SAFE, Question.WISH)) {
            child.presses(question.field(), Question.UNKNOWN);
        }
        var form = with(child.hidden(), "step", "send");
        var first = child.posts("/en/talk", Visitor.encoded(form)).code();
        assertThat(child.posts("/en/talk", Visitor.encoded(form)).code())
                .isEqualTo(first)
                .hasSize(8);
        form.put("key", UUID.randomUUID().toString());
        assertThat(child.posts("/en/talk", Visitor.encoded(form)).code())
                .hasSize(8)
                .isNotEqualTo(first);
    }

    private Visitor goesOn(Visitor child) {
        var fields = child.hidden();
        fields.remove("step");
        return child.posts(
                Pattern.compile("^/(..)/.*").matcher(child.action()).replaceFirst("/$1/talk"), Visitor.encoded(fields));
    }

    private long places() {
        return database.sql("SELECT count(*) FROM report.place")
                .query(Long.class)
                .single();
    }

    private Visitor visitor() {
        return new Visitor(node);
    }
}
