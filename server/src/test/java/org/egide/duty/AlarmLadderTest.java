package org.egide.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.report.NewReportFixture.report;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.AuditTrail;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Once;
import org.egide.dialogue.Said;
import org.egide.platform.Refusal;
import org.egide.platform.Settings;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Subject;
import org.egide.report.Wall;
import org.egide.report.Walls;
import org.egide.staff.DeskBrowser;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class AlarmLadderTest {
    private final TestNode node;
    private final SettableClock clock;
    private final Reports reports;
    private final Conversations conversations;
    private final Walls walls;
    private final Alarms alarms;
    private final AlarmStore store;
    private final AuditTrail trail;
    private final Roster roster;
    private final Desks desks;
    private final People people;
    private final Sessions sessions;
    private final Settings settings;
    private final JdbcClient database;
    private DutyScene scene;

    AlarmLadderTest(
            TestNode node,
            SettableClock clock,
            Reports reports,
            Conversations conversations,
            Walls walls,
            Alarms alarms,
            AlarmStore store,
            AuditTrail trail,
            Roster roster,
            Desks desks,
            People people,
            Sessions sessions,
            Settings settings,
            JdbcClient database) {
        this.node = node;
        this.clock = clock;
        this.reports = reports;
        this.conversations = conversations;
        this.walls = walls;
        this.alarms = alarms;
        this.store = store;
        this.trail = trail;
        this.roster = roster;
        this.desks = desks;
        this.people = people;
        this.sessions = sessions;
        this.settings = settings;
        this.database = database;
        this.scene = new DutyScene(database, roster, desks, people, settings);
        scene.close();
    }

    @BeforeEach
    void begin() {
        node.settle();
        scene = new DutyScene(database, roster, desks, people, settings);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private ReportId flagged() {
        return reports.accept(report().of(Form.WORRY)
                        .with(FactKind.IMMEDIATE_DANGER, "YES")
                        .build())
                .report();
    }

    private List<String> after(Duration duration) throws FolderException {
        clock.advance(duration);
        node.settle();
        return scene.newlyCalled();
    }

    private Alarm only() {
        return store.open(Optional.of(scene.desk.id())).stream()
                .filter(alarm -> alarm.cause() == Cause.DANGER)
                .reduce((one, two) -> {
                    throw new AssertionError("two alarms");
                })
                .orElseThrow();
    }

    @Test
    void R13_aFlaggedReportIsCalledOutWithinAMinuteAndLouderAtFiveAndFifteenUntilSomebodyAnswers()
            throws FolderException {
        scene.onDuty();
        flagged();
        assertThat(after(Duration.ofSeconds(59))).containsExactly("officer");
        assertThat(after(Duration.ofMinutes(4))).isEmpty();
        assertThat(after(Duration.ofSeconds(60))).containsExactly("deputy");
        assertThat(after(Duration.ofMinutes(9))).isEmpty();
        assertThat(after(Duration.ofMinutes(1))).containsExactly("overseer", "supervisor");
        // It never ends silently.
        for (var round = 0; round < 8; round++) {
            assertThat(after(Duration.ofMinutes(15)))
                    .as("round " + round)
                    .contains("officer", "deputy", "supervisor", "overseer");
        }
        alarms.acknowledge(scene.deputy, only().id());
        assertThat(after(Duration.ofHours(3))).isEmpty();
        assertThat(store.open(Optional.of(scene.desk.id()))).noneMatch(alarm -> alarm.cause() == Cause.DANGER);
    }

    @ParameterizedTest
    @CsvSource({
        "IMMEDIATE_DANGER,YES,1",
        "SELF_HARM,YES,1",
        "LIVE_NOW,YES,1",
        "THREAT,WITH_DEADLINE,1",
        "OFFENDER_ACCESS,MEETS_TODAY,1",
        "URGENT_BY_SENDER,YES,0",
        "IMMEDIATE_DANGER,NO,0",
        "WISH,REMOVE,0"
    })
    void R13_whatTellsOfDangerIsCalledOutAndNothingElse(FactKind kind, String value, int calls) throws FolderException {
        scene.onDuty();
        reports.accept(report().of(Form.WORRY).with(kind, value).build());
        assertThat(after(Duration.ofSeconds(5))).hasSize(calls);
    }

    @Test
    void R13_whatTriageFindsUrgentLaterIsCalledOutToo() throws FolderException {
        scene.onDuty();
        var report = reports.accept(report().of(Form.GROOMING).build()).report();
        assertThat(after(Duration.ofSeconds(5))).isEmpty();
        var browser = DeskBrowser.signedIn(node, sessions.open(scene.deputy.id()));
        var csrf = DeskBrowser.field(browser.get("/desk/reports/" + report), "csrf");
        var answer = browser.post(
                "/desk/queue/" + report + "/fact",
                java.util.Map.of("csrf", csrf, "fact", "OFFENDER_ACCESS.HAS_ACCESS"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(after(Duration.ofSeconds(5))).containsExactly("officer");
    }

    @Test
    void R13_withoutAnybodyOnDutySupervisorsAndOverseersAreCalledAtOnce() throws FolderException {
        flagged();
        assertThat(after(Duration.ofSeconds(5))).containsExactly("overseer", "supervisor");
    }

    @Test
    void R11_nobodyIsCalledAboutAReportTheyMustNotKnowAndTheNextIsCalledAtOnce() throws FolderException {
        scene.onDuty();
        reports.accept(report().of(Form.WORRY)
                .with(FactKind.IMMEDIATE_DANGER, "YES")
                .with(FactKind.INSIDER, "YES")
                .build());
        assertThat(after(Duration.ofSeconds(59))).containsExactly("supervisor");
        assertThat(after(Duration.ofHours(2))).containsOnly("supervisor");

        var report = flagged();
        walls.build(scene.supervisor, report, new Wall.Against.OnePerson(scene.officer.id()), "named");
        assertThat(after(Duration.ofSeconds(59))).containsExactly("deputy");
        assertThat(after(Duration.ofHours(2))).contains("supervisor", "deputy").doesNotContain("officer");
    }

    @Test
    void R13_aCallThatFailsCallsTheNextAtOnceAndIsToldOnEveryPageOfTheDesk() throws FolderException {
        scene.onDuty();
        scene.mailGoesDown();
        flagged();
        assertThat(after(Duration.ofSeconds(5))).isEmpty();
        assertThat(only().rung()).contains(Rung.ALL);
        var browser = DeskBrowser.signedIn(node, sessions.open(scene.officer.id()));
        assertThat(browser.get("/desk/queue").body()).contains("Somebody could not be called");
        scene.mailComesBack();
        assertThat(after(Duration.ofMinutes(1))).contains("officer", "deputy", "supervisor", "overseer");
    }

    @Test
    void R13_aServerThatWasAwayCallsEverybodyWhoShouldHaveBeenCalledMeanwhile() throws FolderException {
        scene.onDuty();
        flagged();
        assertThat(after(Duration.ZERO)).containsExactly("officer");
        assertThat(after(Duration.ofMinutes(20))).containsExactly("deputy", "overseer", "supervisor");
    }

    @Test
    void R13_whoeverTakesTheReportAnswersForItsAlarm() throws FolderException {
        scene.onDuty();
        var report = flagged();
        node.settle();
        var alarm = only();
        var browser = DeskBrowser.signedIn(node, sessions.open(scene.deputy.id()));
        var csrf = DeskBrowser.field(browser.get("/desk/duty"), "csrf");
        browser.post("/desk/queue/" + report + "/take", java.util.Map.of("csrf", csrf));
        assertThat(store.owned(Optional.empty(), clock.instant().minusSeconds(5)))
                .extracting(Alarm::id, found -> found.owner().orElseThrow())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(alarm.id(), scene.deputy.id()));
        scene.newlyCalled();
        assertThat(after(Duration.ofMinutes(20))).isEmpty();
    }

    @Test
    void R13_oneAnswersForAnAlarmAndNobodyOfAnotherDeskMay() {
        flagged();
        node.settle();
        var alarm = only();
        var stranger = elsewhere();
        assertThatThrownBy(() -> alarms.acknowledge(stranger, alarm.id())).isInstanceOf(Refusal.class);
        alarms.acknowledge(scene.deputy, alarm.id());
        alarms.acknowledge(scene.deputy, alarm.id());
        assertThatThrownBy(() -> alarms.acknowledge(scene.officer, alarm.id()))
                .isInstanceOf(Refusal.class)
                .extracting("code")
                .isEqualTo("already-owned");
    }

    private Person elsewhere() {
        var other = desks.create(org.egide.staff.DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        return people.create("Analyst elsewhere", other.id(), java.util.Set.of(org.egide.staff.Role.SUPERVISOR));
    }

    @Test
    void R13_aContactOfAHelplineRaisesTheSameAlarmAndDangerThatReturnsRingsAgain() throws FolderException {
        scene.onDuty();
        var contact = new Subject(Subject.Kind.CONTACT, UUID.randomUUID());
        alarms.raise(contact, scene.desk.id(), Cause.DANGER);
        alarms.raise(contact, scene.desk.id(), Cause.DANGER);
        assertThat(after(Duration.ofSeconds(5))).containsExactly("officer");
        alarms.answered(contact, scene.officer);
        alarms.raise(contact, scene.desk.id(), Cause.DANGER);
        assertThat(after(Duration.ofSeconds(5))).containsExactly("officer");
    }

    @Test
    void R13_whoWritesBackThatTheyAreInDangerIsCalledOutThoughTheReportToldOfNone() throws FolderException {
        scene.onDuty();
        var subject = Subject.of(reports.accept(report().of(Form.WORRY).build()).report());
        conversations.fromReporter(subject, new Said.Phrase("yes"), Once.fresh());
        assertThat(after(Duration.ofSeconds(5))).isEmpty();
        conversations.fromReporter(subject, new Said.Phrase("danger"), Once.fresh());
        assertThat(after(Duration.ofSeconds(5))).containsExactly("officer");
    }

    @Test
    void R13_aFloodOfDangersCallsEachPersonOnceAtATimeAndForgetsNone() throws FolderException {
        scene.onDuty();
        for (var i = 0; i < 40; i++) {
            flagged();
        }
        assertThat(after(Duration.ofSeconds(5))).hasSizeLessThan(5).containsOnly("officer");
        assertThat(store.open(Optional.of(scene.desk.id()))).hasSize(40);
        assertThat(database.sql("SELECT count(*) FROM duty.page WHERE state = 'SENT'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(40);
        assertThat(after(Duration.ofMinutes(5))).hasSizeLessThan(5).containsOnly("deputy");
    }

    @Test
    void R13_everyStepOfAnAlarmIsInTheAuditRecord() {
        scene.onDuty();
        flagged();
        node.settle();
        var alarm = only();
        clock.advance(Duration.ofMinutes(5));
        node.settle();
        alarms.acknowledge(scene.officer, alarm.id());
        assertThat(actions("alarm:" + alarm.id()))
                .containsExactly(
                        "duty.alarm-raised",
                        "duty.called",
                        "duty.call-sent",
                        "duty.called",
                        "duty.call-sent",
                        "duty.acknowledged");
    }

    private List<String> actions(String subject) {
        return trail.streams().stream()
                .flatMap(stream -> trail.page(stream, Long.MAX_VALUE, 1_000).stream())
                .filter(row -> row.subject().equals(subject))
                .sorted(java.util.Comparator.comparingLong(AuditTrail.Row::sequence))
                .map(AuditTrail.Row::action)
                .toList();
    }

    @Test
    void S10_whatGoesOutIsOneFixedTextWhateverHappened() throws Exception {
        scene.onDuty();
        reports.accept(report().of(Form.WORRY)
                .with(FactKind.SELF_HARM, "YES")
                .telling("Invented words.")
                .build());
        node.settle();
        alarms.raise(scene.desk.id(), Cause.NOBODY_HOME);
        node.settle();
        clock.advance(Duration.ofMinutes(31));
        node.settle();
        var texts = new HashSet<String>();
        for (var message : scene.mail().getReceivedMessages()) {
            texts.add(message.getSubject() + "\n" + GreenMailUtil.getBody(message));
        }
        assertThat(scene.called()).hasSizeGreaterThan(5);
        assertThat(texts).hasSize(1);
        assertThat(texts.iterator().next())
                .startsWith("Please sign in\n")
                .contains("/desk/duty")
                .doesNotContainIgnoringCase("report")
                .doesNotContainIgnoringCase("child")
                .doesNotContainIgnoringCase("danger");
    }

    @Test
    void S2_thePageSaysWhoWasCalledWhenAndLetsOneAnswer() {
        scene.onDuty();
        flagged();
        node.settle();
        var browser = DeskBrowser.signedIn(node, sessions.open(scene.deputy.id()));
        var page = browser.get("/desk/duty");
        assertThat(page.body()).contains("Somebody may be in danger now", "Olive Example", "by mail", "sent");
        var answer = browser.post(
                "/desk/duty/alarms/" + only().id() + "/acknowledge",
                java.util.Map.of("csrf", DeskBrowser.field(page, "csrf")));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.get("/desk/duty").body()).contains("Dan Example answers for it");
        assertThat(browser.get("/desk/queue").body()).doesNotContain("Somebody may be in danger now, and nobody");
    }

    @Test
    void everyFactThatTellsOfDangerIsUrgentToTheAnnouncerToo() {
        var dangers = Arrays.stream(FactKind.values())
                .flatMap(kind -> kind.choices().stream().map(value -> Fact.said(kind, value)))
                .filter(Fact::tellsDanger)
                .toList();
        assertThat(dangers).hasSize(5);
        for (var fact : dangers) {
            var id = reports.accept(report().with(fact.kind(), fact.value()).build())
                    .report();
            assertThat(database.sql("SELECT urgent FROM report.report WHERE id = :id")
                            .param("id", id.value())
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }
}
