package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.messages.Messages;
import org.egide.report.Cases;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.Found;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.egide.staff.DeskBrowser;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One model, many doors. */
@EgideTest
final class DoorsTest {
    private static final String WORDS = "Somebody in a game asks a child for pictures, an invented sentence.";

    private final TestNode node;
    private final ReceiptCodes codes;
    private final Reports reports;
    private final Cases cases;
    private final Messages messages;
    private final JdbcClient database;
    private final Sessions sessions;
    private final Person analyst;
    private final Person supervisor;
    private final Person counsellor;

    DoorsTest(
            TestNode node,
            ReceiptCodes codes,
            Reports reports,
            Cases cases,
            Messages messages,
            JdbcClient database,
            Sessions sessions,
            Desks desks,
            People people) {
        this.node = node;
        this.codes = codes;
        this.reports = reports;
        this.cases = cases;
        this.messages = messages;
        this.database = database;
        this.sessions = sessions;
        var desk = desks.receiving().id();
        this.analyst = people.create("Ann " + UUID.randomUUID(), desk, Set.of(Role.ANALYST));
        this.supervisor = people.create("Sue " + UUID.randomUUID(), desk, Set.of(Role.SUPERVISOR));
        var helpline = desks.create(DeskKind.HELPLINE, "Line " + UUID.randomUUID());
        this.counsellor = people.create("Coe " + UUID.randomUUID(), helpline.id(), Set.of(Role.COUNSELLOR));
    }

    private Visitor visitor() {
        return new Visitor(node);
    }

    private ReportId found(Visitor visitor) {
        assertThat(visitor.code()).as(visitor.html()).hasSize(8);
        return codes.find(String.join(" ", visitor.code()))
                .flatMap(Return::report)
                .orElseThrow();
    }

    private Visitor sends(String path, Map<String, String> answers) {
        var visitor = visitor().opens(path);
        var form = visitor.hidden();
        form.putAll(answers);
        return visitor.posts(path, Visitor.encoded(form));
    }

    private static Map<String, String> event() {
        var event = new LinkedHashMap<String, String>();
        event.put("words", WORDS);
        event.put("danger", "NO");
        event.put("channel", "GAME");
        event.put("form", "SEXUAL_EXTORTION");
        event.put("account", "blue_fox");
        return event;
    }

    @Test
    void GP13_1_everyDoorStandsOnOnePageInEveryLanguage() {
        for (var language : Language.values()) {
            var code = language.code();
            var html = visitor().opens("/" + code + "/doors").html();
            assertThat(html)
                    .contains(
                            "/" + code + "/talk\"",
                            "/" + code + "/report\"",
                            "/" + code + "/advice\"",
                            "/" + code + "/status\"");
            for (var teller : Teller.values()) {
                assertThat(html).contains("href=\"/" + code + teller.path() + "\"");
                var page = visitor().opens("/" + code + teller.path());
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.html()).doesNotContain(" required").doesNotContain("type=\"file\"");
                assertThat(Visitor.zipped(page.page().body())).isLessThan(14 * 1024);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Teller.class,
            names = {"PARENT", "SCHOOL", "CLUB", "PROFESSIONAL"})
    void GP13_1_eachTellerGetsAFittingFormAndAdviceAtOnce(Teller teller) {
        var visitor = sends("/en" + teller.path(), Map.of("words", WORDS));
        var report = found(visitor);
        assertThat(reports.summary(report).reporter()).isEqualTo(teller.reporter());
        assertThat(reports.summary(report).door()).isEqualTo(Door.HELPERS);
        for (var key : teller.next()) {
            assertThat(visitor.html()).contains(messages.text(Language.EN, key));
        }
    }

    @Test
    void R14_theSameEventToldAtSixDoorsIsTheSameFacts() {
        var told = new HashSet<Set<Fact>>();
        var doors = new HashSet<String>();
        for (var path :
                List.of("/report", "/report/parent", "/report/school", "/report/club", "/report/professional")) {
            var report = found(sends("/en" + path, event()));
            told.add(Set.copyOf(reports.facts(report)));
            doors.add(reports.summary(report).door() + " "
                    + reports.summary(report).reporter());
            assertThat(reports.summary(report).forms()).isEqualTo(Set.of(Form.SEXUAL_EXTORTION));
            assertThat(reports.readItems(analyst, report, "test"))
                    .extracting(item -> item.value())
                    .containsExactly("blue_fox");
        }
        var caller = caller(event());
        told.add(Set.copyOf(reports.facts(caller)));
        doors.add(reports.summary(caller).door() + " " + reports.summary(caller).reporter());
        assertThat(told).as("the same facts at every door").hasSize(1);
        assertThat(doors).as("and every door known").hasSize(6);
    }

    private DeskBrowser signedIn(Person person) {
        return DeskBrowser.signedIn(node, sessions.open(person.id()));
    }

    private String aloud(Map<String, String> answers, Person operator) {
        var browser = signedIn(operator);
        var page = browser.get("/desk/caller");
        var form = new LinkedHashMap<>(answers);
        form.put("csrf", DeskBrowser.field(page, "csrf"));
        form.put("key", DeskBrowser.field(page, "key"));
        var answer = browser.post("/desk/caller", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** A code that somebody else has heard opens nothing but the way to another one. */
    private ReportId overheard(String html) {
        assertThat(codes.find(words(html))).isEmpty();
        return switch (codes.look(words(html))) {
            case Found.Provisional found -> found.back().report().orElseThrow();
            case Found.Opened opened -> throw new AssertionError("opened");
            case Found.Kept kept -> throw new AssertionError("kept");
            case Found.Nothing nothing -> throw new AssertionError("nothing");
        };
    }

    private static String words(String html) {
        return java.util.regex.Pattern.compile("<li><b>([^<]+)</b></li>")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining(" "));
    }

    private ReportId caller(Map<String, String> answers) {
        return overheard(aloud(answers, counsellor));
    }

    @Test
    void R14_anOperatorWritesForACallerAndReadsTheCodeAloudOnce() {
        var answers = event();
        answers.put("teller", "CHILD");
        answers.put("language", "ar");
        answers.put("wish", "TALK");
        var html = aloud(answers, counsellor);
        var report = overheard(html);
        assertThat(html).doesNotContain(WORDS);
        var summary = reports.summary(report);
        assertThat(summary.door()).isEqualTo(Door.CALLER);
        assertThat(summary.reporter()).isEqualTo(Reporter.CHILD);
        assertThat(summary.language()).isEqualTo(Language.AR);
        assertThat(reports.facts(report)).contains(Fact.said(FactKind.WISH, "TALK"));
        assertThat(new String(
                        reports.readRaw(analyst, report, "test").bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("csrf");
        assertThat(signedIn(counsellor).get("/desk/reports/" + report).statusCode())
                .as("who wrote it does not open it again")
                .isIn(403, 404);
    }

    @Test
    void R14_nobodyWithoutARoleForItWritesForACaller() {
        assertThat(visitor().opens("/desk/caller").status()).isIn(303, 401, 403);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void R2_1_anyChannelOrNoneAtAllIsValidAndRouted(String channel) {
        var answers = new LinkedHashMap<>(Map.of("words", WORDS));
        answers.put("channel", channel);
        var report = found(sends("/en/report/school", answers));
        node.settle();
        assertThat(reports.facts(report))
                .contains(Fact.said(FactKind.CHANNEL, channel.isEmpty() ? FactKind.UNKNOWN : channel));
        assertThat(queued(report)).as("routed to the desk").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/report", "/en/report/school", "/en/complaint"})
    void R11_whoSaysThatAnInsiderHasToDoWithItIsReadByASupervisorFirst(String path) {
        var answers = new LinkedHashMap<>(Map.of("words", WORDS, "insider", "YES"));
        var report = found(sends(path, answers));
        node.settle();
        assertThatThrownBy(() -> reports.find(analyst, report)).isInstanceOf(Refusal.class);
        assertThat(reports.find(supervisor, report).id()).isEqualTo(report);
    }

    static List<String> channels() {
        return java.util.stream.Stream.concat(
                        FactKind.CHANNEL.choices().stream(), java.util.stream.Stream.of("", FactKind.UNKNOWN))
                .toList();
    }

    private boolean queued(ReportId report) {
        return database.sql("SELECT count(*) FROM triage.queue WHERE report = :report AND state <> 'DONE'")
                        .param("report", report.value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    @Test
    void R43_2_aHelperLosesSightOfTheWordsWhenTheySend() {
        var answers = Map.of("words", WORDS, "name", "Teacher Example", "reach", "t@school.example");
        var visitor = sends("/en/report/school", answers);
        assertThat(visitor.html()).doesNotContain(WORDS, "Teacher Example", "t@school.example");
        var back = visitor().posts("/en/status", Visitor.encoded(Map.of("code", String.join(" ", visitor.code()))));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.html()).contains("<ol class=\"timeline\">").doesNotContain("an invented sentence");
    }

    @Test
    void R60_2_aTeacherFilesAConcernAndSeesOnlyTheStatusFitForTheRole() {
        var teacher = sends("/en/report/school", Map.of("words", WORDS));
        var report = found(teacher);
        assertThat(reports.summary(report).reporter().isHelper()).isTrue();
        assertThat(teacher.html()).contains(messages.text(Language.EN, "doors.SCHOOL.back"));
        var code = String.join(" ", teacher.code());
        var html = visitor()
                .posts("/en/status", Visitor.encoded(Map.of("code", code)))
                .html();
        var happened = html.substring(html.indexOf("class=\"timeline\""));
        assertThat(happened.substring(0, happened.indexOf("</ol>")).split("<time ", -1))
                .as("received, and no more")
                .hasSize(2);
    }

    @Test
    void R75_m1_theSecondDoorToldTheCodeOfTheFirstIsOneCaseAtOnce() {
        var child = visitor().opens("/en/talk");
        for (var question : Answers.NONE.asked()) {
            child.presses(question.field(), Question.UNKNOWN);
        }
        child.presses("step", "send");
        var first = found(child);
        var answers =
                Map.of("words", WORDS, "before", String.join("  ", child.code()).toUpperCase(java.util.Locale.ROOT));
        var parent = sends("/en/report/parent", answers);
        var second = found(parent);
        assertThat(parent.html()).contains(messages.text(Language.EN, "doors.joined"));
        assertThat(cases.together(Subject.of(first))).contains(Subject.of(second));
        var third = caller(new LinkedHashMap<>(Map.of("words", WORDS, "before", String.join(" ", parent.code()))));
        assertThat(cases.together(Subject.of(first)))
                .contains(Subject.of(third))
                .hasSize(3);
        assertThat(signedIn(analyst).get("/desk/reports/" + first).body())
                .contains(second.reference(), third.reference());
    }

    @Test
    void R75_m1_aWrongCodeLosesNoWordAndShowsNoCode() {
        var visitor = sends("/en/report/parent", Map.of("words", WORDS, "before", "not a code at all"));
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.html()).contains(WORDS).doesNotContain("not a code at all");
        var form = visitor.hidden();
        form.put("words", WORDS);
        assertThat(visitor.posts("/en/report/parent", Visitor.encoded(form)).code())
                .hasSize(8);
    }

    @Test
    void R75_m1_aPersonOfTheDeskJoinsByReferenceAndTakesItBack() {
        var one = found(sends("/en/report/parent", Map.of("words", WORDS)));
        var other = found(sends("/en/report/school", Map.of("words", WORDS)));
        var browser = signedIn(analyst);
        var path = "/desk/reports/" + one;
        var form = new LinkedHashMap<String, String>();
        form.put("csrf", DeskBrowser.field(browser.get(path), "csrf"));
        form.put("reference", other.reference());
        form.put("reason", "the same game");
        assertThat(browser.post(path + "/join", form).statusCode()).isEqualTo(303);
        var page = browser.get(path);
        assertThat(page.body()).contains(other.reference());
        form.put("joining", DeskBrowser.field(page, "joining"));
        assertThat(browser.post(path + "/unjoin", form).statusCode()).isEqualTo(303);
        assertThat(cases.others(analyst, one)).isEmpty();
    }

    @Test
    void R39_3_threeDoorsFromOnePlaceAndAComplaintGoesToTheSupervisorOnly() {
        var complaint = found(sends("/en/complaint", Map.of("words", "Nobody answered me, an invented sentence.")));
        var question = found(sends("/en/ask", Map.of("words", "How do I talk about games?")));
        node.settle();
        assertThat(queued(complaint)).isFalse();
        assertThat(queued(question)).isTrue();
        assertThat(signedIn(analyst).get("/desk/reports/" + complaint).statusCode())
                .isEqualTo(404);
        assertThat(signedIn(analyst).get("/desk/beside").body())
                .contains(question.reference())
                .doesNotContain(complaint.reference());
        var browser = signedIn(supervisor);
        assertThat(browser.get("/desk/beside").body()).contains(complaint.reference(), question.reference());
        var form = new LinkedHashMap<String, String>();
        form.put("csrf", DeskBrowser.field(browser.get("/desk/me"), "csrf"));
        form.put("door", "PUBLIC_FORM");
        form.put("reason", "it tells of harm to a child");
        assertThat(browser.post("/desk/reports/" + complaint + "/move", form).statusCode())
                .isEqualTo(303);
        node.settle();
        assertThat(queued(complaint)).as("moved to the queue, not refused").isTrue();
        form.put("door", "COMPLAINT");
        browser.post("/desk/reports/" + complaint + "/move", form);
        node.settle();
        assertThat(queued(complaint)).isFalse();
        form.put("door", "PUBLIC_FORM");
        browser.post("/desk/reports/" + complaint + "/move", form);
        node.settle();
        assertThat(queued(complaint)).as("and back again").isTrue();
    }

    @Test
    void R9_3_aMarkerRaisesOpensASupportRouteAndNeverLeaves() {
        var plain = found(sends("/en/report/school", Map.of("words", WORDS)));
        var marked = found(sends("/en/report/school", Map.of("words", WORDS, "exposed", "IN_CARE")));
        node.settle();
        assertThat(band(marked)).isLessThan(band(plain));
        var page = signedIn(analyst).get("/desk/reports/" + marked).body();
        assertThat(page).contains(messages.text(Language.EN, "case.support.2"));
        assertThat(signedIn(analyst).get("/desk/reports/" + plain).body())
                .doesNotContain(messages.text(Language.EN, "case.support.2"));
        assertThat(FactKind.EXPOSED.leaves()).isFalse();
        assertThat(List.of(FactKind.values()).stream().filter(kind -> !kind.leaves()))
                .containsExactly(FactKind.EXPOSED);
    }

    private int band(ReportId report) {
        return database.sql("SELECT band FROM triage.queue WHERE report = :report")
                .param("report", report.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void R56_1_aWorriedAdultCanAskWithoutAWordAboutAChild() {
        var page = visitor().opens("/en/ask").html();
        assertThat(page).doesNotContain("name=\"age\"", "name=\"exposed\"", "name=\"form\"");
        var report = found(sends("/en/ask", Map.of("words", "How do I talk about games?")));
        assertThat(reports.summary(report).door()).isEqualTo(Door.ADVICE);
        assertThat(reports.summary(report).forms()).isEmpty();
    }

    @Test
    void anEmptyFormSaysWhatIsMissingAndNothingIsSent() {
        var visitor = sends("/en/report/club", Map.of("name", "Coach Example"));
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.html())
                .contains(messages.text(Language.EN, "doors.problem.nothing"))
                .contains("Coach Example");
        assertThat(visitor().opens("/en/report/nobody").status()).isEqualTo(404);
    }

    @Test
    void R30_1_theQuestionsOnPaperAreThoseOfTheChildsPath() {
        for (var language : Language.values()) {
            var html = visitor().opens("/" + language.code() + "/paper").html();
            for (var question : Question.values()) {
                assertThat(html).contains(messages.text(language, "frontdoor." + question));
                for (var answer : question.answers(false)) {
                    assertThat(html).contains(messages.text(language, "frontdoor." + question + "." + answer));
                }
            }
        }
    }
}
