package org.egide.helpline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the contacts. Everything here runs in the transaction of the one who calls. */
@Component
final class ContactStore {
    private final JdbcClient database;
    private final Clock clock;

    ContactStore(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Adds the row; false when it is there already. */
    boolean insert(Contact contact) {
        return database.sql("""
                        INSERT INTO helpline.contact (id, line, desk, kind, state, language, age, region, needs, urgency, danger,
                            extortion, begun, waiting_since, child_seen, counsellor)
                        VALUES (:id, :line, :desk, :kind, :state, :language, :age, :region, :needs, :urgency, :danger,
                            :extortion, :begun, :waiting, :seen, :counsellor)
                        ON CONFLICT (id) DO NOTHING
                        """)
                        .param("id", contact.id().value())
                        .param("line", contact.line())
                        .param("desk", contact.desk().value())
                        .param("kind", contact.kind().name())
                        .param("state", contact.state().name())
                        .param("language", contact.language().code())
                        .param("age", contact.age().name())
                        .param("region", contact.region())
                        .param("needs", joined(contact.needs()))
                        .param("urgency", contact.urgency().ordinal())
                        .param("danger", contact.danger())
                        .param("extortion", contact.extortion())
                        .param("begun", contact.begun())
                        .param("waiting", moment(contact.waiting()))
                        .param("seen", moment(contact.childSeen()))
                        .param(
                                "counsellor",
                                contact.counsellor().map(PersonId::value).orElse(null))
                        .update()
                == 1;
    }

    Optional<Contact> find(ContactId id) {
        return database.sql("SELECT * FROM helpline.contact WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> read(row))
                .optional();
    }

    /** The contact, locked until the end of the transaction. */
    Contact lock(ContactId id) {
        return database.sql("SELECT * FROM helpline.contact WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, number) -> read(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    /** The contact of the viewer's desk, locked; any other is not found. */
    Contact lock(Person viewer, ContactId id) {
        var contact = lock(id);
        if (!contact.desk().equals(viewer.desk().id())) {
            throw Refusal.notFound();
        }
        return contact;
    }

    /** The contact that this person talks with now, locked; refuses {@code not-yours}. */
    Contact mine(Person counsellor, ContactId id) {
        var contact = lock(counsellor, id);
        if (contact.state() != ContactState.TALKING || !contact.isWith(counsellor.id())) {
            throw Refusal.withStatus(409, "not-yours", "Somebody else talks with this child, or nobody does.");
        }
        return contact;
    }

    /**
     * The next one of the desk in those languages, the most urgent first, then the longest waiting, locked. Rows that another process is
     * taking are passed over.
     */
    Optional<Contact> next(DeskId desk, Set<Language> languages) {
        return database.sql("""
                        SELECT * FROM helpline.contact
                        WHERE desk = :desk AND state = 'WAITING' AND language = ANY (:languages)
                        ORDER BY urgency, waiting_since, id LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .param("desk", desk.value())
                .param("languages", codes(languages))
                .query((row, number) -> read(row))
                .optional();
    }

    static String[] codes(Set<Language> languages) {
        return languages.stream().map(Language::code).toArray(String[]::new);
    }

    /** The queue of a desk in its order. */
    List<Contact> waiting(DeskId desk, int limit) {
        return database.sql("""
                        SELECT * FROM helpline.contact WHERE desk = :desk AND state = 'WAITING'
                        ORDER BY urgency, waiting_since, id LIMIT :limit
                        """)
                .param("desk", desk.value())
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    List<Contact> talking(PersonId counsellor) {
        return database.sql("""
                        SELECT * FROM helpline.contact WHERE counsellor = :person AND state = 'TALKING' ORDER BY urgency, id
                        """)
                .param("person", counsellor.value())
                .query((row, number) -> read(row))
                .list();
    }

    /** All talks of a desk. */
    List<Contact> talking(DeskId desk) {
        return database.sql("""
                        SELECT c.* FROM helpline.contact c JOIN helpline.presence p ON p.person = c.counsellor
                        WHERE c.state = 'TALKING' AND c.desk = :desk ORDER BY c.urgency, c.id
                        """)
                .param("desk", desk.value())
                .query((row, number) -> read(row))
                .list();
    }

    /** How many of the desk wait in that language before this one. */
    int before(Contact contact) {
        return database.sql("""
                        SELECT count(*) FROM helpline.contact
                        WHERE desk = :desk AND state = 'WAITING' AND language = :language
                          AND (urgency, waiting_since, id) < (:urgency, :since, :id)
                        """)
                .param("desk", contact.desk().value())
                .param("language", contact.language().code())
                .param("urgency", contact.urgency().ordinal())
                .param("since", moment(contact.waiting()))
                .param("id", contact.id().value())
                .query(Integer.class)
                .single();
    }

    /** Refuses a step that the states do not know. */
    private static void check(Contact contact, ContactState to) {
        if (!contact.state().next().contains(to)) {
            throw Refusal.withStatus(409, "moved-on", "This contact has moved on meanwhile.");
        }
    }

    /** Somebody answers; the time until the first answer is kept. */
    void answer(Contact contact, PersonId counsellor, int waited) {
        check(contact, ContactState.TALKING);
        database.sql("""
                        UPDATE helpline.contact SET state = 'TALKING', counsellor = :person, taken_at = :now,
                            waited = coalesce(waited, :waited), version = version + 1
                        WHERE id = :id
                        """)
                .param("person", counsellor.value())
                .param("now", now())
                .param("waited", waited)
                .param("id", contact.id().value())
                .update();
    }

    /** Back to the queue, at the place of the first wait; a lost talk is pressing. */
    void giveBack(Contact contact) {
        check(contact, ContactState.WAITING);
        database.sql("""
                        UPDATE helpline.contact SET state = 'WAITING', counsellor = NULL, taken_at = NULL, urgency = least(urgency, :urgency),
                            waiting_since = coalesce(waiting_since, :now), ended = NULL, outcome = NULL, version = version + 1
                        WHERE id = :id
                        """)
                .param("urgency", Urgency.PRESSING.ordinal())
                .param("now", now())
                .param("id", contact.id().value())
                .update();
    }

    /** She came back to a contact that was over. */
    void reopen(Contact contact) {
        check(contact, ContactState.WAITING);
        database.sql("""
                        UPDATE helpline.contact SET state = 'WAITING', counsellor = NULL, kind = 'CHAT', waiting_since = :now,
                            child_seen = :now, ended = NULL, outcome = NULL, code_ends = NULL, version = version + 1
                        WHERE id = :id
                        """).param("now", now()).param("id", contact.id().value()).update();
    }

    /** She is there. Written seldom, since she is seen every two seconds. */
    void seen(ContactId id) {
        database.sql("""
                        UPDATE helpline.contact SET child_seen = :now
                        WHERE id = :id AND ended IS NULL AND (child_seen IS NULL OR child_seen < :lately)
                        """)
                .param("now", now())
                .param("lately", now().minusSeconds(15))
                .param("id", id.value())
                .update();
    }

    /** She went and left words: they wait as a message. */
    void becomeMessage(Contact contact, Urgency urgency) {
        database.sql("""
                        UPDATE helpline.contact SET kind = 'MESSAGE', urgency = :urgency, left_at = :today,
                            version = version + 1
                        WHERE id = :id
                        """)
                .param("urgency", urgency.ordinal())
                .param("today", today())
                .param("id", contact.id().value())
                .update();
    }

    /** What a page may sort by. */
    void describe(
            ContactId id,
            AgeGroup age,
            String region,
            Set<Need> needs,
            boolean danger,
            boolean extortion,
            Urgency urgency) {
        database.sql("""
                        UPDATE helpline.contact SET age = :age, region = :region, needs = :needs, danger = :danger,
                            extortion = :extortion, urgency = :urgency, version = version + 1
                        WHERE id = :id
                        """)
                .param("age", age.name())
                .param("region", region)
                .param("needs", joined(needs))
                .param("danger", danger)
                .param("extortion", extortion)
                .param("urgency", urgency.ordinal())
                .param("id", id.value())
                .update();
    }

    /** The end: the times go, the day stays (S2). With the seconds waited, the moment of taking would still tell the moment of coming. */
    void end(Contact contact, ContactState state, @Nullable Outcome outcome, LocalDate codeEnds) {
        check(contact, state);
        database.sql("""
                        UPDATE helpline.contact SET state = :state, outcome = :outcome, ended = :today, code_ends = :ends,
                            waiting_since = NULL, child_seen = NULL, taken_at = NULL, version = version + 1,
                            waited = CASE WHEN waited IS NOT NULL THEN 0 END
                        WHERE id = :id
                        """)
                .param("state", state.name())
                .param("outcome", outcome == null ? null : outcome.name())
                .param("today", today())
                .param("ends", codeEnds)
                .param("id", contact.id().value())
                .update();
    }

    /** For how many minutes somebody has talked with her in this turn. */
    int minutesTalked(ContactId id) {
        return database.sql("SELECT taken_at FROM helpline.contact WHERE id = :id AND taken_at IS NOT NULL")
                .param("id", id.value())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional()
                .map(since -> (int) Duration.between(since, clock.instant()).toMinutes())
                .orElse(0);
    }

    void tellOnceMore(ContactId id) {
        database.sql("UPDATE helpline.contact SET tellings = tellings + 1, version = version + 1 WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    /** Something she sees has changed: her page asks for a newer version. */
    void touch(ContactId id) {
        database.sql("UPDATE helpline.contact SET version = version + 1 WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    static String joined(Set<Need> needs) {
        return needs.stream().sorted().map(Need::name).collect(Collectors.joining(","));
    }

    private static @Nullable OffsetDateTime moment(Optional<Instant> instant) {
        return instant.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    static Contact read(ResultSet row) throws SQLException {
        var needs = EnumSet.noneOf(Need.class);
        Arrays.stream(row.getString("needs").split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(Need::valueOf)
                .forEach(needs::add);
        return new Contact(
                new ContactId(row.getObject("id", UUID.class)),
                row.getString("line"),
                new DeskId(row.getObject("desk", UUID.class)),
                ContactKind.valueOf(row.getString("kind")),
                ContactState.valueOf(row.getString("state")),
                Language.of(row.getString("language")).orElse(Language.EN),
                AgeGroup.valueOf(row.getString("age")),
                row.getString("region"),
                needs,
                Urgency.values()[row.getInt("urgency")],
                row.getBoolean("danger"),
                row.getBoolean("extortion"),
                row.getObject("begun", LocalDate.class),
                instant(row.getTimestamp("waiting_since")),
                instant(row.getTimestamp("child_seen")),
                Optional.ofNullable(row.getObject("counsellor", UUID.class)).map(PersonId::new),
                waited(row),
                row.getInt("tellings"),
                row.getInt("version"));
    }

    private static OptionalInt waited(ResultSet row) throws SQLException {
        var seconds = row.getInt("waited");
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(seconds);
    }

    private static Optional<Instant> instant(@Nullable Timestamp stamp) {
        return Optional.ofNullable(stamp).map(Timestamp::toInstant);
    }
}
