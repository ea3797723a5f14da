package org.egide.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.report.NewReportFixture.report;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.egide.audit.AuditTrail;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.ReceiptCodes;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.egide.report.Step;
import org.egide.report.Subject;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class SteeringTest {
    private final Conversations conversations;
    private final Choices choices;
    private final Departures departures;
    private final Contacts contacts;
    private final Objections objections;
    private final Readers readers;
    private final Reports reports;
    private final ReceiptCodes codes;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final SettableClock clock;
    private final Settings settings;
    private final TestNode node;
    private final Person analyst;
    private final Person supervisor;
    private final Person handlingSupervisor;
    private final Person overseer;
    private final Person stranger;

    SteeringTest(
            Conversations conversations,
            Choices choices,
            Departures departures,
            Contacts contacts,
            Objections objections,
            Readers readers,
            Reports reports,
            ReceiptCodes codes,
            AuditTrail trail,
            JdbcClient database,
            SettableClock clock,
            Settings settings,
            TestNode node,
            Desks desks,
            People people) {
        this.conversations = conversations;
        this.choices = choices;
        this.departures = departures;
        this.contacts = contacts;
        this.objections = objections;
        this.readers = readers;
        this.reports = reports;
        this.codes = codes;
        this.trail = trail;
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.node = node;
        var desk = desks.receiving().id();
        this.analyst = people.create("Dot Quillfeather", desk, Set.of(Role.ANALYST));
        this.supervisor = people.create("Eli Underhill", desk, Set.of(Role.SUPERVISOR));
        this.handlingSupervisor = people.create("Flo Overdale", desk, Set.of(Role.SUPERVISOR, Role.ANALYST));
        var oversight = desks.create(DeskKind.OVERSIGHT, "Oversight " + UUID.randomUUID());
        this.overseer = people.create("Gil Watchman", oversight.id(), Set.of(Role.OVERSEER));
        var other = desks.create(DeskKind.HOTLINE, "Another desk " + UUID.randomUUID());
        this.stranger = people.create("Hal Farway", other.id(), Set.of(Role.SUPERVISOR));
    }

    @Test
    void R7_3_nothingIsChosenBeforehandAndALaterChoiceReplacesAnEarlierOneInALedgerThatKeepsBoth() {
        var subject = child("13-15").subject();
        for (var receiver : Receiver.values()) {
            assertThat(choices.allows(subject, receiver)).isEqualTo(Allowed.UNKNOWN);
        }
        assertThat(choices.current(subject)).isEmpty();
        choices.choose(subject, Topic.TELL_POLICE, "YES");
        choices.choose(subject, Topic.TELL_POLICE, "YES");
        choices.choose(subject, Topic.TELL_SCHOOL, "ASK_FIRST");
        choices.choose(subject, Topic.TELL_POLICE, "NO");
        assertThat(choices.allows(subject, Receiver.POLICE)).isEqualTo(Allowed.NO);
        assertThat(choices.allows(subject, Receiver.SCHOOL)).isEqualTo(Allowed.ASK_FIRST);
        assertThat(choices.history(subject))
                .extracting(entry -> entry.sequence() + " " + entry.topic() + " " + entry.answer())
                .containsExactly("1 TELL_POLICE YES", "2 TELL_SCHOOL ASK_FIRST", "3 TELL_POLICE NO");
        assertThat(trail.of("report:" + subject.id()))
                .filteredOn(row -> row.action().equals("dialogue.chosen"))
                .hasSize(3);
        refused("unknown-choice", () -> choices.choose(subject, Topic.TELL_POLICE, "PERHAPS"));
        assertThatThrownBy(() -> database.sql("UPDATE dialogue.choice SET answer = 'YES' WHERE subject = :subject")
                        .param("subject", subject.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void K4_whileSomebodyAtHomeMustNotKnowNoParentIsToldWhateverElseWasChosen() {
        var subject = child("10-12").subject();
        choices.choose(subject, Topic.TELL_PARENT, "YES");
        choices.choose(subject, Topic.MUST_NOT_KNOW, "AT_HOME");
        assertThat(choices.allows(subject, Receiver.PARENT)).isEqualTo(Allowed.NO);
        refused("against-choice", () -> departures.require(subject, Receiver.PARENT));
        choices.choose(subject, Topic.MUST_NOT_KNOW, "NOBODY");
        assertThat(choices.allows(subject, Receiver.PARENT)).isEqualTo(Allowed.YES);
    }

    @Test
    void R7_3_tellNobodyIsOneTapAndStoppingForbidsEveryReceiver() {
        var subject = child("13-15").subject();
        choices.tellNobody(subject);
        for (var receiver : Receiver.values()) {
            assertThat(choices.allows(subject, receiver)).isEqualTo(Allowed.NO);
        }
        choices.choose(subject, Topic.TELL_POLICE, "YES");
        choices.choose(subject, Topic.WORK, "STOP");
        assertThat(choices.withdrawn(subject)).isTrue();
        assertThat(choices.allows(subject, Receiver.POLICE)).isEqualTo(Allowed.NO);
        choices.choose(subject, Topic.WORK, "GO_ON");
        assertThat(choices.allows(subject, Receiver.POLICE)).isEqualTo(Allowed.YES);
    }

    @Test
    void R7_3_anActAgainstAChoiceNeedsAWrittenReasonAndTheLawAndTheReporterIsTold() {
        var back = child("13-15");
        var subject = back.subject();
        departures.require(subject, Receiver.POLICE);
        choices.choose(subject, Topic.TELL_POLICE, "NO");
        refused("against-choice", () -> departures.require(subject, Receiver.POLICE));
        refused("text-needed", () -> depart(subject, "Act 7", " ", Optional.empty()));
        refused("text-needed", () -> depart(subject, "", "A reason.", Optional.empty()));
        refused("names-staff", () -> depart(subject, "Act 7", "Ask Underhill.", Optional.empty()));
        refused(
                "not-found",
                () -> departures.record(stranger, subject, Receiver.POLICE, "Act 7", "A reason.", Optional.empty()));
        depart(subject, "Act 7", "Another child is at risk.", Optional.empty());
        departures.require(subject, Receiver.POLICE);
        refused("against-choice", () -> {
            choices.choose(subject, Topic.TELL_SCHOOL, "NO");
            departures.require(subject, Receiver.SCHOOL);
        });
        assertThat(departures.forReporter(back)).singleElement().satisfies(told -> {
            assertThat(told.receiver()).isEqualTo(Receiver.POLICE);
            assertThat(told.law()).isEqualTo("Act 7");
            assertThat(told.reason()).isEqualTo("Another child is at risk.");
        });
        choices.choose(subject, Topic.WORK, "STOP");
        refused("against-choice", () -> departures.require(subject, Receiver.POLICE));
    }

    @Test
    void R7_3_beingToldIsPutOffOnlyToADayNearEnoughAndForAReason() {
        var back = child("13-15");
        choices.choose(back.subject(), Topic.TELL_POLICE, "NO");
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        refused("bad-delay", () -> depart(back.subject(), "Act 7", "Reason.", later(today)));
        refused("bad-delay", () -> depart(back.subject(), "Act 7", "Reason.", later(today.plusDays(91))));
        refused("text-needed", () -> new Departures.Delay(today.plusDays(1), " "));
        depart(back.subject(), "Act 7", "Reason.", later(today.plusDays(3)));
        assertThat(departures.forReporter(back)).isEmpty();
        assertThat(departures.entries(analyst, back.subject())).hasSize(1);
        clock.advance(Duration.ofDays(3));
        assertThat(departures.forReporter(back)).hasSize(1);
    }

    @Test
    void S10_noContactIsTakenBeforeTheQuestionWhoMustNotKnowWasAnswered() {
        var back = child("16-17");
        var subject = back.subject();
        var way = new Contacts.Way("canary@mail.example", "after school");
        refused("ask-first", () -> contacts.leave(subject, way));
        choices.choose(subject, Topic.MUST_NOT_KNOW, "RATHER_NOT");
        contacts.leave(subject, way);
        assertThat(contacts.forReporter(back)).contains(way);
        assertThat(contacts.forStaff(analyst, subject, "calling back")).contains(way);
        refused("not-found", () -> contacts.forStaff(stranger, subject, "curious"));
        var row = database.sql("SELECT r::text FROM dialogue.reach r WHERE subject = :subject")
                .param("subject", subject.id())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain("canary");
        var box = database.sql("SELECT for_staff FROM dialogue.reach WHERE subject = :subject")
                .param("subject", subject.id())
                .query((one, number) -> one.getBytes(1))
                .single();
        contacts.takeBack(subject);
        contacts.takeBack(subject);
        assertThat(contacts.forReporter(back)).isEmpty();
        assertThat(choices.current(subject).get(Topic.REACH))
                .extracting("answer")
                .isEqualTo("TAKEN_BACK");
        assertThat(database.sql("SELECT length(keys) FROM keys.sealed_key WHERE id = :id")
                        .param("id", key(box))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void S10_nothingLeavesTheHouseWhenStaffAnswerOneWhoLeftAContact() throws IOException {
        var subject = child("13-15").subject();
        choices.choose(subject, Topic.MUST_NOT_KNOW, "NOBODY");
        contacts.leave(subject, new Contacts.Way("canary@mail.example", ""));
        var relay = URI.create(settings.text(Setting.SMTP_URL));
        try (var listening = new ServerSocket(relay.getPort(), 1, InetAddress.getByName(relay.getHost()))) {
            conversations.fromStaff(analyst, subject, Speaker.HOTLINE, "An answer.", Once.fresh());
            node.settle();
            listening.setSoTimeout(1);
            assertThatThrownBy(listening::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void K7_aDisagreementGoesToASupervisorAndItsAnswerComesBackToTheReporter() {
        var back = child("13-15");
        var once = Once.fresh();
        for (var twice = 0; twice < 2; twice++) {
            objections.object(
                    back.subject(),
                    Objection.Kind.DISAGREEMENT,
                    Step.ASSESSED_NOT_UNLAWFUL.name(),
                    "Look again.",
                    once);
        }
        assertThat(objections.disagreed(back.subject())).isTrue();
        assertThat(waiting(analyst, back)).isEmpty();
        assertThat(waiting(stranger, back)).isEmpty();
        var item = waiting(supervisor, back).getFirst();
        assertThat(objections.read(supervisor, item.id(), "answering").words()).isEqualTo("Look again.");
        refused("names-staff", () -> objections.answer(supervisor, item.id(), "Ask Quillfeather."));
        objections.answer(supervisor, item.id(), "We looked again.");
        refused("already-answered", () -> objections.answer(supervisor, item.id(), "Once more."));
        assertThat(objections.disagreed(back.subject())).isFalse();
        assertThat(objections.forReporter(back)).singleElement().satisfies(objection -> {
            assertThat(objection.ground()).isEqualTo("ASSESSED_NOT_UNLAWFUL");
            assertThat(objection.answer().orElseThrow().words()).isEqualTo("We looked again.");
            assertThat(objection.answer().orElseThrow().speaker()).isEqualTo(Speaker.SUPERVISOR);
        });
    }

    @Test
    void K7_aComplaintNeverReachesWhoHadAPartInTheReport() {
        var back = child("13-15");
        conversations.fromStaff(handlingSupervisor, back.subject(), Speaker.HOTLINE, "An answer.", Once.fresh());
        objections.object(back.subject(), Objection.Kind.COMPLAINT, "UNKIND", "", Once.fresh());
        var id = waiting(supervisor, back).getFirst().id();
        for (var nobody : List.of(analyst, handlingSupervisor, stranger)) {
            assertThat(waiting(nobody, back)).isEmpty();
            refused("not-found", () -> objections.read(nobody, id, "curious"));
            refused("not-found", () -> objections.answer(nobody, id, "Closed."));
        }
        assertThat(objections.read(supervisor, id, "answering").ground()).isEqualTo("UNKIND");
        assertThat(waiting(supervisor, back)).hasSize(1);
        assertThat(waiting(overseer, back)).hasSize(1);
        objections.answer(overseer, id, "We spoke about it here.");
        assertThat(objections
                        .forReporter(back)
                        .getFirst()
                        .answer()
                        .orElseThrow()
                        .speaker())
                .isEqualTo(Speaker.OVERSIGHT);
        refused(
                "unknown-choice",
                () -> objections.object(back.subject(), Objection.Kind.COMPLAINT, "ASSESSED", "", Once.fresh()));
    }

    @Test
    void R53_1_theWordsFollowTheAgeThatWasSaidAndTheReaderMayChooseOthers() {
        var young = child("7-9").subject();
        assertThat(readers.of(young)).isEqualTo(new Readers.Reader(AgeBand.UNDER_10, Readers.Rule.AGE_SAID));
        choices.choose(young, Topic.WORDS, AgeBand.FROM_10.folder());
        assertThat(readers.of(young)).isEqualTo(new Readers.Reader(AgeBand.FROM_10, Readers.Rule.CHOSEN));
        assertThat(readers.of(child(FactKind.UNKNOWN).subject()))
                .isEqualTo(new Readers.Reader(AgeBand.FROM_13, Readers.Rule.NOBODY_KNOWS));
    }

    private List<Objections.Waiting> waiting(Person viewer, Return back) {
        return objections.waiting(viewer).stream()
                .filter(item -> item.subject().equals(back.subject()))
                .toList();
    }

    private void depart(Subject subject, String law, String reason, Optional<Departures.Delay> delay) {
        departures.record(analyst, subject, Receiver.POLICE, law, reason, delay);
    }

    private static Optional<Departures.Delay> later(LocalDate day) {
        return Optional.of(new Departures.Delay(day, "The other person reads along."));
    }

    private static UUID key(byte[] box) {
        var id = java.nio.ByteBuffer.wrap(box, 1, 16);
        return new UUID(id.getLong(), id.getLong());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private Return child(String age) {
        var code = codes.issue(Language.EN);
        reports.accept(report().through(Door.CHILD_PATH, Reporter.CHILD)
                .with(FactKind.CHILD_AGE, age)
                .with(code)
                .build());
        return codes.find(code.words()).orElseThrow();
    }
}
