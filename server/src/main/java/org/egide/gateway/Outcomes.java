package org.egide.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.Reports;
import org.egide.report.StatusChanged;
import org.egide.report.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What became of each provider's own reports (row 10 of provider-gateway, section 7), in the order it became known. */
@Component
class Outcomes {
    private static final long ORDER = 0x4567_6964_6506L;

    private final JdbcClient database;
    private final Intakes intakes;
    private final Providers providers;
    private final Reports reports;

    Outcomes(JdbcClient database, Intakes intakes, Providers providers, Reports reports) {
        this.database = database;
        this.intakes = intakes;
        this.providers = providers;
        this.reports = reports;
    }

    /** One step of one report; {@code number} grows with each. */
    record Outcome(long number, ReportId report, Step step, String reason, LocalDate day) {}

    @ApplicationModuleListener
    void on(StatusChanged change) {
        if (tells(change.step())) {
            sender(change).ifPresent(provider -> tell(provider, change.report()));
        }
    }

    private static boolean tells(Step step) {
        return switch (step) {
            case RECEIVED, IN_HANDS, REMOVAL_ASKED, COPY_GONE -> false;
            case ASSESSED_UNLAWFUL,
                    ASSESSED_NOT_UNLAWFUL,
                    REMOVAL_REFUSED,
                    ALL_COPIES_GONE,
                    SENT_TO_POLICE,
                    POLICE_HAS_IT,
                    CLOSED -> true;
        };
    }

    private Optional<ProviderId> sender(StatusChanged change) {
        return switch (change.door()) {
            case PROVIDER_XML -> intakes.providerOf(change.report()).or(() -> bySource(change));
            case PARTNER_JSON -> bySource(change);
            case CHILD_PATH, PUBLIC_FORM, HELPERS, CALLER, ADVICE, COMPLAINT, HELPLINE -> Optional.empty();
        };
    }

    private Optional<ProviderId> bySource(StatusChanged change) {
        return reports.sourceOf(change.report())
                .flatMap(source -> providers.all().stream()
                        .filter(provider -> provider.source().equals(source))
                        .map(Provider::id)
                        .findFirst());
    }

    /**
     * Adds what was not told yet, in the order in which it happened: events of one transaction may be heard in any order, and a
     * report must not be closed before what closed it.
     */
    private void tell(ProviderId provider, ReportId report) {
        // In one line, so that a reader who has seen a number has seen all smaller ones.
        database.sql("SELECT pg_advisory_xact_lock(:key)::text")
                .param("key", ORDER)
                .query(String.class)
                .single();
        reports.history(report).stream().filter(step -> tells(step.step())).forEach(step -> add(provider, step));
    }

    private void add(ProviderId provider, ReportProgressed step) {
        database.sql("""
                        INSERT INTO gateway.outcome (provider, report, step, reason, at)
                        VALUES (:provider, :report, :step, :reason, :at) ON CONFLICT DO NOTHING
                        """)
                .param("provider", provider.value())
                .param("report", step.report().value())
                .param("step", step.step().name())
                .param("reason", step.reason())
                .param("at", step.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The provider's next outcomes after that number. */
    List<Outcome> after(ProviderId provider, long number, int most) {
        return database.sql("""
                        SELECT number, report, step, reason, at FROM gateway.outcome
                        WHERE provider = :provider AND number > :after ORDER BY number LIMIT :most
                        """)
                .param("provider", provider.value())
                .param("after", number)
                .param("most", most)
                .query((row, line) -> new Outcome(
                        row.getLong("number"),
                        new ReportId(row.getObject("report", UUID.class)),
                        Step.valueOf(row.getString("step")),
                        row.getString("reason"),
                        day(row.getTimestamp("at").toInstant())))
                .list();
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
