package org.egide.report;

import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Collects what happens to a report into the status its reporter sees. */
@Component
class StatusBook {
    private final ReportStore store;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    StatusBook(ReportStore store, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.audit = audit;
        this.events = events;
    }

    @ApplicationModuleListener
    void on(ReportProgressed progress) {
        add(progress);
    }

    @ApplicationModuleListener
    void on(StepsTaken taken) {
        taken.steps().forEach(this::add);
    }

    private void add(ReportProgressed progress) {
        store.lock(progress.report());
        if (!store.addStep(progress)) {
            return;
        }
        store.settle(progress.report());
        audit.record(AuditEntry.of(
                Actor.system("status"),
                "report.progressed",
                "report:" + progress.report(),
                java.util.Map.of(
                        "step", progress.step().name(), "cause", progress.cause(), "reason", progress.reason())));
        store.summary(progress.report())
                .ifPresent(report -> events.publishEvent(new StatusChanged(
                        report.id(),
                        report.desk(),
                        report.door(),
                        report.reporter(),
                        progress.step(),
                        progress.reason(),
                        report.accepted(),
                        progress.at())));
        store.forgetMoment(progress.report());
    }
}
