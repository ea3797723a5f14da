package org.egide.duty;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.platform.mail.MailServer;
import org.egide.staff.DeskId;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is on duty when, and where they are called; edited at the desk and audited. */
@Component
final class Roster {
    private static final int MOST_SLOTS = 200;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final People people;
    private final MailServer mail;
    private final Settings settings;
    private final Clock clock;

    Roster(
            JdbcClient database,
            Transaction transaction,
            Audit audit,
            People people,
            MailServer mail,
            Settings settings,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.people = people;
        this.mail = mail;
        this.settings = settings;
        this.clock = clock;
    }

    /** Every slot of a desk that has not ended, first officers first. */
    List<Slot> of(DeskId desk) {
        return database.sql("""
                        SELECT * FROM duty.slot WHERE desk = :desk AND ended_at IS NULL
                        ORDER BY rung = 'DEPUTY', first_day NULLS FIRST, id
                        """)
                .param("desk", desk.value())
                .query((row, number) -> new Slot(
                        row.getObject("id", UUID.class),
                        desk,
                        new PersonId(row.getObject("person", UUID.class)),
                        Rung.valueOf(row.getString("rung")),
                        Week.of(row.getString("week")),
                        Optional.ofNullable(row.getObject("first_day", LocalDate.class)),
                        Optional.ofNullable(row.getObject("last_day", LocalDate.class))))
                .list();
    }

    /** Who is on duty at that moment, first officers first. */
    List<Slot> at(DeskId desk, ZoneId zone, Instant moment) {
        return of(desk).stream().filter(slot -> slot.covers(moment, zone)).toList();
    }

    /** Where each of these people is called; who has no address is missing. */
    Map<PersonId, String> reach(List<PersonId> persons) {
        var reach = new HashMap<PersonId, String>();
        database.sql("SELECT person, mail FROM duty.reach WHERE person = ANY(:persons)")
                .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((row, number) -> Optional.ofNullable(
                        reach.put(new PersonId(row.getObject("person", UUID.class)), row.getString("mail"))))
                .list();
        return reach;
    }

    /** The people of one rung at that moment, whether they can be reached or not. */
    List<PersonId> of(Rung rung, DeskId desk, ZoneId zone, Instant moment) {
        return switch (rung) {
            case FIRST, DEPUTY ->
                at(desk, zone, moment).stream()
                        .filter(slot -> slot.rung() == rung)
                        .map(Slot::person)
                        .distinct()
                        .toList();
            case SUPERVISORS ->
                Stream.concat(
                                people.ofDesk(desk).stream().filter(person -> person.is(Role.SUPERVISOR)),
                                people.with(Role.OVERSEER).stream())
                        .map(Person::id)
                        .distinct()
                        .toList();
            case ALL ->
                Stream.of(Rung.FIRST, Rung.DEPUTY, Rung.SUPERVISORS)
                        .flatMap(each -> of(each, desk, zone, moment).stream())
                        .distinct()
                        .toList();
        };
    }

    /** Whether somebody can be called at that moment at all: an officer of the roster, or a supervisor. */
    boolean reachable(DeskId desk, ZoneId zone, Instant moment) {
        var officers = of(Rung.ALL, desk, zone, moment);
        return hasPager()
                ? !officers.isEmpty()
                : mail.isOpen() && !reach(officers).isEmpty();
    }

    boolean hasPager() {
        return settings.isSet(Setting.PAGER_URL);
    }

    boolean hasMail() {
        return mail.isOpen();
    }

    void add(Person editor, Slot slot) {
        if (slot.week().days().isEmpty()) {
            throw Refusal.because("bad-hours", "A slot has at least one hour in the week.");
        }
        if (slot.firstDay().isPresent()
                && slot.lastDay().filter(slot.firstDay().get()::isAfter).isPresent()) {
            throw Refusal.because("bad-days", "A slot ends on or after the day it begins.");
        }
        var person = people.find(slot.person())
                .filter(found -> found.desk().id().equals(editor.desk().id()))
                .orElseThrow(Refusal::notFound);
        transaction.run(() -> {
            if (of(editor.desk().id()).size() >= MOST_SLOTS) {
                throw Refusal.because("too-many-slots", "A roster has at most " + MOST_SLOTS + " slots.");
            }
            database.sql("""
                            INSERT INTO duty.slot (id, desk, person, rung, week, first_day, last_day)
                            VALUES (:id, :desk, :person, :rung, :week, :first, :last)
                            """)
                    .param("id", slot.id())
                    .param("desk", editor.desk().id().value())
                    .param("person", person.id().value())
                    .param("rung", slot.rung().name())
                    .param("week", slot.week().text())
                    .param("first", slot.firstDay().orElse(null), Types.DATE)
                    .param("last", slot.lastDay().orElse(null), Types.DATE)
                    .update();
            audit.record(AuditEntry.of(
                    editor.actor(),
                    "duty.slot-added",
                    "person:" + person.id(),
                    Map.of("rung", slot.rung().name(), "hours", slot.week().text())));
        });
    }

    void end(Person editor, UUID slot) {
        transaction.run(() -> {
            var ended = database.sql("""
                            UPDATE duty.slot SET ended_at = :at WHERE id = :id AND desk = :desk AND ended_at IS NULL
                            """)
                    .param("id", slot)
                    .param("desk", editor.desk().id().value())
                    .param("at", Moments.of(clock.instant()))
                    .update();
            if (ended == 0) {
                throw Refusal.notFound();
            }
            audit.record(AuditEntry.of(editor.actor(), "duty.slot-ended", "slot:" + slot));
        });
    }

    /** Where a person of the editor's desk, or an overseer, is called; an empty address takes it away. */
    void reach(Person editor, PersonId id, String address) {
        var person = people.find(id)
                .filter(found -> found.desk().id().equals(editor.desk().id()) || found.is(Role.OVERSEER))
                .orElseThrow(Refusal::notFound);
        var kept = address.strip();
        if (!kept.isEmpty() && !kept.matches("[^\\s@<>\"]{1,64}@[A-Za-z0-9.-]{1,180}")) {
            throw Refusal.because("bad-address", "A mail address is written like name@desk.example.");
        }
        transaction.run(() -> {
            database.sql("DELETE FROM duty.reach WHERE person = :person")
                    .param("person", person.id().value())
                    .update();
            if (!kept.isEmpty()) {
                database.sql("INSERT INTO duty.reach (person, mail) VALUES (:person, :mail)")
                        .param("person", person.id().value())
                        .param("mail", kept)
                        .update();
            }
            audit.record(AuditEntry.of(
                    editor.actor(),
                    "duty.reach-changed",
                    "person:" + person.id(),
                    Map.of("reachable", String.valueOf(!kept.isEmpty()))));
        });
    }
}
