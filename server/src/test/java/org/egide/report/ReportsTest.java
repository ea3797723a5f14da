package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.report.NewReportFixture.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.egide.audit.Actor;
import org.egide.audit.AuditTrail;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class ReportsTest {
    private final Reports reports;
    private final ReceiptCodes codes;
    private final FileStore files;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final TestNode node;
    private final Person analyst;
    private final Person stranger;

    ReportsTest(
            Reports reports,
            ReceiptCodes codes,
            FileStore files,
            AuditTrail trail,
            JdbcClient database,
            TestNode node,
            Desks desks,
            People people) {
        this.reports = reports;
        this.codes = codes;
        this.files = files;
        this.trail = trail;
        this.database = database;
        this.node = node;
        this.analyst = people.create("Analyst of this desk", desks.receiving().id(), Set.of(Role.ANALYST));
        var other = desks.create(DeskKind.POLICE, "Another desk " + UUID.randomUUID());
        this.stranger = people.create("Analyst of another desk", other.id(), Set.of(Role.ANALYST));
    }

    @Test
    void everyPartComesBackToWhoMayReadItAndTheReadingIsOnRecord() {
        var receipt = reports.accept(report().telling("invented words")
                .reachedAt("somebody@mail.example")
                .address("https://pictures.example/a")
                .with(FactKind.CHILD_AGE, "13-15")
                .build());
        assertThat(reports.readNarrative(analyst, receipt.report(), "assessing"))
                .isEqualTo("invented words");
        assertThat(reports.readIdentity(analyst, receipt.report(), "assessing"))
                .containsEntry("email", "somebody@mail.example");
        assertThat(reports.readItems(analyst, receipt.report(), "assessing"))
                .singleElement()
                .satisfies(item -> assertThat(item.value()).isEqualTo("https://pictures.example/a"));
        assertThat(reports.readRaw(analyst, receipt.report(), "assessing").bytes())
                .isEqualTo("raw invented words".getBytes(StandardCharsets.UTF_8));
        assertThat(reports.facts(receipt.report())).containsExactly(Fact.said(FactKind.CHILD_AGE, "13-15"));
        assertThat(trail.of("report:" + receipt.report()))
                .extracting(AuditTrail.Row::action)
                .contains(
                        "intake.accepted",
                        "report.narrative-read",
                        "report.identity-read",
                        "report.items-read",
                        "report.raw-read");
    }

    @Test
    void R75_o3_withoutAReasonOrFromAnotherDeskNothingOpens() {
        var receipt = reports.accept(report().build());
        assertThatThrownBy(() -> reports.readNarrative(analyst, receipt.report(), "  "))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("reason-needed"));
        assertThatThrownBy(() -> reports.readNarrative(stranger, receipt.report(), "curious"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-found"));
        assertThatThrownBy(() -> reports.find(stranger, receipt.report())).isInstanceOf(Refusal.class);
    }

    @Test
    void S6_ifTheReadingCannotBeRecordedTheReadingFails() {
        var receipt = reports.accept(report().build());
        database.sql(
                        "ALTER TABLE audit.record ADD CONSTRAINT full_disk CHECK (action <> 'report.narrative-read') NOT VALID")
                .update();
        try {
            assertThatThrownBy(() -> reports.readNarrative(analyst, receipt.report(), "assessing"))
                    .isInstanceOf(RuntimeException.class);
        } finally {
            database.sql("ALTER TABLE audit.record DROP CONSTRAINT full_disk").update();
        }
        assertThat(reports.readNarrative(analyst, receipt.report(), "assessing"))
                .isNotEmpty();
    }

    @Test
    void theSameKeySentManyTimesAtOnceIsOneReport() throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var sends = IntStream.range(0, 64)
                    .mapToObj(number -> (Callable<Receipt>) () -> reports.accept(
                            report().from("provider:test", "key-" + number % 4).build()))
                    .toList();
            var ids = new HashSet<ReportId>();
            var first = 0;
            for (var sent : threads.invokeAll(sends)) {
                ids.add(sent.get().report());
                first += sent.get().again() ? 0 : 1;
            }
            assertThat(ids).hasSize(4);
            assertThat(first).isEqualTo(4);
        }
    }

    @Test
    void oneReportAtFaultDoesNotSpoilTheOthers() throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var sends = IntStream.range(0, 48)
                    .mapToObj(number -> (Callable<Boolean>) () -> accepted(number % 6 == 0))
                    .toList();
            var accepted = 0;
            for (var sent : threads.invokeAll(sends)) {
                accepted += sent.get() ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(40);
        }
    }

    private boolean accepted(boolean namesAFileThatIsNotThere) {
        try {
            reports.accept(
                    namesAFileThatIsNotThere
                            ? report().naming(NewItem.file(FileId.random(), "a.png"))
                                    .build()
                            : report().build());
            return true;
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo("unknown-file");
            return false;
        }
    }

    @Test
    void aCodeFindsItsReportHoweverItIsTyped() {
        var code = codes.issue(Language.FR);
        var receipt = reports.accept(report().with(code).build());
        var typed = "  " + code.words().toUpperCase(java.util.Locale.FRENCH).replace(" ", " - ") + "\u200f ";
        assertThat(codes.find(code.words()).flatMap(Return::report)).contains(receipt.report());
        assertThat(codes.find(typed).flatMap(Return::report)).contains(receipt.report());
        assertThat(codes.find(java.text.Normalizer.normalize(code.words(), java.text.Normalizer.Form.NFD))
                        .flatMap(Return::report))
                .contains(receipt.report());
        var wrong = code.words().substring(0, code.words().lastIndexOf(' ')) + " "
                + (code.words().endsWith("lune") ? "chat" : "lune");
        assertThat(codes.find(wrong)).isEmpty();
        assertThat(codes.find("")).isEmpty();
        assertThat(codes.find("a".repeat(10_000))).isEmpty();
    }

    @Test
    void arabicCodesForgiveHamzaAndTatweel() {
        assertThat(Disguises.normal("أَرْنـــب")).isEqualTo(Disguises.normal("ارنب"));
        assertThat(Disguises.normal("وردة")).isEqualTo(Disguises.normal("ورده"));
    }

    @Test
    void whatCannotBeReadIsKeptAndWaitsForAPersonOfTheDesk() {
        var id = reports.keepUnread(
                Door.PROVIDER_XML,
                Optional.of("provider:test"),
                Actor.system("test"),
                new NewReport.Raw("<broken".getBytes(StandardCharsets.UTF_8), "text/xml"),
                "malformed-xml");
        assertThat(reports.unread(analyst)).extracting(Unread::id).contains(id);
        assertThat(reports.unread(stranger)).extracting(Unread::id).doesNotContain(id);
        assertThat(reports.readUnread(analyst, id, "sorting").bytes())
                .isEqualTo("<broken".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> reports.readUnread(stranger, id, "sorting")).isInstanceOf(Refusal.class);
        reports.handleUnread(analyst, id, "sent again by the provider");
        assertThat(reports.unread(analyst)).extracting(Unread::id).doesNotContain(id);
    }

    @Test
    void aFileIsOnDiskOnlySealedAndOpensOnlyForItsDesk() throws Exception {
        var bytes = "a harmless canary 7c1f".repeat(100).getBytes(StandardCharsets.UTF_8);
        var kept = files.keep(new ByteArrayInputStream(bytes), Actor.system("test"));
        assertThat(kept.unread()).contains("unknown-format");
        assertThat(kept.size()).isEqualTo(bytes.length);
        assertThatThrownBy(() -> files.read(analyst, kept.id(), "before any report", 1_000_000))
                .isInstanceOf(Refusal.class);
        reports.accept(report().naming(NewItem.file(kept.id(), "a.bin")).build());
        assertThat(files.read(analyst, kept.id(), "assessing", 1_000_000)).isEqualTo(bytes);
        assertThatThrownBy(() -> files.read(stranger, kept.id(), "curious", 1_000_000))
                .isInstanceOf(Refusal.class);
        assertThat(files.describe(Actor.system("test"), kept.id()).fingerprints())
                .isEqualTo(kept.fingerprints());
        try (var stored = Files.walk(node.data().resolve("files"))) {
            for (var file : stored.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("harmless canary");
            }
        }
    }

    @Test
    void aReferenceFindsItsReport() {
        var receipt = reports.accept(report().build());
        var reference = receipt.report().reference();
        assertThat(reference).matches("EG-[0-9A-Z]{5}-[0-9A-Z]{5}");
        assertThat(reports.byReference(analyst, reference.toLowerCase(java.util.Locale.ROOT)))
                .get()
                .satisfies(found -> assertThat(found.id()).isEqualTo(receipt.report()));
        assertThat(reports.byReference(analyst, "EG-nonsense")).isEmpty();
    }

    @Test
    void R0_1_everyFormIsTakenAsItselfAndNoneIsOther() {
        for (var form : Form.values()) {
            var receipt = reports.accept(report().of(form).build());
            assertThat(reports.summary(receipt.report()).forms()).isEqualTo(Set.of(form));
            assertThat(form.name()).isNotEqualTo("OTHER");
        }
        assertThat(List.of(Form.values())).hasSizeGreaterThanOrEqualTo(9);
    }
}
