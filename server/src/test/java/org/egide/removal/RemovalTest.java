package org.egide.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.egide.audit.Actor;
import org.egide.audit.AuditTrail;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.report.Door;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.NewReport;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.StatusView;
import org.egide.report.Step;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@EgideTest
final class RemovalTest {
    private final TestNode node;
    private final SettableClock clock;
    private final Reports reports;
    private final Desks desks;
    private final People people;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final CopyStore copies;
    private final Outbox outbox;
    private final Removal removal;
    private final HostRegister hosts;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final GreenMail mail;
    private HostFixture host;
    private Person supervisor;

    RemovalTest(
            TestNode node,
            SettableClock clock,
            Reports reports,
            Desks desks,
            People people,
            Transaction transaction,
            ApplicationEventPublisher events,
            CopyStore copies,
            Outbox outbox,
            Removal removal,
            HostRegister hosts,
            AuditTrail trail,
            JdbcClient database,
            Settings settings) {
        this.node = node;
        this.clock = clock;
        this.reports = reports;
        this.desks = desks;
        this.people = people;
        this.transaction = transaction;
        this.events = events;
        this.copies = copies;
        this.outbox = outbox;
        this.removal = removal;
        this.hosts = hosts;
        this.trail = trail;
        this.database = database;
        this.mail = new GreenMail(new ServerSetup(
                URI.create(settings.text(Setting.SMTP_URL)).getPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    @BeforeEach
    void start() {
        // Copies of earlier tests are watched for years; here they would only ask servers that are gone.
        database.sql("UPDATE removal.copy SET state = 'GONE', next_check = NULL, remind_at = NULL, escalate_at = NULL")
                .update();
        database.sql("DELETE FROM removal.notice").update();
        database.sql("DELETE FROM removal.host").update();
        host = new HostFixture();
        mail.start();
        supervisor = people.create("Noor Example", desks.receiving().id(), Set.of(Role.SUPERVISOR));
    }

    @AfterEach
    void stop() {
        host.close();
        mail.stop();
    }

    @Test
    void aNoticeThatIsObeyedEndsAfterTwoAbsences() {
        host.put("/a.png", HostFixture.png(1));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
        assertThat(steps(report)).contains(Step.REMOVAL_ASKED);

        host.remove("/a.png");
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.ABSENT_ONCE);
        assertThat(steps(report)).doesNotContain(Step.COPY_GONE);
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.GONE);
        assertThat(steps(report)).contains(Step.COPY_GONE, Step.ALL_COPIES_GONE, Step.CLOSED);
        assertThat(reports.statusOf(report).lines())
                .filteredOn(line -> line.step() == Step.CLOSED)
                .extracting(StatusView.Line::reason)
                .containsExactly("all-gone");
    }

    @Test
    void R24_2_removalOfTheFirstCopyClosesNothing() {
        host.put("/one.png", HostFixture.png(1)).put("/two.png", HostFixture.png(1));
        knowHost(Language.EN);
        var report = unlawful(host.url("/one.png"), host.url("/two.png"));
        node.settle();
        assertThat(mail.getReceivedMessages()).hasSize(2);
        host.remove("/one.png");
        pass(Duration.ofMinutes(11));
        pass(Duration.ofMinutes(11));
        assertThat(copies.ofReport(report))
                .extracting(Copy::state)
                .containsExactlyInAnyOrder(CopyState.GONE, CopyState.NOTICED);
        assertThat(steps(report)).contains(Step.COPY_GONE).doesNotContain(Step.ALL_COPIES_GONE, Step.CLOSED);
        host.remove("/two.png");
        pass(Duration.ofMinutes(61));
        pass(Duration.ofMinutes(11));
        assertThat(steps(report)).contains(Step.CLOSED);
    }

    @Test
    void aHostThatDoesNothingIsRemindedAndThenANamedPersonTakesOver() throws MessagingException {
        host.put("/a.png", HostFixture.png(2));
        knowHost(Language.FR);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        pass(Duration.ofDays(1));
        assertThat(only(report).state()).isEqualTo(CopyState.REMINDED);
        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(mail.getReceivedMessages()[1].getSubject()).contains("Relance");
        pass(Duration.ofDays(1));
        var copy = only(report);
        assertThat(copy.state()).isEqualTo(CopyState.ESCALATED);
        assertThat(copy.owner())
                .hasValueSatisfying(owner -> assertThat(people.find(owner))
                        .hasValueSatisfying(
                                person -> assertThat(person.is(Role.SUPERVISOR)).isTrue()));
        pass(Duration.ofDays(3));
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void R26_4_onlyVerifiedAbsenceStopsTheClock() {
        host.put("/a.png", HostFixture.png(3));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        host.fail("/a.png", 503);
        pass(Duration.ofHours(2));
        pass(Duration.ofHours(2));
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
        assertThat(only(report).lastVerdict()).isEqualTo("NO_ANSWER status-503");
        host.close();
        pass(Duration.ofHours(2));
        assertThat(only(report).lastVerdict()).isEqualTo("NO_ANSWER no-connection");
        pass(Duration.ofHours(42));
        assertThat(only(report).state()).isEqualTo(CopyState.ESCALATED);
        assertThat(only(report).times().gone()).isEmpty();
    }

    @Test
    void oneAbsenceThatIsNotConfirmedLeadsBack() {
        host.put("/a.png", HostFixture.png(4));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        host.remove("/a.png");
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.ABSENT_ONCE);
        host.put("/a.png", HostFixture.png(4));
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
    }

    @Test
    void aNearDuplicateIsStillThere() {
        host.put("/a.png", HostFixture.png(5));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        host.put("/a.png", HostFixture.jpeg(5, 0.5f));
        pass(Duration.ofMinutes(11));
        pass(Duration.ofMinutes(61));
        assertThat(only(report).lastVerdict()).isEqualTo("NEAR");
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
    }

    @Test
    void anotherPictureInItsPlaceIsAbsence() {
        host.put("/a.png", HostFixture.png(6));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        host.put("/a.png", HostFixture.png(7_000));
        pass(Duration.ofMinutes(11));
        assertThat(only(report).lastVerdict()).isEqualTo("REPLACED");
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.GONE);
    }

    @Test
    void whatTriageSawIsWhatLaterLooksAreHeldAgainst() {
        host.put("/a.png", HostFixture.png(61));
        knowHost(Language.EN);
        var report = accept(host.url("/a.png"));
        node.settle();
        host.put("/a.png", HostFixture.png(62_000));
        assess(report, OutcomeKind.UNLAWFUL);
        node.settle();
        assertThat(only(report).lastVerdict()).isEqualTo("REPLACED");
        assertThat(mail.getReceivedMessages()).isEmpty();
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.GONE);
    }

    @Test
    void aPageWithoutAPictureWhereOneWasCountsTwiceBeforeItIsGone() {
        host.put("/a.png", HostFixture.png(6));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        host.put("/a.png", "This has been removed.".getBytes(StandardCharsets.UTF_8));
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.ABSENT_ONCE);
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.GONE);
    }

    @Test
    void aPageThatChangesIsNeverTakenForRemoval() {
        host.put("/page", "one".getBytes(StandardCharsets.UTF_8));
        knowHost(Language.EN);
        var report = unlawful(host.url("/page"));
        node.settle();
        host.put("/page", "two".getBytes(StandardCharsets.UTF_8));
        pass(Duration.ofMinutes(11));
        pass(Duration.ofMinutes(61));
        assertThat(only(report).lastVerdict()).isEqualTo("UNCLEAR");
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
    }

    @Test
    void aRedirectToAPrivateAddressIsNotFollowedAndIsNotRemoval() {
        host.redirect("/a.png", "http://127.0.0.2:8080/a.png");
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        assertThat(only(report).lastVerdict()).isEqualTo("REFUSED private-address");
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
        pass(Duration.ofDays(2));
        assertThat(only(report).state()).isEqualTo(CopyState.ESCALATED);
    }

    @Test
    void aMailServerThatIsDownLosesNothing() {
        mail.stop();
        host.put("/a.png", HostFixture.png(8));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICE_WAITING);
        var waiting = outbox.of(only(report).id()).getFirst();
        assertThat(waiting.attempts()).isEqualTo(1);
        assertThat(waiting.lastError()).isEqualTo("smtp-down");
        pass(Duration.ofMinutes(2));
        pass(Duration.ofMinutes(3));
        assertThat(outbox.of(only(report).id()).getFirst().attempts()).isEqualTo(3);

        mail.start();
        pass(Duration.ofMinutes(10));
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
        pass(Duration.ofHours(1));
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void theNoticeSaysWhatIsAskedAndNothingAboutTheReporter() throws MessagingException, IOException {
        host.put("/a.png", HostFixture.png(9));
        knowHost(Language.AR);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        var message = mail.getReceivedMessages()[0];
        var notice = outbox.of(only(report).id()).getFirst();
        assertThat(message.getMessageID()).isEqualTo("<" + notice.id() + "@egide.example>");
        assertThat(message.getHeader("Content-Language")).containsExactly("ar");
        var parts = (MimeMultipart) message.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains(host.url("/a.png"), only(report).reference(), "model-test")
                .contains("نرجو إزالته")
                .doesNotContain(
                        "sunflower-teller",
                        report.toString(),
                        reports.summary(report).reference());
        assertThat(parts.getBodyPart(1).getContentType())
                .startsWith("application/json")
                .contains("xarf.json");
        var xarf = JsonMapper.builder()
                .build()
                .readTree(parts.getBodyPart(1).getInputStream().readAllBytes());
        assertThat(XarfReport.faults(xarf)).isEmpty();
        assertThat(xarf.path("url").asString("")).isEqualTo(host.url("/a.png"));
        assertThat(xarf.path("hash_values").path("sha256").asString("")).hasSize(64);
        assertThat(xarf.path("detection_method").asString("")).isEqualTo("manual_review");
        assertThat(whole(message)).doesNotContain("sunflower-teller");
    }

    @Test
    void aGuessedContactGetsNothingBeforeAPersonConfirms() {
        host.put("/a.png", HostFixture.png(10));
        var report = unlawful(host.url("/a.png"));
        node.settle();
        assertThat(only(report).state()).isEqualTo(CopyState.FOUND);
        assertThat(mail.getReceivedMessages()).isEmpty();
        removal.confirmContact(supervisor, only(report).id(), "abuse@host.example", Language.EN);
        node.settle();
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aHostThatNobodyCouldBeToldAboutStillEndsWithAPerson() {
        host.put("/a.png", HostFixture.png(11));
        var report = unlawful(host.url("/a.png"));
        node.settle();
        pass(Duration.ofDays(2));
        assertThat(only(report).state()).isEqualTo(CopyState.ESCALATED);
    }

    @Test
    void whatComesBackReopensTheCopyAndTheHostIsToldAgain() {
        host.put("/a.png", HostFixture.png(12));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        host.remove("/a.png");
        pass(Duration.ofMinutes(11));
        pass(Duration.ofMinutes(11));
        assertThat(only(report).state()).isEqualTo(CopyState.GONE);
        pass(Duration.ofDays(300));
        host.put("/a.png", HostFixture.jpeg(12, 0.7f));
        pass(Duration.ofDays(8));
        assertThat(only(report).state()).isEqualTo(CopyState.NOTICED);
        assertThat(only(report).round()).isEqualTo(2);
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void hearingTheOutcomeTwiceMakesOneCopy() {
        host.put("/a.png", HostFixture.png(13));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        assess(report, OutcomeKind.UNLAWFUL);
        node.settle();
        assertThat(copies.ofReport(report)).hasSize(1);
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aLawfulReportHasNoCopies() {
        var report = accept(host.url("/a.png"));
        assess(report, OutcomeKind.LAWFUL);
        node.settle();
        assertThat(copies.ofReport(report)).isEmpty();
    }

    @Test
    void theAddressIsShownToItsDeskOnlyAndEachReadingIsAudited() {
        host.put("/a.png", HostFixture.png(14));
        var report = unlawful(host.url("/a.png"));
        node.settle();
        var copy = only(report).id();
        assertThat(removal.address(supervisor, copy)).isEqualTo(host.url("/a.png"));
        assertThat(trail.of("report:" + report))
                .filteredOn(row -> row.action().equals("removal.address-read"))
                .singleElement()
                .satisfies(row -> assertThat(row.details()).containsEntry("reason", "removal"));
        var other = people.create(
                "Sam Elsewhere", desks.create(DeskKind.HOTLINE, "Another desk").id(), Set.of(Role.SUPERVISOR));
        assertThatThrownBy(() -> removal.address(other, copy))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @Test
    void aRefusalOfTheHostIsRecordedByAPersonAndTheClockRunsOn() {
        host.put("/a.png", HostFixture.png(15));
        knowHost(Language.EN);
        var report = unlawful(host.url("/a.png"));
        node.settle();
        removal.refusedByHost(supervisor, only(report).id(), "says it is not theirs");
        node.settle();
        assertThat(only(report).state()).isEqualTo(CopyState.REFUSED_BY_HOST);
        assertThat(steps(report)).contains(Step.REMOVAL_REFUSED);
        assertThatThrownBy(() -> removal.refusedByHost(supervisor, only(report).id(), "again"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("wrong-state"));
        pass(Duration.ofDays(2));
        assertThat(only(report).state()).isEqualTo(CopyState.ESCALATED);
    }

    private void knowHost(Language language) {
        hosts.keep(new Host("127.0.0.1", "Host One", "abuse@host.example", "XX", language, "test"), supervisor);
    }

    private void pass(Duration time) {
        clock.advance(time);
        node.settle();
    }

    private ReportId accept(String... addresses) {
        var report = reports.accept(new NewReport(
                Door.PUBLIC_FORM,
                Reporter.CITIZEN,
                Actor.reporter("public-form"),
                Language.EN,
                new NewReport.Raw("told".getBytes(StandardCharsets.UTF_8), "text/plain"),
                Set.of(Form.ABUSE_MATERIAL),
                Set.of(),
                List.of(),
                Optional.of("sunflower-teller saw this"),
                Map.of("name", "sunflower-teller"),
                Stream.of(addresses)
                        .map(address -> NewItem.of(ItemKind.ADDRESS, address))
                        .toList(),
                Optional.of("test"),
                Optional.of(UUID.randomUUID().toString()),
                Optional.empty()));
        return report.report();
    }

    private ReportId unlawful(String... addresses) {
        var report = accept(addresses);
        assess(report, OutcomeKind.UNLAWFUL);
        return report;
    }

    private void assess(ReportId report, OutcomeKind outcome) {
        transaction.run(() -> events.publishEvent(
                new ReportAssessed(report, desks.receiving().id(), outcome, "model-test", clock.instant())));
    }

    private Copy only(ReportId report) {
        return copies.ofReport(report).getFirst();
    }

    private List<Step> steps(ReportId report) {
        return reports.statusOf(report).lines().stream()
                .map(StatusView.Line::step)
                .toList();
    }

    private static String whole(MimeMessage message) throws MessagingException, IOException {
        var out = new java.io.ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
