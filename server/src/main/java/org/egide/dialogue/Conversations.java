package org.egide.dialogue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.egide.keys.Purpose;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Messages between a reporter and staff about a report or a contact (R8 of front-door-and-care, R54.2). Each is sealed for staff and for
 * the reporter's code, has a place in the order and a day. The reporter's side needs no keyring.
 */
@Component
public final class Conversations {
    private static final String TABLE = "dialogue.message";

    /** More than anybody types or taps in a day; above it somebody plays with a machine. */
    private static final int MOST_A_DAY = 1_000;

    private final JdbcClient database;
    private final TwoSeals seals;
    private final Doorkeeper doorkeeper;
    private final Unheard unheard;
    private final People people;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Conversations(
            JdbcClient database,
            TwoSeals seals,
            Doorkeeper doorkeeper,
            Unheard unheard,
            People people,
            Transaction transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.seals = seals;
        this.doorkeeper = doorkeeper;
        this.unheard = unheard;
        this.people = people;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps what the reporter says. The caller has seen the code or its pass. Sent again with the same {@code once}, the first stays the
     * only one. Refuses {@code too-many} above a thousand a day.
     */
    public MessageId fromReporter(Subject subject, Said said, Once once) {
        return transaction.in(() -> {
            var last = lock(subject);
            var known = sent(subject, once);
            if (known.isPresent()) {
                return known.get();
            }
            requirePace(subject);
            var message = keep(subject, last + 1, null, Optional.empty(), said, once);
            unheard.wrote(subject);
            doorkeeper.record(
                    Doorkeeper.REPORTER, subject, "dialogue.reporter-wrote", Map.of("message", message.toString()));
            events.publishEvent(new MessageFromReporter(subject, last + 1, said.danger()));
            return message;
        });
    }

    /**
     * Keeps what staff say to the reporter, who sees the role only. Refuses {@code not-found} for a subject that is not theirs,
     * {@code not-allowed} for a role they do not hold, {@code names-staff} when the words hold a name of their desk.
     */
    public MessageId fromStaff(Person staff, Subject subject, Speaker speaker, String words, Once once) {
        doorkeeper.require(staff, subject);
        if (!speaker.fits(staff)) {
            throw Refusal.notAllowed();
        }
        requireNoName(staff, words);
        return transaction.in(() -> {
            var last = lock(subject);
            var known = sent(subject, once);
            if (known.isPresent()) {
                return known.get();
            }
            var message = keep(subject, last + 1, staff, Optional.of(speaker), new Said.Words(words), once);
            doorkeeper.record(
                    staff.actor(),
                    subject,
                    "dialogue.staff-wrote",
                    Map.of("message", message.toString(), "speaker", speaker.name()));
            events.publishEvent(new MessageFromStaff(subject, last + 1, speaker));
            return message;
        });
    }

    /** All that was said, in order, as the code opens it. */
    public List<Line> forReporter(Return back) {
        return forReporter(back, 0);
    }

    /** What was said after that place in the order, as the code opens it. Kept as seen only when the reporter shows it. */
    public List<Line> forReporter(Return back, long after) {
        var lines = database.sql("""
                        SELECT id, sequence, day, speaker, for_reporter FROM dialogue.message
                        WHERE subject = :subject AND sequence > :after AND for_reporter IS NOT NULL ORDER BY sequence
                        """)
                .param("subject", back.subject().id())
                .param("after", after)
                .query((row, number) -> new Line(
                        row.getLong("sequence"),
                        row.getObject("day", LocalDate.class),
                        speaker(row.getString("speaker")),
                        Said.read(seals.forReporter(
                                back,
                                TABLE,
                                row.getObject("id", UUID.class).toString(),
                                row.getBytes("for_reporter")))))
                .list();
        if (!lines.isEmpty()) {
            seen(back.subject(), lines.getLast().sequence());
        }
        return lines;
    }

    /** All that was said, in order, for somebody of staff; audited with the reason. Counts as read. */
    public List<Line> forStaff(Person viewer, Subject subject, String reason) {
        return transaction.in(() -> {
            doorkeeper.read(viewer, subject, "dialogue.read", reason);
            database.sql("UPDATE dialogue.thread SET staff_read = last WHERE subject = :subject")
                    .param("subject", subject.id())
                    .update();
            unheard.heard(subject);
            return database.sql("""
                            SELECT id, sequence, day, speaker, for_staff FROM dialogue.message
                            WHERE subject = :subject ORDER BY sequence
                            """)
                    .param("subject", subject.id())
                    .query((row, number) -> new Line(
                            row.getLong("sequence"),
                            row.getObject("day", LocalDate.class),
                            speaker(row.getString("speaker")),
                            Said.read(seals.forStaff(
                                    TABLE, row.getObject("id", UUID.class).toString(), row.getBytes("for_staff")))))
                    .list();
        });
    }

    /** How many of the reporter's messages no staff has read. */
    public long unreadByStaff(Subject subject) {
        return unreadByStaff(List.of(subject)).getOrDefault(subject.id(), 0L);
    }

    /** The same for many at once, by id; those with none are missing. */
    public Map<UUID, Long> unreadByStaff(Collection<Subject> subjects) {
        var unread = new HashMap<UUID, Long>();
        database.sql("""
                        SELECT t.subject, count(*) FROM dialogue.thread t
                        JOIN dialogue.message m ON m.subject = t.subject AND m.sequence > t.staff_read
                        WHERE t.subject = ANY(:subjects) AND t.last > t.staff_read AND m.speaker IS NULL
                        GROUP BY t.subject
                        """)
                .param("subjects", subjects.stream().map(Subject::id).toArray(UUID[]::new))
                .query(row -> {
                    unread.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return unread;
    }

    /** How many messages there are. */
    public long length(Subject subject) {
        return database.sql("SELECT last FROM dialogue.thread WHERE subject = :subject")
                .param("subject", subject.id())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Up to which message the reporter has seen them; nothing when the reporter does not show it, which is how it begins. */
    public OptionalLong seenByReporter(Person viewer, Subject subject) {
        doorkeeper.require(viewer, subject);
        return database.sql("SELECT reporter_read FROM dialogue.thread WHERE subject = :subject AND shows_reading")
                .param("subject", subject.id())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** The reporter shows, or no longer shows, what was seen. What is not shown is not kept either. */
    void showReading(Subject subject, boolean shows) {
        lock(subject);
        database.sql("""
                        UPDATE dialogue.thread SET shows_reading = :shows,
                            reporter_read = CASE WHEN :shows THEN reporter_read ELSE 0 END
                        WHERE subject = :subject
                        """).param("shows", shows).param("subject", subject.id()).update();
    }

    private void seen(Subject subject, long sequence) {
        database.sql("""
                        UPDATE dialogue.thread SET reporter_read = :sequence
                        WHERE subject = :subject AND shows_reading AND reporter_read < :sequence
                        """)
                .param("sequence", sequence)
                .param("subject", subject.id())
                .update();
    }

    /** The place of the last message; whoever says something next waits here. */
    long lock(Subject subject) {
        database.sql("""
                        INSERT INTO dialogue.thread (subject, kind) VALUES (:subject, :kind) ON CONFLICT DO NOTHING
                        """)
                .param("subject", subject.id())
                .param("kind", subject.kind().name())
                .update();
        return database.sql("SELECT last FROM dialogue.thread WHERE subject = :subject FOR UPDATE")
                .param("subject", subject.id())
                .query(Long.class)
                .single();
    }

    private Optional<MessageId> sent(Subject subject, Once once) {
        return database.sql("SELECT id FROM dialogue.message WHERE subject = :subject AND once = :once")
                .param("subject", subject.id())
                .param("once", once.value())
                .query((row, number) -> new MessageId(row.getObject(1, UUID.class)))
                .optional();
    }

    private void requirePace(Subject subject) {
        var today = database.sql("""
                        SELECT count(*) FROM dialogue.message WHERE subject = :subject AND day = :day AND speaker IS NULL
                        """)
                .param("subject", subject.id())
                .param("day", today())
                .query(Long.class)
                .single();
        if (today >= MOST_A_DAY) {
            throw Refusal.withStatus(429, "too-many", "That is very much for one day. Tomorrow there is room again.");
        }
    }

    private MessageId keep(
            Subject subject, long sequence, @Nullable Person staff, Optional<Speaker> speaker, Said said, Once once) {
        var id = UUID.randomUUID();
        var box = seals.seal(subject, Purpose.NARRATIVE, TABLE, id.toString(), Said.write(said));
        database.sql("""
                        INSERT INTO dialogue.message
                            (id, subject, sequence, once, day, speaker, person, for_staff, for_reporter)
                        VALUES (:id, :subject, :sequence, :once, :day, :speaker, :person, :staff, :reporter)
                        """)
                .param("id", id)
                .param("subject", subject.id())
                .param("sequence", sequence)
                .param("once", once.value())
                .param("day", today())
                .param("speaker", speaker.map(Speaker::name).orElse(null))
                .param("person", staff == null ? null : staff.id().value())
                .param("staff", box.forStaff())
                .param("reporter", box.forReporter().orElse(null))
                .update();
        database.sql("UPDATE dialogue.thread SET last = :sequence WHERE subject = :subject")
                .param("sequence", sequence)
                .param("subject", subject.id())
                .update();
        return new MessageId(id);
    }

    /** A role speaks, not a person: neither the whole name nor the surname of anybody of the desk, written as names are. */
    void requireNoName(Person staff, String words) {
        var named = people.ofDesk(staff.desk().id()).stream()
                .flatMap(person -> names(person.name()))
                .anyMatch(name -> Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])")
                        .matcher(words)
                        .find());
        if (named) {
            throw Refusal.because("names-staff", "There is a name of this desk in it. The reader sees your role only.");
        }
    }

    private static java.util.stream.Stream<String> names(String name) {
        var parts = name.strip().split("\\s+", -1);
        var surname = parts[parts.length - 1];
        return parts.length < 2 || surname.length() < 3
                ? java.util.stream.Stream.of(name)
                : java.util.stream.Stream.of(name, surname);
    }

    private static Optional<Speaker> speaker(@Nullable String name) {
        return Optional.ofNullable(name).map(Speaker::valueOf);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
