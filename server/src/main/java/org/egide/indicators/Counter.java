package org.egide.indicators;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.egide.assessment.ReportAssessed;
import org.egide.removal.CopyNoticed;
import org.egide.removal.CopyRemoved;
import org.egide.report.ReportReceived;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.StatusChanged;
import org.egide.report.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hears what happens and counts it, each happening once. */
@Component
class Counter {
    private final JdbcClient database;
    private final Reports reports;

    Counter(JdbcClient database, Reports reports) {
        this.database = database;
        this.reports = reports;
    }

    /** By reporter group, by door and by form of harm; a report with two forms is in two forms, and the forms are never summed. */
    @ApplicationModuleListener
    void on(ReportReceived received) {
        if (!isNew("received:" + received.report())) {
            return;
        }
        var month = month(received.accepted());
        count("received-by-group", month, group(received.reporter()).name());
        count("received-by-door", month, received.door().name());
        var forms = reports.summary(received.report()).forms();
        forms.forEach(form -> count("received-by-form", month, form.name()));
        if (forms.isEmpty()) {
            count("received-by-form", month, "UNKNOWN");
        }
    }

    @ApplicationModuleListener
    void on(ReportAssessed assessed) {
        if (isNew("assessed:" + assessed.report())) {
            count("assessed", month(assessed.at()), assessed.outcome().name());
        }
    }

    @ApplicationModuleListener
    void on(StatusChanged changed) {
        if (changed.step() == Step.CLOSED && isNew("closed:" + changed.report())) {
            count("closed", month(changed.at()), changed.reason().isEmpty() ? "UNKNOWN" : changed.reason());
        }
    }

    @ApplicationModuleListener
    void on(CopyNoticed noticed) {
        database.sql("""
                        INSERT INTO indicators.removal_clock (copy, begun) VALUES (:copy, :begun)
                        ON CONFLICT (copy) DO NOTHING
                        """)
                .param("copy", noticed.copy().toString())
                .param("begun", noticed.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The first time it went counts; what comes back later has been gone in between. */
    @ApplicationModuleListener
    void on(CopyRemoved removed) {
        database.sql("""
                        INSERT INTO indicators.removal_clock (copy, begun, gone) VALUES (:copy, :begun, :gone)
                        ON CONFLICT (copy) DO UPDATE SET gone = coalesce(removal_clock.gone, :gone)
                        """)
                .param("copy", removed.copy().toString())
                .param("begun", removed.noticed().atOffset(ZoneOffset.UTC))
                .param("gone", removed.gone().atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean isNew(String cause) {
        return database.sql("INSERT INTO indicators.heard (cause) VALUES (:cause) ON CONFLICT DO NOTHING")
                        .param("cause", cause)
                        .update()
                == 1;
    }

    private void count(String indicator, LocalDate month, String category) {
        database.sql("""
                        INSERT INTO indicators.tally (indicator, month, category, n) VALUES (:indicator, :month, :category, 1)
                        ON CONFLICT (indicator, month, category) DO UPDATE SET n = tally.n + 1
                        """)
                .param("indicator", indicator)
                .param("month", month)
                .param("category", category)
                .update();
    }

    static LocalDate month(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).withDayOfMonth(1);
    }

    private static Group group(Reporter reporter) {
        return switch (reporter) {
            case CHILD, FRIEND -> Group.CHILDREN;
            case PARENT, CITIZEN, SCHOOL, CLUB, PROFESSIONAL -> Group.PUBLIC;
            case PROVIDER -> Group.PROVIDERS;
            case HOTLINE -> Group.HOTLINES;
        };
    }
}
