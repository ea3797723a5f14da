package org.egide.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Acts against what a reporter chose (R7.3; K3 of front-door-and-care): none without a written reason and a basis in law, and the reporter
 * is told, at once or, for a reason of safety, from a stated day on. The second person is the one who sends.
 */
@Component
public final class Departures {
    /** The longest delay before the reporter is told. */
    public static final int MOST_DAYS = 90;

    private static final String TABLE = "dialogue.departure";
    private static final int LONGEST = 1_000;

    private final JdbcClient database;
    private final TwoSeals seals;
    private final Seals staffSeals;
    private final Choices choices;
    private final Conversations conversations;
    private final Doorkeeper doorkeeper;
    private final Transaction transaction;
    private final Clock clock;

    Departures(
            JdbcClient database,
            TwoSeals seals,
            Seals staffSeals,
            Choices choices,
            Conversations conversations,
            Doorkeeper doorkeeper,
            Transaction transaction,
            Clock clock) {
        this.database = database;
        this.seals = seals;
        this.staffSeals = staffSeals;
        this.choices = choices;
        this.conversations = conversations;
        this.doorkeeper = doorkeeper;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Why the reporter is told later, and from which day on: after today, at most {@link #MOST_DAYS} days away. */
    public record Delay(LocalDate until, String why) {
        public Delay {
            Objects.requireNonNull(until);
            why = text(why);
        }
    }

    /** One departure as it is told: the day, whom it concerns, the law and the reason. */
    public record Told(LocalDate day, Receiver receiver, String law, String reason) {
        @Override
        public String toString() {
            return "Told[" + day + " " + receiver + "]";
        }
    }

    /** One departure without its words, for those who handle the case. */
    public record Entry(LocalDate day, Receiver receiver, LocalDate toldFrom) {}

    /** Enters a departure. Refuses {@code text-needed}, {@code names-staff} and {@code bad-delay}. */
    public void record(
            Person by, Subject subject, Receiver receiver, String law, String reason, Optional<Delay> delay) {
        doorkeeper.require(by, subject);
        var words = text(law) + '\n' + text(reason);
        conversations.requireNoName(by, words);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        delay.map(Delay::until).ifPresent(until -> requireNear(today, until));
        transaction.run(() -> {
            conversations.lock(subject);
            var id = UUID.randomUUID();
            var box = seals.seal(
                    subject, Purpose.NARRATIVE, TABLE, id.toString(), words.getBytes(StandardCharsets.UTF_8));
            database.sql("""
                            INSERT INTO dialogue.departure
                                (id, subject, receiver, after, day, told_from, person, for_staff, for_reporter, delay)
                            VALUES (:id, :subject, :receiver, :after, :day, :from, :person, :staff, :reporter, :delay)
                            """)
                    .param("id", id)
                    .param("subject", subject.id())
                    .param("receiver", receiver.name())
                    .param("after", (long) choices.history(subject).size())
                    .param("day", today)
                    .param("from", delay.map(Delay::until).orElse(today))
                    .param("person", by.id().value())
                    .param("staff", box.forStaff())
                    .param("reporter", box.forReporter().orElse(null))
                    .param("delay", delay.map(later -> box(id, later)).orElse(null))
                    .update();
            doorkeeper.record(
                    by.actor(),
                    subject,
                    "dialogue.departed",
                    Map.of(
                            "receiver",
                            receiver.name(),
                            "departure",
                            id.toString(),
                            "told-from",
                            delay.map(Delay::until).orElse(today).toString()));
        });
    }

    /**
     * To be called where something is about to be told: passes when the reporter allows it or never said, else only when a departure was
     * entered after the choice. Refuses {@code against-choice}.
     */
    public void require(Subject subject, Receiver receiver) {
        var current = choices.current(subject);
        var free = switch (Choices.allows(current, receiver)) {
            case YES, UNKNOWN -> true;
            case NO, ASK_FIRST -> false;
        };
        if (!free && !departed(subject, receiver, Choices.since(current, receiver))) {
            throw Refusal.withStatus(
                    409,
                    "against-choice",
                    "The reporter does not allow this. Enter the reason and the law first, or ask the reporter.");
        }
    }

    private boolean departed(Subject subject, Receiver receiver, long since) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM dialogue.departure
                            WHERE subject = :subject AND receiver = :receiver AND after >= :since)
                        """)
                .param("subject", subject.id())
                .param("receiver", receiver.name())
                .param("since", since)
                .query(Boolean.class)
                .single();
    }

    /** What the reporter is told today, oldest first. */
    public List<Told> forReporter(Return back) {
        return database.sql("""
                        SELECT id, day, receiver, for_reporter FROM dialogue.departure
                        WHERE subject = :subject AND told_from <= :today AND for_reporter IS NOT NULL ORDER BY day, id
                        """)
                .param("subject", back.subject().id())
                .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, number) -> told(
                        row.getObject("day", LocalDate.class),
                        row.getString("receiver"),
                        seals.forReporter(
                                back, TABLE, row.getObject("id", UUID.class).toString(), row.getBytes("for_reporter"))))
                .list();
    }

    /** Of whom the reporter must not learn today that they were told; public pages ask this before they show a step. */
    public Set<Receiver> withheld(Subject subject) {
        return database.sql(
                        "SELECT DISTINCT receiver FROM dialogue.departure WHERE subject = :subject AND told_from > :today")
                .param("subject", subject.id())
                .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, number) -> Receiver.valueOf(row.getString(1)))
                .set();
    }

    /** The departures of a subject, without their words. */
    public List<Entry> entries(Person viewer, Subject subject) {
        doorkeeper.require(viewer, subject);
        return database.sql("""
                        SELECT day, receiver, told_from FROM dialogue.departure WHERE subject = :subject ORDER BY day, id
                        """)
                .param("subject", subject.id())
                .query((row, number) -> new Entry(
                        row.getObject("day", LocalDate.class),
                        Receiver.valueOf(row.getString("receiver")),
                        row.getObject("told_from", LocalDate.class)))
                .list();
    }

    private byte[] box(UUID id, Delay delay) {
        return staffSeals.sealNew(
                Purpose.NARRATIVE,
                new Place(TABLE, id.toString(), "delay"),
                delay.why().getBytes(StandardCharsets.UTF_8));
    }

    private static Told told(LocalDate day, String receiver, byte[] opened) {
        var words = new String(opened, StandardCharsets.UTF_8).split("\n", 2);
        return new Told(day, Receiver.valueOf(receiver), words[0], words[1]);
    }

    private static void requireNear(LocalDate today, LocalDate until) {
        if (!until.isAfter(today) || until.isAfter(today.plusDays(MOST_DAYS))) {
            throw Refusal.because("bad-delay", "A delay ends after today and within " + MOST_DAYS + " days.");
        }
    }

    private static String text(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw Refusal.because("text-needed", "Say it in at most " + LONGEST + " characters.");
        }
        return text.strip().replace('\n', ' ');
    }
}
