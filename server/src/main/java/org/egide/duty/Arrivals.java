package org.egide.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.report.Fact;
import org.egide.report.ReportReceived;
import org.egide.report.Reports;
import org.egide.report.StatusChanged;
import org.egide.report.Step;
import org.egide.report.Subject;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Hears of reports. What tells of danger raises an alarm whatever any table of rules says, and whether somebody is at the desk or not; what came
 * while nobody was there is marked, and what a sender was promised is written down.
 */
@Component
class Arrivals {
    private final FirstAnswers answers;
    private final Receptions receptions;
    private final Alarms alarms;
    private final Reports reports;
    private final Duration promise;

    Arrivals(FirstAnswers answers, Receptions receptions, Alarms alarms, Reports reports, Settings settings) {
        this.answers = answers;
        this.receptions = receptions;
        this.alarms = alarms;
        this.reports = reports;
        this.promise = settings.hours(Setting.FIRST_LOOK_HOURS);
    }

    @ApplicationModuleListener
    void on(ReportReceived received) {
        var danger = reports.facts(received.report()).stream().anyMatch(Fact::tellsDanger);
        var opens = opens(received);
        var from = opens.flatMap(at -> at).orElse(received.accepted());
        answers.received(received, danger, opens, from.plus(promise));
        if (danger && !answers.isAnswered(received.report())) {
            alarms.raiseOnce(Subject.of(received.report()), received.desk(), Cause.DANGER);
        }
    }

    /** Filled for a report that found nobody; inside, when somebody will be there. */
    private Optional<Optional<Instant>> opens(ReportReceived received) {
        return switch (receptions.of(received.desk()).reception()) {
            case Reception.Open open -> Optional.empty();
            case Reception.Full full -> Optional.empty();
            case Reception.Closed closed -> Optional.of(closed.opens());
        };
    }

    @ApplicationModuleListener
    void on(StatusChanged changed) {
        if (changed.step() != Step.RECEIVED) {
            answers.answered(changed);
        }
    }
}
