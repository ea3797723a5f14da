package org.egide.triage;

import java.util.List;
import java.util.Optional;
import org.egide.report.ReportItem;
import org.egide.report.ReportReceived;
import org.egide.report.Reports;
import org.egide.report.StatusChanged;
import org.egide.report.Step;
import org.egide.report.WallBuilt;
import org.egide.report.Walls;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Hears of reports. A report gets its place first, in a transaction of its own, so that nothing among its items can keep it out of the queue;
 * then it is linked and its material looked at.
 */
@Component("triage.intake")
class Intake {
    private final Queue queue;
    private final Links links;
    private final Looks looks;
    private final Marks marks;
    private final Reports reports;
    private final QueueStore store;
    private final Walls walls;

    Intake(Queue queue, Links links, Looks looks, Marks marks, Reports reports, QueueStore store, Walls walls) {
        this.queue = queue;
        this.links = links;
        this.looks = looks;
        this.marks = marks;
        this.reports = reports;
        this.store = store;
        this.walls = walls;
    }

    @ApplicationModuleListener
    void place(ReportReceived received) {
        queue.place(reports.summary(received.report()));
    }

    @ApplicationModuleListener
    void open(ReportReceived received) {
        // Whichever of the two listeners comes first places it; the other finds it there.
        queue.place(reports.summary(received.report()));
        var band = store.find(received.report()).orElseThrow().band();
        var items = reports.items(Looks.TRIAGE, received.report(), "link and rank a new report");
        walls.suggest(received.report(), items);
        links.link(received.report(), namings(items));
        items.forEach(item -> looks.begin(item, band));
    }

    private List<Naming> namings(List<ReportItem> items) {
        return items.stream().map(marks::of).flatMap(Optional::stream).toList();
    }

    @ApplicationModuleListener
    void keepOut(WallBuilt wall) {
        wall.people().forEach(person -> queue.takeFrom(wall.report(), person));
    }

    @ApplicationModuleListener
    void finish(StatusChanged changed) {
        if (changed.step() == Step.ASSESSED_UNLAWFUL
                || changed.step() == Step.ASSESSED_NOT_UNLAWFUL
                || changed.step() == Step.CLOSED) {
            queue.done(changed.report());
        }
    }
}
