package org.egide.police;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.egide.audit.Actor;
import org.egide.audit.AuditTrail;
import org.egide.dialogue.Choices;
import org.egide.dialogue.Departures;
import org.egide.dialogue.Receiver;
import org.egide.dialogue.Topic;
import org.egide.evidence.AgeIdentity;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Door;
import org.egide.report.FileStore;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.NewReport;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.StatusView;
import org.egide.report.Step;
import org.egide.report.Subject;
import org.egide.staff.Desk;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.egide.verifier.EvidenceZip;
import org.egide.verifier.Expectations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class ReferralsTest {
    private final TestNode node;
    private final SettableClock clock;
    private final Reports reports;
    private final FileStore files;
    private final Desks desks;
    private final People people;
    private final Units units;
    private final Referrals referrals;
    private final Signer signer;
    private final Choices choices;
    private final Departures departures;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final AgeIdentity own = AgeIdentity.generate();
    private final AgeIdentity escrow = AgeIdentity.generate();
    private Desk police;
    private Person first;
    private Person second;
    private Person officer;

    ReferralsTest(
            TestNode node,
            SettableClock clock,
            Reports reports,
            FileStore files,
            Desks desks,
            People people,
            Units units,
            Referrals referrals,
            Signer signer,
            Choices choices,
            Departures departures,
            Transaction transaction,
            ApplicationEventPublisher events,
            AuditTrail trail,
            JdbcClient database) {
        this.node = node;
        this.clock = clock;
        this.reports = reports;
        this.files = files;
        this.desks = desks;
        this.people = people;
        this.units = units;
        this.referrals = referrals;
        this.signer = signer;
        this.choices = choices;
        this.departures = departures;
        this.transaction = transaction;
        this.events = events;
        this.trail = trail;
        this.database = database;
    }

    @BeforeEach
    void people() {
        police = desks.create(DeskKind.POLICE, "Unit Seven");
        first = people.create("Ada Example", desks.receiving().id(), Set.of(Role.ANALYST));
        second = people.create("Ben Example", desks.receiving().id(), Set.of(Role.ANALYST, Role.SUPERVISOR));
        officer = people.create("Cleo Example", police.id(), Set.of(Role.OFFICER));
        units.register(second, police.id().toString(), own.recipient(), escrow.recipient());
    }

    @Test
    void R7_3_nothingGoesToThePoliceAgainstTheReportersChoiceWithoutAWrittenReason() throws IOException {
        var report = unlawful();
        var subject = Subject.of(report);
        var id = propose(report, ReferralKind.IDENTIFY);
        choices.choose(subject, Topic.TELL_POLICE, "NO");
        assertThatThrownBy(() -> referrals.approve(second, id))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("against-choice"));
        departures.record(first, subject, Receiver.POLICE, "Act 7", "Another child is at risk.", Optional.empty());
        referrals.approve(second, id);
        node.settle();
        assertThat(steps(report)).contains(Step.SENT_TO_POLICE);
        var zip = open(referrals.download(officer, id).bytes(), own.identity());
        assertThat(entry(zip, "data/custody.jsonl")).contains("police.proposed").doesNotContain("dialogue.");
    }

    @Test
    void R46_3_R47_2_aReferralBecomesAPackageThatAnOutsiderVerifies() throws IOException {
        var report = unlawful();
        var id = propose(report, ReferralKind.IDENTIFY);
        referrals.approve(second, id);
        node.settle();
        assertThat(steps(report)).contains(Step.SENT_TO_POLICE);

        var download = referrals.download(officer, id);
        assertThat(download.name()).endsWith(".zip.age");
        var zip = open(download.bytes(), own.identity());
        var verdict = new EvidenceZip(zip)
                .check(Expectations.NONE.withSigner(signer.identity().fingerprint()));
        assertThat(verdict.held()).as("%s", verdict.refusals()).isTrue();
        assertThat(open(download.bytes(), escrow.identity())).isEqualTo(zip);
        assertThat(entry(zip, "data/report.json")).contains("harmless words", "https://pictures.example/a.png");
        assertThat(entry(zip, "data/report.json")).doesNotContain("robin@example.example");
        assertThat(entry(zip, "data/request.json")).contains("find the child", "Code, article 7");
        assertThat(entry(zip, "data/custody.jsonl")).contains("police.proposed", "police.package-made");
        assertThat(entry(zip, "data/files/E-001.bin")).isEqualTo("shape");
    }

    @Test
    void whoToldGoesAlongOnlyWhenAChildMustBeProtectedAtOnce() throws IOException {
        var report = unlawful();
        var id = propose(report, ReferralKind.URGENT_PROTECTION);
        referrals.approve(second, id);
        var zip = open(referrals.download(officer, id).bytes(), own.identity());
        assertThat(entry(zip, "data/report.json")).contains("robin@example.example");
    }

    @Test
    void whoProposesCannotApprove() {
        var id = propose(unlawful(), ReferralKind.PRESERVE);
        refused("same-person", () -> referrals.approve(first, id));
        assertThatThrownBy(() -> database.sql("UPDATE police.referral SET decided_by = proposed_by WHERE id = :id")
                        .param("id", id.value())
                        .update())
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    }

    @Test
    void approvingTwiceMakesOnePackage() {
        var id = propose(unlawful(), ReferralKind.PRESERVE);
        referrals.approve(second, id);
        refused("wrong-state", () -> referrals.approve(second, id));
    }

    @Test
    void theUnitSeesNothingBeforeTheSecondPersonAgreed() {
        var id = propose(unlawful(), ReferralKind.PRESERVE);
        refused("not-found", () -> referrals.download(officer, id));
        refused("not-found", () -> referrals.acknowledge(officer, id));
    }

    @Test
    void anotherUnitFindsNothing() {
        var id = propose(unlawful(), ReferralKind.PRESERVE);
        referrals.approve(second, id);
        var other = people.create(
                "Dana Example", desks.create(DeskKind.POLICE, "Unit Eight").id(), Set.of(Role.OFFICER));
        refused("not-found", () -> referrals.download(other, id));
        refused("not-found", () -> referrals.acknowledge(other, id));
    }

    @Test
    void theUnitAcknowledgesAndLaterTellsTheOutcome() {
        var report = unlawful();
        var id = propose(report, ReferralKind.IDENTIFY);
        referrals.approve(second, id);
        assertThat(referrals.holdsOpen(report)).isTrue();
        refused("wrong-state", () -> referrals.answer(officer, id, PoliceOutcome.CHILD_SAFEGUARDED));
        referrals.acknowledge(officer, id);
        node.settle();
        assertThat(steps(report)).contains(Step.POLICE_HAS_IT);
        assertThat(referrals.holdsOpen(report)).isFalse();
        referrals.answer(officer, id, PoliceOutcome.CHILD_SAFEGUARDED);
        refused("wrong-state", () -> referrals.acknowledge(officer, id));
    }

    @Test
    void R24_2_aReportWithAllCopiesGoneStaysOpenUntilTheUnitHasIt() {
        var report = unlawful(node.url("/static/nothing-is-here.png").toString());
        transaction.run(() -> events.publishEvent(new ReportAssessed(
                report, desks.receiving().id(), OutcomeKind.UNLAWFUL, "model-test", clock.instant())));
        var id = propose(report, ReferralKind.PRESERVE);
        node.settle();
        clock.advance(Duration.ofMinutes(11));
        node.settle();
        assertThat(steps(report)).contains(Step.ALL_COPIES_GONE).doesNotContain(Step.CLOSED);
        referrals.approve(second, id);
        node.settle();
        assertThat(steps(report)).doesNotContain(Step.CLOSED);
        referrals.acknowledge(officer, id);
        node.settle();
        assertThat(steps(report)).contains(Step.CLOSED);
    }

    @Test
    void everyReadingOfThePackageIsAudited() {
        var report = unlawful();
        var id = propose(report, ReferralKind.PRESERVE);
        referrals.approve(second, id);
        referrals.download(officer, id);
        assertThat(trail.of("report:" + report))
                .filteredOn(row -> row.action().equals("police.package-read"))
                .singleElement()
                .satisfies(row -> assertThat(row.actor()).isEqualTo("PERSON:" + officer.id()));
    }

    @Test
    void aPackageIsNeverChanged() {
        var id = propose(unlawful(), ReferralKind.PRESERVE);
        referrals.approve(second, id);
        assertThatThrownBy(() -> database.sql("UPDATE police.package SET name = 'x' WHERE referral = :id")
                        .param("id", id.value())
                        .update())
                .hasMessageContaining("never changed");
    }

    @Test
    void whatWasNotFoundUnlawfulIsNotReferred() {
        var report = accept("https://pictures.example/a.png");
        refused("not-assessed", () -> propose(report, ReferralKind.PRESERVE));
    }

    @Test
    void aUnitWithoutAKeyCannotBeReferredTo() {
        var report = unlawful();
        var bare = desks.create(DeskKind.POLICE, "Unit Nine");
        refused(
                "no-recipient",
                () -> referrals.propose(first, report, bare.id(), ReferralKind.PRESERVE, "Code, article 7", "keep it"));
        refused(
                "bad-recipient",
                () -> units.register(second, bare.id().toString(), "age1nonsense", escrow.recipient()));
        refused("same-recipient", () -> units.register(second, bare.id().toString(), own.recipient(), own.recipient()));
    }

    @Test
    void theSignersCertificateIsPublicAndStaysTheSame() throws IOException, InterruptedException {
        var answer = node.http()
                .send(
                        HttpRequest.newBuilder(node.url("/transparency/signer")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(signer.identity().fingerprint(), "BEGIN CERTIFICATE");
    }

    private ReferralId propose(ReportId report, ReferralKind kind) {
        return referrals.propose(first, report, police.id(), kind, "Code, article 7", "find the child");
    }

    private ReportId accept(String address) {
        var file = files.keep(
                new ByteArrayInputStream("shape".getBytes(StandardCharsets.UTF_8)), Actor.reporter("public-form"));
        return reports.accept(new NewReport(
                        Door.PUBLIC_FORM,
                        Reporter.CITIZEN,
                        Actor.reporter("public-form"),
                        Language.EN,
                        new NewReport.Raw("told".getBytes(StandardCharsets.UTF_8), "text/plain"),
                        Set.of(Form.ABUSE_MATERIAL),
                        Set.of(),
                        List.of(),
                        Optional.of("harmless words"),
                        Map.of("email", "robin@example.example"),
                        List.of(NewItem.of(ItemKind.ADDRESS, address), NewItem.file(file.id(), "shape.txt")),
                        Optional.of("test"),
                        Optional.of(UUID.randomUUID().toString()),
                        Optional.empty()))
                .report();
    }

    private ReportId unlawful() {
        return unlawful("https://pictures.example/a.png");
    }

    private ReportId unlawful(String address) {
        var report = accept(address);
        transaction.run(() -> events.publishEvent(
                new ReportProgressed(report, Step.ASSESSED_UNLAWFUL, "test:" + report, "", clock.instant())));
        node.settle();
        return report;
    }

    private List<Step> steps(ReportId report) {
        return reports.statusOf(report).lines().stream()
                .map(StatusView.Line::step)
                .toList();
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** Opens an age file with the library that the unit's own tool could use. */
    private static byte[] open(byte[] sealed, String identity) throws IOException {
        try (var channel = new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(
                                Channels.newChannel(new ByteArrayInputStream(sealed)),
                                List.of(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity)));
                var plain = Channels.newInputStream(channel)) {
            return plain.readAllBytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String entry(byte[] zip, String name) throws IOException {
        try (var stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                if (entry.getName().endsWith(name)) {
                    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }
}
