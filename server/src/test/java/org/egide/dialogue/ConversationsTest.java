package org.egide.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.report.NewReportFixture.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.egide.audit.AuditTrail;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.report.Door;
import org.egide.report.IssuedCode;
import org.egide.report.ReceiptCodes;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class ConversationsTest {
    private final Conversations conversations;
    private final Reports reports;
    private final ReceiptCodes codes;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final Person analyst;
    private final Person counsellor;
    private final Person stranger;

    ConversationsTest(
            Conversations conversations,
            Reports reports,
            ReceiptCodes codes,
            AuditTrail trail,
            JdbcClient database,
            Desks desks,
            People people) {
        this.conversations = conversations;
        this.reports = reports;
        this.codes = codes;
        this.trail = trail;
        this.database = database;
        var name = "Ada Quillfeather" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        this.analyst = people.create(name, desks.receiving().id(), Set.of(Role.ANALYST));
        this.counsellor = people.create("Bo Lanternby", desks.receiving().id(), Set.of(Role.COUNSELLOR));
        var other = desks.create(DeskKind.HOTLINE, "Another desk " + UUID.randomUUID());
        this.stranger = people.create("Cy Farway", other.id(), Set.of(Role.ANALYST));
    }

    @Test
    void R8_whatEitherSaysIsReadByBothInOrderAndTheReporterNeedsTheCodeOnly() {
        var code = child();
        var back = back(code);
        conversations.fromReporter(back.subject(), new Said.Words("invented words"), Once.fresh());
        conversations.fromStaff(analyst, back.subject(), Speaker.HOTLINE, "An answer.", Once.fresh());
        conversations.fromReporter(back.subject(), new Said.Phrase("thank-you"), Once.fresh());
        conversations.fromReporter(back.subject(), new Said.Drawing("glad"), Once.fresh());
        var said = List.of(
                new Said.Words("invented words"),
                new Said.Words("An answer."),
                new Said.Phrase("thank-you"),
                new Said.Drawing("glad"));
        assertThat(conversations.forReporter(back)).extracting(Line::said).isEqualTo(said);
        assertThat(conversations.forReporter(back, 2))
                .extracting(Line::sequence)
                .containsExactly(3L, 4L);
        var staff = conversations.forStaff(analyst, back.subject(), "answering");
        assertThat(staff).extracting(Line::said).isEqualTo(said);
        assertThat(staff).extracting(Line::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(staff.get(1).speaker()).contains(Speaker.HOTLINE);
        assertThat(staff).filteredOn(Line::fromReporter).hasSize(3);
    }

    @Test
    void R8_anotherCodeOpensNothingOfIt() {
        var first = back(child());
        var second = back(child());
        conversations.fromReporter(first.subject(), new Said.Words("invented"), Once.fresh());
        assertThat(conversations.forReporter(second)).isEmpty();
        assertThatThrownBy(() -> conversations.forReporter(new Return(first.subject(), second.key())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void R8_readingNeedsAReasonAndTheDeskAndIsOnRecord() {
        var back = back(child());
        conversations.fromReporter(back.subject(), new Said.Words("invented"), Once.fresh());
        assertThatThrownBy(() -> conversations.forStaff(stranger, back.subject(), "curious"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-found"));
        assertThatThrownBy(() -> conversations.forStaff(analyst, back.subject(), " "))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("reason-needed"));
        assertThat(conversations.unreadByStaff(back.subject())).isEqualTo(1);
        conversations.forStaff(analyst, back.subject(), "answering");
        assertThat(conversations.unreadByStaff(back.subject())).isZero();
        assertThat(trail.of("report:" + back.subject().id()))
                .filteredOn(row -> row.action().equals("dialogue.read"))
                .singleElement()
                .satisfies(row -> assertThat(row.details()).containsEntry("reason", "answering"));
    }

    @Test
    void R8_theSameFormTwiceSaysItOnceAlsoAtTheSameMoment() throws Exception {
        var subject = back(child()).subject();
        var once = Once.fresh();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<MessageId> send = () -> conversations.fromReporter(subject, new Said.Words("invented"), once);
            var ids = new ArrayList<MessageId>();
            for (var sent : threads.invokeAll(java.util.Collections.nCopies(16, send))) {
                ids.add(sent.get());
            }
            assertThat(ids).containsOnly(ids.getFirst());
        }
        assertThat(conversations.length(subject)).isEqualTo(1);
    }

    @Test
    void R8_aRoleSpeaksAndNeverAName() {
        var subject = back(child()).subject();
        assertThatThrownBy(() -> conversations.fromStaff(
                        analyst, subject, Speaker.COUNSELLOR, "I am somebody else.", Once.fresh()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-allowed"));
        assertThatThrownBy(() ->
                        conversations.fromStaff(counsellor, subject, Speaker.COUNSELLOR, "Good day.", Once.fresh()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-found"));
        for (var words : List.of("Greetings, " + analyst.name(), "Ask for Ms Lanternby.")) {
            assertThatThrownBy(() -> conversations.fromStaff(analyst, subject, Speaker.HOTLINE, words, Once.fresh()))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("names-staff"));
        }
        conversations.fromStaff(analyst, subject, Speaker.HOTLINE, "Light a lantern by night.", Once.fresh());
        assertThat(conversations.length(subject)).isEqualTo(1);
    }

    @Test
    void R8_whatTheReporterHasSeenIsHiddenUnlessTheReporterShowsIt() {
        var back = back(child());
        conversations.fromStaff(analyst, back.subject(), Speaker.HOTLINE, "An answer.", Once.fresh());
        conversations.forReporter(back);
        assertThat(conversations.seenByReporter(analyst, back.subject())).isEmpty();
        conversations.showReading(back.subject(), true);
        assertThat(conversations.seenByReporter(analyst, back.subject())).hasValue(0);
        conversations.forReporter(back);
        assertThat(conversations.seenByReporter(analyst, back.subject())).hasValue(1);
        conversations.showReading(back.subject(), false);
        assertThat(conversations.seenByReporter(analyst, back.subject())).isEmpty();
        assertThat(database.sql("SELECT reporter_read FROM dialogue.thread WHERE subject = :subject")
                        .param("subject", back.subject().id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void S1_nothingThatWasSaidIsInTheDatabaseAndNoTimeOfDayIsKept() {
        var subject = back(child()).subject();
        conversations.fromReporter(subject, new Said.Words("canary-of-the-reporter"), Once.fresh());
        conversations.fromReporter(subject, new Said.Phrase("stop-asking"), Once.fresh());
        conversations.fromStaff(analyst, subject, Speaker.HOTLINE, "canary-of-the-staff", Once.fresh());
        var all = String.join(
                "\n",
                database.sql("SELECT m::text || encode(for_staff, 'escape') || encode(for_reporter, 'escape') FROM"
                                + " dialogue.message m WHERE subject = :subject")
                        .param("subject", subject.id())
                        .query(String.class)
                        .list());
        assertThat(all).contains(subject.id().toString()).doesNotContain("canary", "stop-asking");
        assertThat(database.sql("""
                                SELECT count(*) FROM information_schema.columns
                                WHERE table_schema = 'dialogue' AND data_type LIKE 'time%'
                                """).query(Long.class).single()).isZero();
        assertThatThrownBy(() -> database.sql("DELETE FROM dialogue.message WHERE subject = :subject")
                        .param("subject", subject.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void R8_anyConversationComesBackAsItWasSaid() {
        var random = new Random(20261122);
        for (var round = 0; round < 12; round++) {
            var back = back(child());
            var said = new ArrayList<Said>();
            for (var turn = 0; turn < random.nextInt(1, 12); turn++) {
                var next = any(random);
                if (random.nextBoolean()) {
                    conversations.fromReporter(back.subject(), next, Once.fresh());
                    said.add(next);
                } else {
                    var words = "w" + random.nextInt();
                    conversations.fromStaff(analyst, back.subject(), Speaker.HOTLINE, words, Once.fresh());
                    said.add(new Said.Words(words));
                }
            }
            assertThat(conversations.forReporter(back)).extracting(Line::said).isEqualTo(said);
            assertThat(conversations.forStaff(analyst, back.subject(), "answering"))
                    .isEqualTo(conversations.forReporter(back));
        }
    }

    private static Said any(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Said.Phrase(Said.PHRASES.get(random.nextInt(Said.PHRASES.size())));
            case 1 -> new Said.Drawing(Said.DRAWINGS.get(random.nextInt(Said.DRAWINGS.size())));
            default -> new Said.Words("p \uD83D\uDE42 ا\u200F\n" + "x".repeat(random.nextInt(3_900)));
        };
    }

    private IssuedCode child() {
        var code = codes.issue(Language.EN);
        reports.accept(
                report().through(Door.CHILD_PATH, Reporter.CHILD).with(code).build());
        return code;
    }

    private Return back(IssuedCode code) {
        return codes.find(code.words()).orElseThrow();
    }
}
