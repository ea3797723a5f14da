package org.egide.helpline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is at work at a helpline's desk. Whoever gives no sign of life is lost, and the talks go back to the queue. */
@Component
final class Presences {
    /** Without a look at any page of the desk for this long, a counsellor is lost. */
    static final Duration LOST = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final Audit audit;
    private final Transaction transaction;
    private final Clock clock;

    Presences(JdbcClient database, Audit audit, Transaction transaction, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Begins work, or changes languages and number of talks. */
    void signOn(Person person, Set<Language> languages, int capacity) {
        if (languages.isEmpty() || capacity < 1 || capacity > 20) {
            throw Refusal.because("bad-presence", "Choose at least one language and 1 to 20 talks at once.");
        }
        transaction.run(() -> {
            database.sql("""
                            INSERT INTO helpline.presence (person, desk, languages, capacity, seen)
                            VALUES (:person, :desk, :languages, :capacity, :now)
                            ON CONFLICT (person) DO UPDATE SET desk = excluded.desk, languages = excluded.languages,
                                capacity = excluded.capacity, seen = excluded.seen
                            """)
                    .param("person", person.id().value())
                    .param("desk", person.desk().id().value())
                    .param(
                            "languages",
                            languages.stream().map(Language::code).sorted().collect(Collectors.joining(",")))
                    .param("capacity", capacity)
                    .param("now", now())
                    .update();
            audit.record(AuditEntry.of(
                    person.actor(),
                    "helpline.signed-on",
                    "person:" + person.id(),
                    Map.of("capacity", String.valueOf(capacity))));
        });
    }

    /** Ends work; refuses {@code still-talking} while a child is in these hands. */
    void signOff(Person person) {
        transaction.run(() -> {
            var talks = database.sql(
                            "SELECT count(*) FROM helpline.contact WHERE counsellor = :person AND state = 'TALKING'")
                    .param("person", person.id().value())
                    .query(Integer.class)
                    .single();
            if (talks > 0) {
                throw Refusal.withStatus(
                        409, "still-talking", "Somebody still talks with you. Close the talk or give it back.");
            }
            remove(person.id());
            audit.record(AuditEntry.of(person.actor(), "helpline.signed-off", "person:" + person.id()));
        });
    }

    void remove(PersonId person) {
        database.sql("DELETE FROM helpline.presence WHERE person = :person")
                .param("person", person.value())
                .update();
    }

    /** A sign of life. */
    void seen(Person person) {
        database.sql("UPDATE helpline.presence SET seen = :now WHERE person = :person AND seen < :lately")
                .param("now", now())
                .param("lately", now().minusSeconds(15))
                .param("person", person.id().value())
                .update();
    }

    /** The presence, locked, so that two tabs of one counsellor do not take more than there is room for. */
    Optional<Presence> lock(Person person) {
        return database.sql("SELECT * FROM helpline.presence WHERE person = :person FOR UPDATE")
                .param("person", person.id().value())
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<Presence> of(PersonId person) {
        return database.sql("SELECT * FROM helpline.presence WHERE person = :person")
                .param("person", person.value())
                .query((row, number) -> read(row))
                .optional();
    }

    List<Presence> of(DeskId desk) {
        return database.sql("SELECT * FROM helpline.presence WHERE desk = :desk ORDER BY person")
                .param("desk", desk.value())
                .query((row, number) -> read(row))
                .list();
    }

    /** How much room there is for one more in that language: places in all, and those taken. */
    record Room(int places, int taken) {}

    Room room(DeskId desk, Language language) {
        return database.sql("""
                        SELECT coalesce(sum(p.capacity), 0), coalesce(sum(least(p.capacity, (SELECT count(*)
                            FROM helpline.contact c WHERE c.counsellor = p.person AND c.state = 'TALKING'))), 0)
                        FROM helpline.presence p
                        WHERE p.desk = :desk AND :language = ANY (string_to_array(p.languages, ','))
                        """)
                .param("desk", desk.value())
                .param("language", language.code())
                .query((row, number) -> new Room(row.getInt(1), row.getInt(2)))
                .single();
    }

    /** Those who gave no sign of life. */
    List<PersonId> lost() {
        return database.sql("SELECT person FROM helpline.presence WHERE seen < :since FOR UPDATE SKIP LOCKED")
                .param("since", now().minus(LOST))
                .query((row, number) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Presence read(ResultSet row) throws SQLException {
        var languages = new TreeSet<Language>(java.util.Comparator.comparing(Language::code));
        Arrays.stream(row.getString("languages").split(",", -1))
                .flatMap(code -> Language.of(code).stream())
                .forEach(languages::add);
        return new Presence(
                new PersonId(row.getObject("person", UUID.class)),
                languages,
                row.getInt("capacity"),
                row.getTimestamp("seen").toInstant());
    }
}
