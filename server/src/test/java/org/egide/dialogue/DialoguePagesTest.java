package org.egide.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.report.Door;
import org.egide.report.ReceiptCodes;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.egide.staff.DeskBrowser;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class DialoguePagesTest {
    private final TestNode node;
    private final Conversations conversations;
    private final Choices choices;
    private final Contacts contacts;
    private final Departures departures;
    private final Tellings tellings;
    private final Objections objections;
    private final Reports reports;
    private final ReceiptCodes codes;
    private final Sessions sessions;
    private final JdbcClient database;
    private final Person analyst;
    private final Person supervisor;

    DialoguePagesTest(
            TestNode node,
            Conversations conversations,
            Choices choices,
            Contacts contacts,
            Departures departures,
            Tellings tellings,
            Objections objections,
            Reports reports,
            ReceiptCodes codes,
            Sessions sessions,
            JdbcClient database,
            Desks desks,
            People people) {
        this.node = node;
        this.conversations = conversations;
        this.choices = choices;
        this.contacts = contacts;
        this.departures = departures;
        this.tellings = tellings;
        this.objections = objections;
        this.reports = reports;
        this.codes = codes;
        this.sessions = sessions;
        this.database = database;
        this.analyst = people.create("Ivo Marshgate", desks.receiving().id(), Set.of(Role.ANALYST));
        this.supervisor = people.create("Jil Hedgerow", desks.receiving().id(), Set.of(Role.SUPERVISOR));
    }

    @Test
    void R8_theReportsPageShowsThatTheReporterWroteBackAndOpensTheWordsWithAReasonOnly() {
        var back = child();
        conversations.fromReporter(back.subject(), new Said.Words("planted words"), Once.fresh());
        var browser = browser(analyst);
        assertThat(browser.get(page(back)).body())
                .contains("The reporter wrote 1 message that nobody has read.")
                .doesNotContain("planted words");
        assertThat(browser.post(page(back) + "/dialogue/read", form(browser, Map.of()))
                        .statusCode())
                .isEqualTo(400);
        var opened = browser.post(page(back) + "/dialogue/read", form(browser, Map.of("reason", "assess")));
        assertThat(opened.body())
                .contains("planted words", "Somebody from this desk")
                .doesNotContain("Your counsellor");
        var answer = Map.of("speaker", "HOTLINE", "words", "An answer.", "key", DeskBrowser.field(opened, "key"));
        for (var twice = 0; twice < 2; twice++) {
            assertThat(browser.post(page(back) + "/dialogue/say", form(browser, answer))
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(conversations.forReporter(back))
                .extracting(Line::said)
                .containsExactly(new Said.Words("planted words"), new Said.Words("An answer."));
        assertThat(browser.get(page(back)).body()).doesNotContain("that nobody has read");
    }

    @Test
    void R54_2_whoWroteBackStandsOnAListAndEveryPageSaysSoUntilSomebodyHasRead() {
        var back = child();
        var browser = browser(analyst);
        var link = "/desk/reports/" + back.subject().id();
        // The page shows the first fifty of all that other tests left.
        database.sql("DELETE FROM dialogue.unheard").update();
        assertThat(browser.get("/desk/replies").body()).doesNotContain(link);
        conversations.fromReporter(back.subject(), new Said.Words("planted words"), Once.fresh());
        conversations.fromReporter(back.subject(), new Said.Words("more"), Once.fresh());
        assertThat(browser.get("/desk/replies").body()).contains(link).doesNotContain("planted words");
        assertThat(browser.get("/desk/queue").body()).contains("href=\"/desk/replies\"", "wrote back, and nobody");
        var read = form(browser, Map.of("reason", "assess"));
        assertThat(browser.post(page(back) + "/dialogue/read", read).statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/desk/replies").body()).doesNotContain(link);
        conversations.fromReporter(back.subject(), new Said.Words("again"), Once.fresh());
        assertThat(browser(supervisor).get("/desk/replies").body()).contains(link);
    }

    @Test
    void R7_3_whoHandlesAReportSeesTheChoicesWithTheirHistoryAndThatTheReporterStopped() {
        var back = child();
        var browser = browser(analyst);
        assertThat(browser.get(page(back)).body()).contains("The reporter has not chosen anything.");
        choices.choose(back.subject(), Topic.TELL_SCHOOL, "YES");
        choices.choose(back.subject(), Topic.TELL_SCHOOL, "NO");
        choices.choose(back.subject(), Topic.WORK, "STOP");
        assertThat(browser.get(page(back)).body())
                .contains("The reporter asked to stop on", "Somebody at your school?", "All entries");
        var tell = Map.of("receiver", "SCHOOL", "what", "WORDS");
        assertThat(browser.post(page(back) + "/dialogue/tell", form(browser, tell))
                        .statusCode())
                .isEqualTo(409);
        var depart = Map.of("receiver", "SCHOOL", "law", "Act 7", "why", "A child is at risk.");
        assertThat(browser.post(page(back) + "/dialogue/depart", form(browser, depart))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.post(page(back) + "/dialogue/tell", form(browser, tell))
                        .statusCode())
                .isEqualTo(303);
        assertThat(departures.forReporter(back)).hasSize(1);
        assertThat(tellings.forReporter(back)).hasSize(1);
        var late = new HashMap<>(depart);
        late.put("until", "soon");
        late.put("delay", "Somebody reads along.");
        assertThat(browser.post(page(back) + "/dialogue/depart", form(browser, late))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void R7_3_aContactOpensWithAReason() {
        var back = child();
        choices.choose(back.subject(), Topic.MUST_NOT_KNOW, "NOBODY");
        contacts.leave(back.subject(), new Contacts.Way("robin@mail.example", "noon"));
        var browser = browser(analyst);
        assertThat(browser.get(page(back)).body()).doesNotContain("robin@mail.example");
        assertThat(browser.post(page(back) + "/dialogue/contact", form(browser, Map.of("reason", "route")))
                        .body())
                .contains("robin@mail.example", "noon");
    }

    @Test
    void K7_objectionsWaitOnAPageOfTheirOwnUntilTheyAreAnswered() {
        var back = child();
        objections.object(back.subject(), Objection.Kind.COMPLAINT, "UNKIND", "planted complaint", Once.fresh());
        var browser = browser(supervisor);
        var id = objections.waiting(supervisor).stream()
                .filter(item -> item.subject().equals(back.subject()))
                .findFirst()
                .orElseThrow()
                .id();
        var path = "/desk/objections";
        assertThat(browser.get(path).body()).contains(id.toString()).doesNotContain("planted complaint");
        assertThat(browser.post(path + "/" + id + "/read", form(browser, Map.of("reason", "complaint")))
                        .body())
                .contains("planted complaint", "Somebody was unkind");
        assertThat(browser.post(path + "/" + id + "/answer", form(browser, Map.of("words", "We are sorry.")))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get(path).body()).doesNotContain(id.toString());
        assertThat(browser(analyst).get(path).statusCode()).isEqualTo(403);
    }

    private static String page(Return back) {
        return "/desk/reports/" + back.subject().id();
    }

    private DeskBrowser browser(Person person) {
        return DeskBrowser.signedIn(node, sessions.open(person.id()));
    }

    private static Map<String, String> form(DeskBrowser browser, Map<String, String> more) {
        var fields = new HashMap<>(more);
        fields.put("csrf", DeskBrowser.field(browser.get("/desk/me"), "csrf"));
        return fields;
    }

    private Return child() {
        var code = codes.issue(Language.EN);
        reports.accept(
                report().through(Door.CHILD_PATH, Reporter.CHILD).with(code).build());
        return codes.find(code.words()).orElseThrow();
    }
}
