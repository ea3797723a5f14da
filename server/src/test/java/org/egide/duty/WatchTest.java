package org.egide.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.egide.report.NewReportFixture.report;

import com.icegreen.greenmail.store.FolderException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.egide.platform.Settings;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.DeskBrowser;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class WatchTest {
    private final TestNode node;
    private final SettableClock clock;
    private final Reports reports;
    private final Receptions receptions;
    private final Plans plans;
    private final AlarmStore alarms;
    private final FirstAnswers answers;
    private final Stood stood;
    private final Watch watch;
    private final Roster roster;
    private final Desks desks;
    private final People people;
    private final Sessions sessions;
    private final Settings settings;
    private final MeterRegistry figures;
    private final JdbcClient database;
    private DutyScene scene;

    WatchTest(
            TestNode node,
            SettableClock clock,
            Reports reports,
            Receptions receptions,
            Plans plans,
            AlarmStore alarms,
            FirstAnswers answers,
            Stood stood,
            Watch watch,
            Roster roster,
            Desks desks,
            People people,
            Sessions sessions,
            Settings settings,
            MeterRegistry figures,
            JdbcClient database) {
        this.node = node;
        this.clock = clock;
        this.reports = reports;
        this.receptions = receptions;
        this.plans = plans;
        this.alarms = alarms;
        this.answers = answers;
        this.stood = stood;
        this.watch = watch;
        this.roster = roster;
        this.desks = desks;
        this.people = people;
        this.sessions = sessions;
        this.settings = settings;
        this.figures = figures;
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

    private void declare(String week, Presence presence) {
        plans.declare(scene.supervisor, "Africa/Tunis", Week.of(week), Optional.empty(), Optional.of(presence));
    }

    private boolean live() {
        return receptions.of(scene.desk.id()).live();
    }

    private List<Cause> open() {
        return alarms.open(Optional.of(scene.desk.id())).stream()
                .map(Alarm::cause)
                .toList();
    }

    @Test
    void R42_3_underSeenOnlyWhoUsedTheDeskInTheLastMinutesOrHasASlotIsThere() {
        declare(Week.ALWAYS.text(), Presence.SEEN);
        clock.advance(Duration.ofDays(1));
        assertThat(live()).isFalse();
        var token = sessions.open(scene.officer.id());
        assertThat(live()).isTrue();
        clock.advance(Duration.ofMinutes(9));
        DeskBrowser.signedIn(node, token).get("/desk/me");
        clock.advance(Duration.ofMinutes(9));
        assertThat(live()).isTrue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(live()).isFalse();
        scene.slot(scene.deputy, Rung.DEPUTY, "00:00-24:00");
        assertThat(live()).isTrue();
    }

    @Test
    void R42_3_whoSignedOutIsNotThere() {
        declare(Week.ALWAYS.text(), Presence.SEEN);
        clock.advance(Duration.ofDays(1));
        sessions.open(scene.officer.id());
        sessions.endAll(scene.officer.id(), scene.officer.actor());
        assertThat(live()).isFalse();
    }

    @Test
    void R42_3_anOverseerAtTheDeskIsNobodyWhoReads() {
        declare(Week.ALWAYS.text(), Presence.SEEN);
        clock.advance(Duration.ofDays(1));
        sessions.open(scene.overseer.id());
        assertThat(live()).isFalse();
    }

    @Test
    void R42_3_byDefaultADeskWhereNobodyCameForTheHoursThatArePromisedIsNotThere() {
        declare(Week.ALWAYS.text(), Presence.PROMISE);
        clock.advance(Duration.ofDays(30));
        assertThat(live()).isFalse();
        sessions.open(scene.officer.id());
        clock.advance(Duration.ofHours(23));
        assertThat(live()).isTrue();
        clock.advance(Duration.ofHours(1));
        assertThat(live()).isFalse();
        people.create("New Example", scene.desk.id(), java.util.Set.of(org.egide.staff.Role.ANALYST));
        assertThat(live()).isTrue();
    }

    @Test
    void R42_3_theDefaultOfTheNodeIsThePromise() {
        assertThat(Settings.load(Map.of()).text(org.egide.platform.Setting.PRESENCE))
                .isEqualTo("promise");
        assertThat(Presence.of("promise")).contains(Presence.PROMISE);
        assertThat(Presence.of("sometimes")).isEmpty();
    }

    @Test
    void R42_3_whenNobodyIsThereForAQuarterOfAnHourSupervisorAndOverseerAreCalled() throws FolderException {
        declare(Week.ALWAYS.text(), Presence.SEEN);
        clock.advance(Duration.ofDays(1));
        node.settle();
        for (var minute = 0; minute < 14; minute++) {
            clock.advance(Duration.ofMinutes(1));
            node.settle();
        }
        assertThat(open()).doesNotContain(Cause.NOBODY_HOME);
        clock.advance(Duration.ofMinutes(1));
        node.settle();
        assertThat(open()).contains(Cause.NOBODY_HOME);
        assertThat(scene.newlyCalled()).contains("overseer", "supervisor");
    }

    @Test
    void R42_3_aNightWithAnOfficerOnDutyAlarmsNobody() throws FolderException {
        declare("1 08:00-18:00", Presence.ROSTER);
        scene.onDuty();
        clock.set(Instant.parse("2032-03-02T22:00:00Z"));
        for (var minute = 0; minute < 40; minute++) {
            clock.advance(Duration.ofMinutes(1));
            node.settle();
        }
        assertThat(open()).isEmpty();
        reports.accept(report().of(Form.WORRY).with(FactKind.SELF_HARM, "YES").build());
        node.settle();
        assertThat(scene.newlyCalled()).containsExactly("officer");
    }

    @Test
    void R26_2_theTimeToTheFirstActOfAPersonIsMeasuredAndLatenessIsAnAlarm() {
        var timer = figures.get("egide.first.answer").timer();
        var before = timer.count();
        var total = timer.totalTime(TimeUnit.MINUTES);
        var report = reports.accept(report().of(Form.WORRY).build()).report();
        var late = reports.accept(report().of(Form.WORRY).build()).report();
        node.settle();
        clock.advance(Duration.ofMinutes(90));
        take(report);
        assertThat(timer.count()).isEqualTo(before + 1);
        assertThat(timer.totalTime(TimeUnit.MINUTES) - total).isCloseTo(90, within(0.01));
        assertThat(answers.took(scene.desk.id(), clock.instant().minus(Duration.ofDays(28)), scene.officer)
                        .orElseThrow())
                .isEqualTo(new FirstAnswers.Took(1, Duration.ofHours(2), Duration.ofHours(2)));
        clock.advance(Duration.ofHours(24).minusMinutes(91));
        node.settle();
        assertThat(open()).doesNotContain(Cause.ANSWER_LATE);
        clock.advance(Duration.ofMinutes(1));
        node.settle();
        assertThat(open()).contains(Cause.ANSWER_LATE);
        assertThat(answers.waiting(scene.desk.id(), 10))
                .extracting(FirstAnswers.Waiting::report)
                .containsExactly(late);
    }

    private void take(ReportId report) {
        var browser = DeskBrowser.signedIn(node, sessions.open(scene.officer.id()));
        var csrf = DeskBrowser.field(browser.get("/desk/duty"), "csrf");
        assertThat(browser.post("/desk/queue/" + report + "/take", Map.of("csrf", csrf))
                        .statusCode())
                .isEqualTo(303);
        node.settle();
    }

    @Test
    void R26_2_whatWasLeftOvernightIsPromisedFromTheOpeningOn() {
        declare("1 08:00-18:00", Presence.HOURS);
        clock.set(Instant.parse("2032-03-02T22:00:00Z"));
        var report = reports.accept(report().of(Form.WORRY).build()).report();
        node.settle();
        assertThat(answers.waiting(scene.desk.id(), 10))
                .containsExactly(new FirstAnswers.Waiting(
                        report,
                        clock.instant(),
                        false,
                        true,
                        Instant.parse("2032-03-08T07:00:00Z").plus(Duration.ofHours(24))));
    }

    @Test
    void R54_3_theShareOfMinutesOpenIsMeasuredAndAServerThatWasOffCountsAsClosed() {
        declare("1 08:00-18:00;2 08:00-18:00", Presence.HOURS);
        var start = Instant.parse("2032-03-01T06:00:00Z");
        clock.set(start);
        // One hour before the opening, two hours open, two hours off, one hour open.
        minutes(180);
        clock.advance(Duration.ofHours(2));
        minutes(60);
        var share = stood.open(scene.desk.id(), start.minus(Duration.ofDays(28)), clock.instant());
        assertThat(share.orElseThrow()).isCloseTo(3.0 / 6, within(0.01));
        assertThat(stood.open(scene.desk.id(), start.plus(Duration.ofHours(5)), clock.instant())
                        .orElseThrow())
                .isCloseTo(1, within(0.02));
    }

    private void minutes(int count) {
        watch.work();
        for (var minute = 0; minute < count; minute++) {
            clock.advance(Duration.ofMinutes(1));
            watch.work();
        }
    }

    @Test
    void onlySupervisorsAndAdministratorsEditAndWhatTheyTypeIsRead() {
        var analyst = DeskBrowser.signedIn(node, sessions.open(scene.officer.id()));
        var page = analyst.get("/desk/duty");
        assertThat(page.body()).doesNotContain("action=\"/desk/duty/hours\"");
        var csrf = DeskBrowser.field(page, "csrf");
        assertThat(analyst.post("/desk/duty/hours", Map.of("csrf", csrf, "zone", "UTC"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(analyst.post(
                                "/desk/duty/reach",
                                Map.of("csrf", csrf, "person", scene.deputy.id().toString(), "mail", ""))
                        .statusCode())
                .isEqualTo(403);

        var supervisor = DeskBrowser.signedIn(node, sessions.open(scene.supervisor.id()));
        var token = DeskBrowser.field(supervisor.get("/desk/duty"), "csrf");
        assertThat(supervisor
                        .post(
                                "/desk/duty/hours",
                                Map.of(
                                        "csrf",
                                        token,
                                        "zone",
                                        "Africa/Tunis",
                                        "day1",
                                        "08:00-12:00, 13:00-18:00",
                                        "capacity",
                                        "40",
                                        "presence",
                                        "SEEN"))
                        .statusCode())
                .isEqualTo(303);
        var plan = plans.of(scene.desk.id());
        assertThat(plan.hours().week().text()).isEqualTo("1 08:00-12:00 13:00-18:00");
        assertThat(plan.capacity()).contains(40);
        assertThat(plan.presence()).isEqualTo(Presence.SEEN);
        for (var wrong : List.of(
                Map.of("csrf", token, "zone", "Moon/Base"),
                Map.of("csrf", token, "zone", "UTC", "day1", "eight"),
                Map.of("csrf", token, "zone", "UTC", "capacity", "many"))) {
            assertThat(supervisor.post("/desk/duty/hours", wrong).statusCode())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
        assertThat(supervisor
                        .post(
                                "/desk/duty/slots",
                                Map.of(
                                        "csrf",
                                        token,
                                        "person",
                                        scene.deputy.id().toString(),
                                        "rung",
                                        "DEPUTY",
                                        "days",
                                        "6",
                                        "hours",
                                        "20:00-08:00",
                                        "first",
                                        "",
                                        "last",
                                        ""))
                        .statusCode())
                .isEqualTo(303);
        var slot = roster.of(scene.desk.id()).getFirst();
        assertThat(slot.week().text()).isEqualTo("6 20:00-08:00");
        assertThat(supervisor.get("/desk/duty").body()).contains("Dan Example", "20:00-08:00");
        assertThat(supervisor
                        .post("/desk/duty/slots/" + slot.id() + "/end", Map.of("csrf", token))
                        .statusCode())
                .isEqualTo(303);
        assertThat(roster.of(scene.desk.id())).isEmpty();
        assertThat(supervisor
                        .post(
                                "/desk/duty/holidays",
                                Map.of("csrf", token, "day", "2032-12-25", "title", "Invented day"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(plans.holidays(scene.desk.id())).hasSize(1);
        assertThat(supervisor
                        .post("/desk/duty/holidays/2032-12-25/remove", Map.of("csrf", token))
                        .statusCode())
                .isEqualTo(303);
        assertThat(plans.holidays(scene.desk.id())).isEmpty();
    }
}
