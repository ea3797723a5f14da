package org.egide.triage;

import java.util.List;
import java.util.Optional;
import org.egide.report.Door;
import org.egide.report.Moves;
import org.egide.report.ReportId;
import org.egide.report.ReportItem;
import org.egide.report.ReportMoved;
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
    private final Moves moves;
    private final QueueStore store;
    private final Walls walls;

    Intake(
            Queue queue,
            Links links,
            Looks looks,
            Marks marks,
            Reports reports,
            Moves moves,
            QueueStore store,
            Walls walls) {
        this.queue = queue;
        this.links = links;
        this.looks = looks;
        this.marks = marks;
        this.reports = reports;
        this.moves = moves;
        this.store = store;
        this.walls = walls;
    }

    @ApplicationModuleListener
    void place(ReportReceived received) {
        // A complaint may be about those who work the queue: it waits with the supervisors.
        var report = reports.summary(received.report());
        if (moves.doorOf(report) != Door.COMPLAINT) {
            queue.place(report);
        }
    }

    @ApplicationModuleListener
    void open(ReportReceived received) {
        if (moves.doorOf(reports.summary(received.report())) != Door.COMPLAINT) {
            take(received.report());
        }
    }

    @ApplicationModuleListener
    void on(ReportMoved moved) {
        if (moved.to() == Door.COMPLAINT) {
            queue.done(moved.report());
        } else if (moved.from() == Door.COMPLAINT) {
            queue.reopen(moved.report());
            take(moved.report());
        }
    }

    private void take(ReportId id) {
        // Whichever of the two listeners comes first places it; the other finds it there.
        queue.place(reports.summary(id));
        var band = store.find(id).orElseThrow().band();
        var items = reports.items(Looks.TRIAGE, id, "link and rank a new report");
        walls.suggest(id, items);
        links.link(id, namings(items));
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
