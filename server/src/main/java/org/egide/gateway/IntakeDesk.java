package org.egide.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.report.FileId;
import org.egide.report.NewReport;
import org.egide.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes finished reports in, and does what comes due: what a lost process left half done, and what was begun and never finished.
 * A process without the keyring leaves all of this to one that has it; what was answered stays true, because the documents and the
 * state are durable before.
 */
@Component
final class IntakeDesk implements Routine {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeDesk.class);
    private static final Actor GATEWAY = Actor.system("gateway");
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(1);
    private static final int TOGETHER = 200;

    private final Intakes intakes;
    private final Providers providers;
    private final XmlReader reader;
    private final WireReport wireReport;
    private final Reports reports;
    private final Opener opener;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Clock clock;

    IntakeDesk(
            Intakes intakes,
            Providers providers,
            XmlReader reader,
            WireReport wireReport,
            Reports reports,
            Opener opener,
            Audit audit,
            Transaction transaction,
            JdbcClient database,
            Clock clock) {
        this.intakes = intakes;
        this.providers = providers;
        this.reader = reader;
        this.wireReport = wireReport;
        this.reports = reports;
        this.opener = opener;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "provider-intakes";
    }

    @Override
    public int work() {
        if (!opener.holdsKeys()) {
            return 0;
        }
        var before = clock.instant().minus(LEFT_BEHIND);
        return each(intakes.since(IntakeState.FINISHING, before, TOGETHER), this::takeIn)
                + each(intakes.since(IntakeState.RECEIVED, before, TOGETHER), this::leftUnread)
                + each(intakes.due(TOGETHER), this::expire);
    }

    private static int each(List<Intake> due, Predicate<Intake> work) {
        var done = 0;
        for (var intake : due) {
            try {
                done += work.test(intake) ? 1 : 0;
            } catch (RuntimeException e) {
                // One that fails must not hold the others; it stays as it is and is tried again at the next turn.
                LOG.warn("intake {} was left: {}", intake.number(), e.getClass().getSimpleName());
            }
        }
        return done;
    }

    /** Takes a finished report in at once where that is possible; otherwise the routine does. */
    void finished(long number) {
        if (!opener.holdsKeys()) {
            return;
        }
        intakes.find(number, false).ifPresent(afterwards(this::takeIn));
    }

    private static Consumer<Intake> afterwards(Predicate<Intake> work) {
        return intake -> {
            try {
                var done = work.test(intake);
                LOG.debug("intake {} taken in: {}", intake.number(), done);
            } catch (Refusal e) {
                // The house is full: the routine takes it in, and what the sender was told stays true.
                LOG.info("intake {} waits: {}", intake.number(), e.code());
            }
        };
    }

    private boolean takeIn(Intake intake) {
        var provider = providers.find(intake.provider()).orElseThrow();
        var opened = open(intake);
        var document = reader.read(opened.raw().bytes());
        var report = wireReport.of(provider, intake.number(), opened.raw(), document, opened.files());
        intakes.finished(intake, reports.accept(report).report());
        return true;
    }

    private boolean leftUnread(Intake intake) {
        intakes.refuse(GATEWAY, intake.number(), open(intake).raw(), "interrupted");
        return true;
    }

    private boolean expire(Intake intake) {
        return intakes.expire(GATEWAY, intake.number(), open(intake).raw());
    }

    private record Opened(NewReport.Raw raw, List<WireReport.DetailedFile> files) {}

    private Opened open(Intake intake) {
        return transaction.in(() -> {
            audit.record(AuditEntry.of(
                    GATEWAY,
                    "gateway.opened",
                    "intake:" + intake.number(),
                    Map.of("state", intake.state().name())));
            var raw = opener.open(Intakes.rawPlace(intake.number()), intakes.sealed(intake.number()));
            return new Opened(new NewReport.Raw(raw, intake.mediaType()), files(intake.number()));
        });
    }

    private List<WireReport.DetailedFile> files(long number) {
        return database.sql("""
                        SELECT name, file, file_name, details FROM gateway.intake_file WHERE intake = :intake
                        ORDER BY ordinal
                        """)
                .param("intake", number)
                .query((row, line) -> {
                    var name = row.getString("name");
                    var details = Optional.ofNullable(row.getBytes("details"))
                            .map(stored -> opener.open(Intakes.detailsPlace(name), stored));
                    var file = new IntakeFile(
                            name,
                            new FileId(row.getObject("file", UUID.class)),
                            opener.openText(Intakes.namePlace(name), row.getBytes("file_name")),
                            details);
                    return new WireReport.DetailedFile(file, details.map(reader::read));
                })
                .list();
    }
}
