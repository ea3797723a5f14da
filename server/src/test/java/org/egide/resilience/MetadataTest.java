package org.egide.resilience;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.egide.audit.Actor;
import org.egide.audit.AuditVerifier;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Transaction;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.NewReport;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.egide.testing.Traces;
import org.egide.triage.Queue;
import org.egide.triage.QueueRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of a report beside its words (S2): a day, random ids, few sizes; no address, no agent, no moment, no counter. */
@EgideTest
final class MetadataTest {
    /** The record, and what will hold what people say: their tables are read by this test as soon as they exist. */
    private static final String SCHEMAS = "'report', 'dialogue', 'helpline'";

    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?:^|_)(?:ip|addr|address|remote|host|agent|browser|network|referer|counter|count|tries|attempts|hits|seen)(?:$|_)");

    /** Names that would be forbidden, and why these are not what they seem. */
    private static final Map<String, String> HARMLESS = Map.of(
            "helpline.contact.child_seen", "the last sign of a child while she waits or talks; empty once it ended",
            "helpline.presence.seen", "the last sign of a counsellor at work");

    /** Every column of these schemas that can hold a time, and why it may. A new one turns this test red until it says why. */
    private static final Map<String, String> TIMES = Map.ofEntries(
            entry(
                    "report.report.accepted_at",
                    "the desk's clocks; the day alone once looked at, at the latest after 48 h"),
            entry("report.unread.at", "the day alone through doors without names; providers' submissions are business"),
            entry("report.unread.handled_at", "when a person of staff acted"),
            entry("report.fact.at", "the day alone, but for facts that people of staff state"),
            entry("report.file.kept_at", "files come from providers only"),
            entry("report.status_step.at", "when the desk, a host or the police acted; shown as a day"),
            entry("report.wall.lifted_at", "when a person of staff acted"),
            entry("report.look.made", "when a person of staff looked"),
            entry("report.look.ends", "when a person of staff looked"),
            entry("report.look.used", "when a person of staff looked"),
            entry("report.quarantine.came_on", "a day"),
            entry("report.place.last_day", "a day"),
            entry("report.joining.joined_at", "the day alone by a code; when a person of staff joined"),
            entry("report.joining.undone_at", "when a person of staff acted"),
            entry("report.moved.at", "when a person of staff acted"),
            entry("dialogue.message.day", "a day"),
            entry("dialogue.choice.day", "a day"),
            entry("dialogue.departure.day", "a day"),
            entry("dialogue.departure.told_from", "a day"),
            entry("dialogue.objection.day", "a day"),
            entry("dialogue.objection_answer.day", "a day"),
            entry("dialogue.telling.day", "a day"),
            entry("dialogue.unheard.first_day", "a day"),
            entry("helpline.line.loaded", "when a file of the operator's was read"),
            entry("helpline.contact.begun", "a day"),
            entry("helpline.contact.waiting_since", "the order of the queue; empty once it ended"),
            entry("helpline.contact.child_seen", "whether she is still there; empty once it ended"),
            entry("helpline.contact.taken_at", "how long a talk runs; empty once it ended"),
            entry("helpline.contact.left_at", "a day"),
            entry("helpline.contact.ended", "a day"),
            entry("helpline.contact.code_ends", "a day"),
            entry("helpline.note.day", "a day"),
            entry("helpline.presence.seen", "people of staff at work"),
            entry("helpline.listener.since", "when a person of staff acted; the child sees it"),
            entry("helpline.listener.until", "when a person of staff acted; the child sees it"),
            entry("helpline.handover.at", "when a person of staff asked, or the house sent it"),
            entry("helpline.asking.at", "when a person of staff asked"),
            entry("helpline.tally.day", "a day"));

    /** Every column that can hold a number, and why it may: none counts anything. */
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            entry("report.report.raw_size", "the padded size of the ciphertext: one of twelve"),
            entry("report.unread.size", "the padded size of the ciphertext: one of twelve"),
            entry("report.file.size", "files come from providers only"),
            entry("report.code.selector", "random"),
            entry("report.place.selector", "random"),
            entry("report.moved.number", "the order in which staff moved something"),
            entry("dialogue.thread.last", "the order of a conversation"),
            entry("dialogue.thread.staff_read", "the order of a conversation"),
            entry("dialogue.thread.reporter_read", "kept only while the reporter shows it"),
            entry("dialogue.message.sequence", "the order of a conversation"),
            entry("dialogue.choice.sequence", "the order of choices"),
            entry("dialogue.departure.after", "the choice that it departs from"),
            entry("helpline.contact.urgency", "one of four"),
            entry("helpline.contact.waited", "seconds until the first answer; 0 once it ended"),
            entry("helpline.contact.tellings", "how often she was made to tell it (K6)"),
            entry("helpline.contact.version", "the order of what staff did"),
            entry("helpline.presence.capacity", "how many talks a person of staff takes at once"),
            entry("helpline.tally.number", "many contacts of a day, none by itself"),
            entry("helpline.unmet.number", "many contacts of a quarter, shown from ten on"));

    private final TestNode node;
    private final SettableClock clock;
    private final Reports reports;
    private final Queue queue;
    private final Seals seals;
    private final Transaction transaction;
    private final AuditVerifier verifier;
    private final JdbcClient database;
    private final Person analyst;

    MetadataTest(
            TestNode node,
            SettableClock clock,
            Reports reports,
            Queue queue,
            Seals seals,
            Transaction transaction,
            AuditVerifier verifier,
            JdbcClient database,
            People people,
            Desks desks) {
        this.node = node;
        this.clock = clock;
        this.reports = reports;
        this.queue = queue;
        this.seals = seals;
        this.transaction = transaction;
        this.verifier = verifier;
        this.database = database;
        this.analyst = people.create(
                "Invented " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ANALYST, Role.SUPERVISOR));
    }

    @BeforeEach
    void aMomentThatIsToldApartFromAnyOther() {
        clock.set(clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(3))
                .plus(Duration.parse("PT13H47M11.123457S")));
    }

    @Test
    void S2_noColumnOfTheRecordCanHoldAnAddressAnAgentAMomentOrACounterWithoutSayingWhy() {
        var columns = columns();
        assertThat(columns).hasSizeGreaterThan(50);
        for (var column : columns) {
            assertThat(FORBIDDEN.matcher(column.name()).find() && !HARMLESS.containsKey(column.path()))
                    .as(column.path())
                    .isFalse();
            assertThat(column.type()).as(column.path()).isNotIn("inet", "cidr", "macaddr", "macaddr8", "interval");
            assertThat(column.counts() && !column.path().equals("report.moved.number"))
                    .as(column.path() + " counts by itself")
                    .isFalse();
            if (Set.of("timestamp with time zone", "timestamp without time zone", "time", "date")
                    .contains(column.type())) {
                assertThat(TIMES).as("why may it hold a time?").containsKey(column.path());
            }
            if (Set.of("smallint", "integer", "bigint", "numeric").contains(column.type())) {
                assertThat(NUMBERS).as("why may it hold a number?").containsKey(column.path());
            }
        }
        var paths = columns.stream().map(Column::path).toList();
        assertThat(paths).as("the list names nothing that is not there").containsAll(TIMES.keySet());
        assertThat(paths).containsAll(NUMBERS.keySet()).containsAll(HARMLESS.keySet());
    }

    @Test
    void S2_onceAPersonHasBegunNoTableKnowsTheMomentOfAnAnonymousReport() {
        var at = clock.instant();
        var child = accept(Door.CHILD_PATH, Reporter.CHILD);
        node.settle();
        assertThat(moments(child, at)).as("the desk's clocks run on the moment").isNotEmpty();
        assertThat(queue.find(analyst, child).orElseThrow().deadline()).isEqualTo(at.plus(Duration.ofMinutes(15)));

        clock.advance(Duration.ofMinutes(9));
        queue.take(analyst, child);
        node.settle();
        assertThat(moments(child, at)).isEmpty();
        assertThat(reports.summary(child).accepted()).isEqualTo(at.truncatedTo(ChronoUnit.DAYS));
        assertThat(reports.statusOf(child).lines().getFirst().day()).isEqualTo(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    @Test
    void S2_afterTwoDaysTheMomentIsGoneThoughNobodyBeganAndTheDeadlineIsNotLater() {
        var at = clock.instant();
        var form = accept(Door.PUBLIC_FORM, Reporter.CITIZEN);
        node.settle();
        var deadline = queue.find(analyst, form).orElseThrow().deadline();
        clock.advance(Duration.ofHours(47));
        node.settle();
        assertThat(reports.summary(form).accepted()).isEqualTo(at);
        clock.advance(Duration.ofHours(1));
        node.settle();
        assertThat(moments(form, at)).isEmpty();
        assertThat(queue.find(analyst, form).orElseThrow().deadline()).isBeforeOrEqualTo(deadline);
        assertThat(verifier.verify()).allMatch(AuditVerifier.Finding::intact);
    }

    @Test
    void S2_theRecordOfWhatWasDoneKnowsTheDayOfAnonymousReportsAndTheMomentOfProviders() {
        var at = clock.instant();
        var child = accept(Door.CHILD_PATH, Reporter.CHILD);
        var provider = reports.accept(report().through(Door.PARTNER_JSON, Reporter.PROVIDER)
                        .from("provider:" + UUID.randomUUID(), UUID.randomUUID().toString())
                        .build())
                .report();
        node.settle();
        assertThat(auditTimes(child)).isNotEmpty().allMatch(time -> time.equals(at.truncatedTo(ChronoUnit.DAYS)));
        clock.advance(Duration.ofDays(4));
        node.settle();
        assertThat(reports.summary(provider).accepted()).isEqualTo(at);
    }

    @Test
    void S2_untilThenTheQueueIsInTheOrderInWhichTheyCame() {
        var first = accept(Door.CHILD_PATH, Reporter.CHILD);
        var order = new ArrayList<ReportId>(List.of(first));
        for (var i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            order.add(accept(Door.CHILD_PATH, Reporter.CHILD));
        }
        node.settle();
        assertThat(queue.page(analyst, Optional.empty(), 200).stream().map(QueueRow::report))
                .containsSubsequence(order);
    }

    @Test
    void S2_allCiphertextsFallInAtMostTwelveSizes() {
        for (var length :
                List.of(0, 1, 5, 251, 252, 253, 900, 1_020, 1_021, 5_000, 20_000, 100_000, 300_000, 900_000)) {
            reports.accept(report().telling("w".repeat(length))
                    .address("https://sizes.example/" + "x".repeat(Math.min(length, 1_500)))
                    .build());
            reports.keepUnread(
                    Door.CHILD_PATH,
                    Optional.empty(),
                    Actor.reporter("child-path"),
                    new NewReport.Raw("u".repeat(length).getBytes(StandardCharsets.UTF_8), "text/plain"),
                    "broken-text");
        }
        node.settle();
        var sizes = database.sql("""
                        SELECT DISTINCT octet_length(part) FROM report.report,
                            LATERAL (VALUES (raw), (narrative), (identity), (items)) AS parts (part) WHERE part IS NOT NULL
                        UNION SELECT octet_length(sealed) FROM report.unread
                        UNION SELECT octet_length(sealed) FROM report.quarantine WHERE NOT destroyed
                        """).query(Integer.class).list();
        assertThat(sizes).hasSizeBetween(6, 12);
        assertThat(database.sql("SELECT DISTINCT raw_size FROM report.report UNION SELECT size FROM report.unread")
                        .query(Long.class)
                        .list())
                .hasSizeLessThanOrEqualTo(12);
        var large = List.of((1 << 24) - 4, (1 << 24) + 1, 20_000_000, 40_000_000).stream()
                .map(length -> transaction.in(() -> seals.sealNew(
                                Purpose.SUBMISSION, new Place("report.report", "x", "raw"), new byte[length])
                        .length))
                .distinct()
                .toList();
        assertThat(large).as("large values too").hasSize(2);
    }

    private ReportId accept(Door door, Reporter reporter) {
        return reports.accept(report().through(door, reporter)
                        .with(FactKind.IMMEDIATE_DANGER, door == Door.CHILD_PATH ? "YES" : FactKind.UNKNOWN)
                        .naming(
                                NewItem.of(ItemKind.ADDRESS, "http://10.0.0.1/" + UUID.randomUUID()),
                                NewItem.of(ItemKind.ACCOUNT, "account-" + UUID.randomUUID()))
                        .build())
                .report();
    }

    private List<Instant> auditTimes(ReportId id) {
        return database.sql("SELECT at FROM audit.record WHERE subject = :subject")
                .param("subject", "report:" + id)
                .query((row, number) -> row.getTimestamp("at").toInstant())
                .list();
    }

    /** What people of staff did afterwards, nine minutes later, carries its own moment. */
    private List<String> moments(ReportId id, Instant at) {
        return Traces.ofMoment(database, id.toString(), at.plus(Duration.ofMinutes(9)));
    }

    private record Column(String path, String name, String type, boolean counts) {}

    private List<Column> columns() {
        return database.sql("""
                        SELECT table_schema || '.' || table_name || '.' || column_name AS path, column_name, data_type,
                               is_identity = 'YES' OR coalesce(column_default, '') LIKE 'nextval%%' AS counts
                        FROM information_schema.columns WHERE table_schema IN (%s)
                        """.formatted(SCHEMAS))
                .query((row, number) -> new Column(
                        row.getString("path"),
                        row.getString("column_name"),
                        row.getString("data_type"),
                        row.getBoolean("counts")))
                .list();
    }
}
