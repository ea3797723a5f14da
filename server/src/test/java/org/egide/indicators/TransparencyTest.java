package org.egide.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.egide.platform.Transaction;
import org.egide.removal.CopyId;
import org.egide.removal.CopyNoticed;
import org.egide.removal.CopyRemoved;
import org.egide.report.ReportId;
import org.egide.staff.DeskId;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class TransparencyTest {
    private final TestNode node;
    private final SettableClock clock;
    private final JdbcClient database;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Figures figures;

    TransparencyTest(
            TestNode node,
            SettableClock clock,
            JdbcClient database,
            Transaction transaction,
            ApplicationEventPublisher events,
            Figures figures) {
        this.node = node;
        this.clock = clock;
        this.database = database;
        this.transaction = transaction;
        this.events = events;
        this.figures = figures;
    }

    @BeforeEach
    void empty() {
        node.settle();
        database.sql("DELETE FROM indicators.heard").update();
        database.sql("DELETE FROM indicators.tally").update();
        database.sql("DELETE FROM indicators.removal_clock").update();
    }

    @Test
    void anEventThatIsHeardTwiceCountsOnce() {
        var assessed = new ReportAssessed(
                ReportId.random(), new DeskId(UUID.randomUUID()), OutcomeKind.LAWFUL, "model-test", clock.instant());
        publish(assessed);
        node.settle();
        publish(assessed);
        node.settle();
        assertThat(database.sql("SELECT n FROM indicators.tally WHERE indicator = 'assessed'")
                        .query(Long.class)
                        .list())
                .containsExactly(1L);
    }

    @Test
    void R66_1_whatIsNotKnownIsSaidAndIsNoZero() throws IOException, InterruptedException {
        assertThat(get("/transparency?lang=en"))
                .contains("No month is complete yet", "An empty cell is not a zero", "fewer than 10 copies")
                .doesNotContain("<svg");
    }

    @ParameterizedTest
    @CsvSource({"en,fewer than 10", "fr,moins de 10", "ar,أقل من 10"})
    void aPublishedTableWithholdsSmallCellsInEveryLanguage(String language, String few)
            throws IOException, InterruptedException {
        tallyLastMonth("CHILDREN", 3);
        tallyLastMonth("PUBLIC", 41);
        tallyLastMonth("PROVIDERS", 57);
        var page = get("/transparency?lang=" + language);
        assertThat(page).contains("<svg", few, "lang=\"" + language + "\"").doesNotContain(">3<");
        var csv = get("/transparency/indicators.csv");
        assertThat(csv).startsWith("indicator,month,category,value,status\n").contains("children,,S");
        assertThat(csv.lines().skip(1)).allMatch(line -> line.matches("[a-z-]+,[a-z0-9-]+,[a-z_]+,\\d*,[AS]"));
    }

    @Test
    void theCurrentMonthIsNotPublished() throws IOException, InterruptedException {
        database.sql("INSERT INTO indicators.tally VALUES ('received-by-group', :month, 'PUBLIC', 77)")
                .param("month", Counter.month(clock.instant()))
                .update();
        assertThat(get("/transparency/indicators.csv")).doesNotContain("77", "75");
    }

    @Test
    void R26_4_timesToRemovalCountWhatIsStillUp() throws IOException, InterruptedException {
        var begun = clock.instant().minus(Duration.ofDays(20));
        for (var i = 0; i < 12; i++) {
            var copy = CopyId.random();
            publish(new CopyNoticed(copy, ReportId.random(), begun));
            if (i < 8) {
                publish(removed(copy, begun, Duration.ofHours(10 + i)));
            }
        }
        node.settle();
        var curve = figures.removal().orElseThrow();
        assertThat(curve.clocks()).isEqualTo(12);
        assertThat(curve.median()).contains(Duration.ofHours(15));
        assertThat(curve.ninetieth()).isEmpty();
        assertThat(get("/transparency?lang=en")).contains("within 15 hours", "not reached");
    }

    private static CopyRemoved removed(CopyId copy, Instant begun, Duration after) {
        return new CopyRemoved(copy, ReportId.random(), "pictures.example", begun, begun.plus(after));
    }

    private void tallyLastMonth(String group, long n) {
        LocalDate month = Counter.month(clock.instant()).minusMonths(1);
        database.sql("INSERT INTO indicators.tally VALUES ('received-by-group', :month, :group, :n)")
                .param("month", month)
                .param("group", group)
                .param("n", n)
                .update();
    }

    private void publish(Object event) {
        transaction.run(() -> events.publishEvent(event));
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer =
                node.http().send(HttpRequest.newBuilder(node.url(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
