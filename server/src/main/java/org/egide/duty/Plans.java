package org.egide.duty;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The plans of the desks: their hours, holidays and bounds, edited at the desk and audited. */
@Component
final class Plans {
    private static final int MOST_HOLIDAYS = 400;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Presence standard;

    Plans(JdbcClient database, Transaction transaction, Audit audit, Settings settings) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.standard = Presence.of(settings.text(Setting.PRESENCE))
                .orElseThrow(
                        () -> Refusal.because("bad-setting", "EGIDE_PRESENCE is one of promise, seen, roster, hours."));
    }

    private record Row(ZoneId zone, Week week, Optional<Integer> capacity, Presence presence) {}

    Plan of(DeskId desk) {
        var row = database.sql("SELECT zone, week, capacity, presence FROM duty.desk WHERE desk = :desk")
                .param("desk", desk.value())
                .query((found, number) -> new Row(
                        ZoneId.of(found.getString("zone")),
                        Week.of(found.getString("week")),
                        Optional.ofNullable(found.getObject("capacity", Integer.class)),
                        Optional.ofNullable(found.getString("presence"))
                                .flatMap(Presence::of)
                                .orElse(standard)))
                .optional()
                .orElseGet(() -> new Row(ZoneOffset.UTC, Week.ALWAYS, Optional.empty(), standard));
        return new Plan(new Hours(row.zone(), row.week(), holidays(desk).keySet()), row.capacity(), row.presence());
    }

    /** The closed days and what they are called. */
    Map<LocalDate, String> holidays(DeskId desk) {
        var holidays = new TreeMap<LocalDate, String>();
        database.sql("SELECT day, title FROM duty.holiday WHERE desk = :desk")
                .param("desk", desk.value())
                .query((row, number) -> Optional.ofNullable(
                        holidays.put(row.getObject("day", LocalDate.class), row.getString("title"))))
                .list();
        return holidays;
    }

    /** Sets hours and bounds of the person's own desk; an empty capacity is none, an empty presence the node's. */
    void declare(Person editor, String zone, Week week, Optional<Integer> capacity, Optional<Presence> presence) {
        if (capacity.filter(bound -> bound < 1).isPresent()) {
            throw Refusal.because("bad-capacity", "A desk bears at least one untouched report, or has no bound.");
        }
        var where = zone(zone);
        transaction.run(() -> {
            database.sql("""
                            INSERT INTO duty.desk (desk, zone, week, capacity, presence)
                            VALUES (:desk, :zone, :week, :capacity, :presence)
                            ON CONFLICT (desk) DO UPDATE SET zone = excluded.zone, week = excluded.week,
                                capacity = excluded.capacity, presence = excluded.presence
                            """)
                    .param("desk", editor.desk().id().value())
                    .param("zone", where.getId())
                    .param("week", week.text())
                    .param("capacity", capacity.orElse(null), java.sql.Types.INTEGER)
                    .param("presence", presence.map(Presence::name).orElse(null), java.sql.Types.VARCHAR)
                    .update();
            audit.record(AuditEntry.of(
                    editor.actor(),
                    "duty.hours-declared",
                    "desk:" + editor.desk().id(),
                    Map.of("hours", week.text(), "zone", where.getId())));
        });
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw Refusal.because("bad-zone", "A time zone is written like Africa/Tunis.");
        }
    }

    void close(Person editor, LocalDate day, String title) {
        if (title.isBlank() || title.length() > 100) {
            throw Refusal.because("bad-holiday", "A holiday has a name of at most 100 characters.");
        }
        transaction.run(() -> {
            if (holidays(editor.desk().id()).size() >= MOST_HOLIDAYS) {
                throw Refusal.because("too-many-holidays", "A desk has at most " + MOST_HOLIDAYS + " holidays.");
            }
            database.sql("""
                            INSERT INTO duty.holiday (desk, day, title) VALUES (:desk, :day, :title)
                            ON CONFLICT (desk, day) DO UPDATE SET title = excluded.title
                            """)
                    .param("desk", editor.desk().id().value())
                    .param("day", day)
                    .param("title", title.strip())
                    .update();
            record(editor, "duty.holiday-added", day);
        });
    }

    void open(Person editor, LocalDate day) {
        transaction.run(() -> {
            database.sql("DELETE FROM duty.holiday WHERE desk = :desk AND day = :day")
                    .param("desk", editor.desk().id().value())
                    .param("day", day)
                    .update();
            record(editor, "duty.holiday-removed", day);
        });
    }

    private void record(Person editor, String action, LocalDate day) {
        audit.record(
                AuditEntry.of(editor.actor(), action, "desk:" + editor.desk().id(), Map.of("day", day.toString())));
    }

    /** Reads the seven fields of the form, Monday first. */
    static Week week(List<String> fields) {
        var days = new EnumMap<DayOfWeek, List<Week.Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            days.put(day, Week.spans(fields.get(day.ordinal())));
        }
        return new Week(days);
    }
}
