package org.egide.removal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.egide.platform.web.DeskPage;
import org.egide.removal.view.CopyLine;
import org.egide.removal.view.CopyLine.Happening;
import org.egide.removal.view.TimesLine;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Walls;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts copies into words for the desk. */
@Component
final class Ledger {
    private static final int LONGEST = 300;

    private final CopyStore copies;
    private final Outbox outbox;
    private final HostRegister hosts;
    private final Reports reports;
    private final People people;
    private final JdbcClient database;
    private final Clock clock;

    Ledger(
            CopyStore copies,
            Outbox outbox,
            HostRegister hosts,
            Reports reports,
            People people,
            JdbcClient database,
            Clock clock) {
        this.copies = copies;
        this.outbox = outbox;
        this.hosts = hosts;
        this.reports = reports;
        this.people = people;
        this.database = database;
        this.clock = clock;
    }

    List<CopyLine> ofDesk(DeskPage page, Person viewer) {
        return copies.ofDesk(viewer, LONGEST).stream()
                .map(copy -> line(page, copy, false))
                .toList();
    }

    List<CopyLine> ofReport(DeskPage page, ReportId report) {
        return copies.ofReport(report).stream()
                .map(copy -> line(page, copy, true))
                .toList();
    }

    private CopyLine line(DeskPage page, Copy copy, boolean withHistory) {
        var notices = outbox.of(copy.id());
        var told = notices.stream().anyMatch(notice -> notice.round() == copy.round());
        var untold = !told && !copy.state().settled();
        return new CopyLine(
                copy.id().toString(),
                copy.reference(),
                copy.report().toString(),
                reports.summary(copy.report()).reference(),
                copy.host(),
                page.t("removal.state." + copy.state().name()),
                copy.state() == CopyState.ESCALATED || copy.state() == CopyState.REAPPEARED,
                clockOf(page, copy),
                notices.stream().map(notice -> told(page, notice)).toList(),
                last(page, copy),
                copy.times().nextCheck(),
                copy.owner().flatMap(people::find).map(Person::name).orElseGet(() -> page.t("removal.owner.none")),
                untold,
                untold ? guess(copy) : "",
                copy.state().mayBecome(CopyState.REFUSED_BY_HOST) && copy.state() != CopyState.ABSENT_ONCE,
                withHistory ? history(page, copy, notices) : List.of());
    }

    private String guess(Copy copy) {
        return hosts.find(copy.host())
                .map(Host::email)
                .orElseGet(() -> Location.of("http://" + copy.host() + "/")
                        .guessedContact()
                        .orElse(""));
    }

    private static Happening clockOf(DeskPage page, Copy copy) {
        var begun = copy.times().begun();
        return copy.times()
                .gone()
                .map(gone -> new Happening(
                        page.t("removal.clock.stopped", length(page, Duration.between(begun, gone))),
                        Optional.empty(),
                        ""))
                .orElseGet(() -> new Happening(page.t("removal.clock.running"), Optional.of(begun), ""));
    }

    private static Happening last(DeskPage page, Copy copy) {
        return copy.lastVerdict().isEmpty()
                ? new Happening(page.t("removal.verdict.none"), Optional.empty(), "")
                : verdict(page, copy.lastVerdict(), copy.times().lastCheck());
    }

    /** The verdict in words, with the stable code of what happened behind it. */
    private static Happening verdict(DeskPage page, String verdict, Optional<Instant> at) {
        var parts = verdict.split(" ", 2);
        return new Happening(page.t("removal.verdict." + parts[0]), at, parts.length == 2 ? parts[1] : "");
    }

    private static Happening told(DeskPage page, Notice notice) {
        var kind = page.t("removal.notice.kind." + notice.kind().name());
        var state = switch (notice.state()) {
            case WAITING -> page.t("removal.notice.waiting", notice.attempts());
            case SENT -> page.t("removal.notice.sent");
            case WITHDRAWN -> page.t("removal.notice.withdrawn");
        };
        return new Happening(
                kind + ": " + state,
                notice.state() == Notice.State.SENT ? notice.sent() : Optional.empty(),
                notice.state() == Notice.State.WAITING ? notice.lastError() : "");
    }

    private List<Happening> history(DeskPage page, Copy copy, List<Notice> notices) {
        var all = new ArrayList<Happening>();
        all.addAll(database.sql("SELECT at, before, after, reason FROM removal.move WHERE copy = :copy")
                .param("copy", copy.id().value())
                .query((row, number) -> new Happening(
                        page.t(
                                "removal.history.move",
                                page.t("removal.state." + row.getString("before")),
                                page.t("removal.state." + row.getString("after"))),
                        Moments.read(row, "at"),
                        row.getString("reason")))
                .list());
        all.addAll(database.sql(
                        "SELECT at, verdict, code FROM removal.check_made WHERE copy = :copy ORDER BY id DESC LIMIT 50")
                .param("copy", copy.id().value())
                .query((row, number) -> verdict(
                        page,
                        (row.getString("verdict") + " " + row.getString("code")).strip(),
                        Moments.read(row, "at")))
                .list());
        notices.stream()
                .filter(notice -> notice.sent().isPresent())
                .map(notice -> new Happening(told(page, notice).what(), notice.sent(), ""))
                .forEach(all::add);
        return all.stream()
                .sorted(Comparator.comparing((Happening each) -> each.at().orElse(Instant.EPOCH))
                        .reversed())
                .toList();
    }

    /** The times of all clocks of a desk that the person may know of. */
    TimesLine times(DeskPage page, Person viewer) {
        var now = clock.instant();
        var runs = database.sql("""
                        SELECT coalesce(noticed_at, found_at) AS begun, gone_at FROM removal.copy
                        WHERE desk = :desk AND NOT report.walled(report, :viewer)
                        """)
                .param("desk", viewer.desk().id().value())
                .param("viewer", Walls.viewer(viewer))
                .query((row, number) ->
                        run(Moments.read(row, "begun").orElseThrow(), Moments.read(row, "gone_at"), now))
                .list();
        var curve = Survival.of(runs);
        return new TimesLine(curve.clocks(), reached(page, curve.median()), reached(page, curve.ninetieth()));
    }

    private static Survival.Run run(Instant begun, Optional<Instant> gone, Instant now) {
        var time = Duration.between(begun, gone.orElse(now));
        return new Survival.Run(time.isNegative() ? Duration.ZERO : time, gone.isPresent());
    }

    private static String reached(DeskPage page, Optional<Duration> time) {
        return time.map(duration -> length(page, duration)).orElseGet(() -> page.t("removal.times.open"));
    }

    /** In whole hours, and below an hour in minutes, so that no time reads as nothing. */
    private static String length(DeskPage page, Duration time) {
        return time.toHours() > 0
                ? page.t("removal.times.hours", time.toHours())
                : page.t("removal.times.minutes", Math.max(0, time.toMinutes()));
    }
}
