package org.egide.helpline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egide.audit.AuditTrail;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Once;
import org.egide.dialogue.Speaker;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Subject;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passing a child on, being read along with, being asked again. */
@EgideTest
final class HandoverTest {
    private static final String WORDS = "Somebody called Zed asks for money, on a game.";

    private final TestNode node;
    private final Helplines helplines;
    private final Talks talks;
    private final Handovers handovers;
    private final Listening listening;
    private final Askings askings;
    private final Notes notes;
    private final Contacts contacts;
    private final Presences presences;
    private final Conversations conversations;
    private final Reports reports;
    private final People people;
    private final Desks desks;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final SettableClock clock;
    private final Person analyst;
    private String line = "";
    private Person counsellor;
    private Person supervisor;

    HandoverTest(
            TestNode node,
            Helplines helplines,
            Talks talks,
            Handovers handovers,
            Listening listening,
            Askings askings,
            Notes notes,
            Contacts contacts,
            Presences presences,
            Conversations conversations,
            Reports reports,
            People people,
            Desks desks,
            AuditTrail trail,
            JdbcClient database,
            SettableClock clock) {
        this.node = node;
        this.helplines = helplines;
        this.talks = talks;
        this.handovers = handovers;
        this.listening = listening;
        this.askings = askings;
        this.notes = notes;
        this.contacts = contacts;
        this.presences = presences;
        this.conversations = conversations;
        this.reports = reports;
        this.people = people;
        this.desks = desks;
        this.trail = trail;
        this.database = database;
        this.clock = clock;
        this.analyst = people.create("Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        this.counsellor = analyst;
        this.supervisor = analyst;
    }

    @BeforeEach
    void aLine() {
        line = LineFixture.put(node);
        helplines.work();
        var desk = helplines.find(line).orElseThrow().desk();
        counsellor = people.create("Invented Counsellor", desk, Set.of(Role.COUNSELLOR, Role.SUPERVISOR));
        supervisor = people.create("Invented Overviewer", desk, Set.of(Role.SUPERVISOR));
        presences.signOn(counsellor, Set.of(Language.EN), 5);
    }

    private ContactId taken() {
        return talks.next(counsellor).orElseThrow();
    }

    private Optional<ReportId> sent(ContactId id) {
        node.settle();
        return handovers.of(id).getLast().report();
    }

    @Test
    void R27_2_aThreatIsAnsweredWithWhatToDoBeforeAnyQuestionAndWithALiveCounsellor() {
        var child = Child.opens(node, "en", line).taps("about", "THREAT");
        var html = child.html();
        assertThat(html)
                .contains("Do not pay.")
                .contains("Do not send anything more.")
                .contains("Keep the messages.");
        assertThat(html.indexOf("Do not pay.")).isLessThan(html.indexOf("Talk to someone now"));
        assertThat(html.indexOf("Talk to someone now")).isLessThan(html.indexOf("How old are you?"));
        child.taps("age", "UNKNOWN");
        assertThat(child.code()).hasSize(8);
        assertThat(child.html()).contains("Do not pay.");
        var contact = talks.find(counsellor, taken());
        assertThat(contact.urgency()).isEqualTo(Urgency.PRESSING);
        assertThat(contact.age()).isEqualTo(AgeGroup.UNKNOWN);
        assertThat(Child.opens(node, "en", line).taps("about", "SCHOOL").html()).doesNotContain("Do not pay.");
    }

    @Test
    void R27_2_nothingGoesBeforeHerYesAndWhatWasToldGoesAlongWithoutAskingAgain() {
        var child = Child.waiting(node, line, About.THREAT).says("It began on a game");
        var id = taken();
        talks.addFact(counsellor, id, FactKind.DEMAND, "MONEY");
        var before = reports();
        var handover = handovers
                .ask(counsellor, id, "hotline", Form.SEXUAL_EXTORTION, WORDS)
                .toString();
        assertThat(sent(id)).as("no yes, no report").isEmpty();
        assertThat(reports()).isEqualTo(before);
        assertThatThrownBy(() -> handovers.heard(counsellor, id, handover, true))
                .as("nobody answers for her where she has a page")
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("she-answers"));
        child.looks();
        assertThat(child.html()).contains("May we pass this on to the hotline?").contains(WORDS);
        child.taps("step", "yes:" + handover);
        var report = sent(id).orElseThrow();
        assertThat(reports()).isEqualTo(before + 1);
        var summary = reports.summary(report);
        assertThat(summary.door()).isEqualTo(Door.HELPLINE);
        assertThat(reports.facts(report))
                .contains(
                        Fact.said(FactKind.DEMAND, "MONEY"),
                        Fact.said(FactKind.THREAT, "YES"),
                        Fact.said(FactKind.CHILD_AGE, "13-15"));
        assertThat(reports.readNarrative(analyst, report, "test")).isEqualTo(WORDS);
        assertThat(talks.find(counsellor, id).tellings())
                .as("K6: a hand-over is no telling")
                .isEqualTo(1);
        node.settle();
        assertThat(reports()).as("sent once").isEqualTo(before + 1);
        for (var again : List.of("no:", "yes:")) {
            var form = child.hidden();
            form.put("step", again + handover);
            child.posts(form);
            assertThat(sent(id)).as("an answer is given once").contains(report);
            assertThat(handovers.of(id).getLast().state()).isEqualTo(Handover.State.SENT);
        }
        assertThat(trail.of("contact:" + id))
                .extracting(AuditTrail.Row::action)
                .containsOnlyOnce("helpline.handover-agreed", "helpline.handed-over")
                .doesNotContain("helpline.handover-refused");
    }

    private long reports() {
        return database.sql("SELECT count(*) FROM report.report")
                .query(Long.class)
                .single();
    }

    @Test
    void R27_2_aNoIsRespectedAndOnlyTwoPeopleWithAReasonPassItOnAndSheSeesIt() {
        var child = Child.waiting(node, line, About.THREAT);
        var id = taken();
        var handover = handovers
                .ask(counsellor, id, "police", Form.SEXUAL_EXTORTION, WORDS)
                .toString();
        child.looks().taps("step", "no:" + handover);
        assertThat(sent(id)).isEmpty();
        child.posts(child.hidden());
        assertThatThrownBy(() -> handovers.second(supervisor, id, handover)).isInstanceOf(Refusal.class);
        handovers.force(counsellor, id, handover, Handover.Reason.LIFE);
        assertThat(sent(id)).as("one person is not enough").isEmpty();
        assertThatThrownBy(() -> handovers.second(counsellor, id, handover))
                .as("the same person twice")
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("two-people"));
        assertThat(child.looks().html()).doesNotContain("We have told the police");
        handovers.second(supervisor, id, handover);
        assertThat(child.looks().html()).contains("We have told the police, because a life is in danger");
        assertThat(sent(id)).isPresent();
        assertThat(trail.of("contact:" + id))
                .extracting(AuditTrail.Row::action)
                .contains("helpline.handover-refused", "helpline.handover-forcing", "helpline.handover-forced");
    }

    @Test
    void onTheTelephoneTheCounsellorRecordsWhatSheSaid() {
        var begun = contacts.enter(
                counsellor,
                helplines.find(line).orElseThrow(),
                ContactKind.PHONE,
                Language.EN,
                About.HOME,
                AgeGroup.A10_12);
        assertThat(begun.code()).isPresent();
        var handover =
                handovers.ask(counsellor, begun.id(), "care", Form.WORRY, WORDS).toString();
        handovers.heard(counsellor, begun.id(), handover, true);
        assertThat(sent(begun.id())).as("care gets no report").isEmpty();
        assertThat(handovers.of(begun.id()).getLast().state()).isEqualTo(Handover.State.SENT);
    }

    @Test
    void R75_m1_herOneCodeOpensTheContactAndTheReportMadeOfIt() {
        var child = Child.waiting(node, line, About.THREAT);
        var code = child.code();
        var id = taken();
        var handover = handovers
                .ask(counsellor, id, "hotline", Form.SEXUAL_EXTORTION, WORDS)
                .toString();
        child.looks().taps("step", "yes:" + handover);
        var report = sent(id).orElseThrow();
        conversations.fromStaff(analyst, Subject.of(report), Speaker.HOTLINE, "We look at it now.", Once.fresh());
        talks.say(counsellor, id, "I stay with you.", Once.fresh());
        var back = Child.opens(node, "en", line).comesBack(code);
        assertThat(back.html())
                .contains("I stay with you.")
                .contains("We look at it now.")
                .contains("Hotline");
        talks.close(counsellor, id, Outcome.HANDED_OVER, Optional.empty());
        clock.advance(java.time.Duration.ofDays(60));
        node.settle();
        assertThat(Child.opens(node, "en", line).comesBack(code).html())
                .as("a code that opens a report does not end with the contact")
                .contains("We look at it now.");
    }

    @Test
    void nobodyReadsAlongUnseen() {
        var child = Child.waiting(node, line, About.HOME).says("Words for one person");
        var id = taken();
        notes.add(counsellor, id, "A note of the house");
        var stranger = people.create("Elsewhere", desks.receiving().id(), Set.of(Role.SUPERVISOR, Role.COUNSELLOR));
        var colleague = people.create(
                "Colleague", helplines.find(line).orElseThrow().desk(), Set.of(Role.COUNSELLOR, Role.SUPERVISOR));
        for (var other : List.of(stranger, colleague, supervisor, analyst)) {
            assertThatThrownBy(() -> talks.read(other, id)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> notes.read(other, id)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> conversations.forStaff(other, id.subject(), "curious"))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> talks.say(other, id, "x", Once.fresh())).isInstanceOf(Refusal.class);
        }
        assertThat(child.looks().html()).doesNotContain("reading along");
        assertThatThrownBy(() -> listening.begin(stranger, id, "curious")).isInstanceOf(Refusal.class);
        listening.begin(supervisor, id, "first weeks of a new counsellor");
        assertThat(child.live()).as("at once").isEqualTo(200);
        assertThat(child.looks().html()).contains("A second person is reading along: a supervisor.");
        assertThat(talks.read(supervisor, id)).hasSize(1);
        listening.end(supervisor, id);
        assertThatThrownBy(() -> talks.read(supervisor, id)).isInstanceOf(Refusal.class);
        assertThat(child.looks().html()).contains("has read along here");
        assertThat(trail.of("contact:" + id))
                .extracting(AuditTrail.Row::action)
                .contains("helpline.listening", "dialogue.read", "helpline.listening-ended");
    }

    @Test
    void K6_askingAgainTakesASupervisorsLeaveAndIsCounted() {
        Child.waiting(node, line, About.HURT);
        var id = taken();
        var wish = askings.wish(counsellor, id, Askings.Reason.SAFETY).toString();
        assertThatThrownBy(() -> askings.give(counsellor, id, wish)).isInstanceOf(Refusal.class);
        assertThat(talks.find(counsellor, id).tellings()).isEqualTo(1);
        askings.give(supervisor, id, wish);
        assertThat(talks.find(counsellor, id).tellings()).isEqualTo(2);
        assertThatThrownBy(() -> askings.give(supervisor, id, wish)).as("once").isInstanceOf(Refusal.class);
    }

    @Test
    void R35_1_whatSurroundsAChildIsNoticedAndNeverAskedNorShownToHer() {
        var child = Child.waiting(node, line, About.FEELINGS);
        var id = taken();
        notes.surround(counsellor, id, Set.of(Context.FEW_PEOPLE, Context.FAR_FROM_HELP));
        assertThat(notes.surrounding(id)).containsExactlyInAnyOrder(Context.FEW_PEOPLE, Context.FAR_FROM_HELP);
        var asked = Child.opens(node, "en", line);
        for (var html : List.of(
                child.looks().html(), asked.html(), asked.taps("about", "HOME").html())) {
            assertThat(html)
                    .doesNotContain("Few people")
                    .doesNotContainIgnoringCase("isolat")
                    .doesNotContain("alone");
        }
        notes.surround(counsellor, id, Set.of());
        assertThat(notes.surrounding(id)).isEmpty();
    }
}
