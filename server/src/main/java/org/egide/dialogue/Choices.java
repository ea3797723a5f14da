package org.egide.dialogue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Subject;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The reporter's own choices as a ledger (R7.3, R53.1; K2 and K4 of front-door-and-care): entries with a day that are only ever
 * followed by newer ones, each audited. Coded, so that handlers and machines can heed them without opening anything.
 */
@Component
public final class Choices {
    private final JdbcClient database;
    private final Conversations conversations;
    private final Doorkeeper doorkeeper;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Choices(
            JdbcClient database,
            Conversations conversations,
            Doorkeeper doorkeeper,
            Transaction transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.conversations = conversations;
        this.doorkeeper = doorkeeper;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Enters a choice; what is so already is not entered again. Refuses {@code unknown-choice}. */
    public void choose(Subject subject, Topic topic, String answer) {
        transaction.run(() -> {
            conversations.lock(subject);
            var history = history(subject);
            if (now(history, topic).map(Chosen::answer).filter(answer::equals).isPresent()) {
                return;
            }
            var entry = new Chosen(
                    history.size() + 1L, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), topic, answer);
            insert(subject, entry);
            if (topic == Topic.READING) {
                conversations.showReading(subject, "SHOWN".equals(answer));
            }
            doorkeeper.record(
                    Doorkeeper.REPORTER,
                    subject,
                    "dialogue.chosen",
                    Map.of("topic", topic.name(), "answer", answer, "entry", String.valueOf(entry.sequence())));
            events.publishEvent(new ChoiceMade(subject, topic, answer));
        });
    }

    /** Nobody else is to be told. */
    public void tellNobody(Subject subject) {
        transaction.run(() -> {
            for (var receiver : Receiver.values()) {
                choose(subject, receiver.topic(), "NO");
            }
        });
    }

    /** All entries, oldest first. */
    public List<Chosen> history(Subject subject) {
        return database.sql("""
                        SELECT sequence, day, topic, answer FROM dialogue.choice WHERE subject = :subject ORDER BY sequence
                        """)
                .param("subject", subject.id())
                .query((row, number) -> new Chosen(
                        row.getLong("sequence"),
                        row.getObject("day", LocalDate.class),
                        Topic.valueOf(row.getString("topic")),
                        row.getString("answer")))
                .list();
    }

    /** What holds now; a topic without an answer is missing. */
    public Map<Topic, Chosen> current(Subject subject) {
        var current = new EnumMap<Topic, Chosen>(Topic.class);
        history(subject).forEach(entry -> current.put(entry.topic(), entry));
        return current;
    }

    /** Whether the reporter asked to stop. */
    public boolean withdrawn(Subject subject) {
        return withdrawn(current(subject));
    }

    /**
     * Whether that receiver may be told. No, while the reporter has asked to stop; no parent, while somebody at home must not know (K4).
     */
    public Allowed allows(Subject subject, Receiver receiver) {
        return allows(current(subject), receiver);
    }

    static Allowed allows(Map<Topic, Chosen> current, Receiver receiver) {
        if (withdrawn(current) || (receiver == Receiver.PARENT && unsafeAtHome(current))) {
            return Allowed.NO;
        }
        return Optional.ofNullable(current.get(receiver.topic()))
                .map(entry -> Allowed.valueOf(entry.answer()))
                .orElse(Allowed.UNKNOWN);
    }

    /** The newest entry by which {@link #allows} answers what it answers; 0 when there is none. */
    static long since(Map<Topic, Chosen> current, Receiver receiver) {
        return java.util.stream.Stream.of(receiver.topic(), Topic.WORK, Topic.MUST_NOT_KNOW)
                .filter(topic -> topic != Topic.MUST_NOT_KNOW || receiver == Receiver.PARENT)
                .flatMap(topic -> Optional.ofNullable(current.get(topic)).stream())
                .mapToLong(Chosen::sequence)
                .max()
                .orElse(0);
    }

    static boolean unsafeAtHome(Map<Topic, Chosen> current) {
        return holds(current, Topic.MUST_NOT_KNOW, "AT_HOME");
    }

    private static boolean withdrawn(Map<Topic, Chosen> current) {
        return holds(current, Topic.WORK, "STOP");
    }

    private static boolean holds(Map<Topic, Chosen> current, Topic topic, String answer) {
        return Optional.ofNullable(current.get(topic))
                .filter(entry -> entry.answer().equals(answer))
                .isPresent();
    }

    private static Optional<Chosen> now(List<Chosen> history, Topic topic) {
        return history.reversed().stream()
                .filter(entry -> entry.topic() == topic)
                .findFirst();
    }

    private void insert(Subject subject, Chosen entry) {
        if (entry.sequence() > 2_000) {
            throw Refusal.withStatus(429, "too-many", "That is very much. Write to us instead.");
        }
        database.sql("""
                        INSERT INTO dialogue.choice (subject, sequence, day, topic, answer)
                        VALUES (:subject, :sequence, :day, :topic, :answer)
                        """)
                .param("subject", subject.id())
                .param("sequence", entry.sequence())
                .param("day", entry.day())
                .param("topic", entry.topic().name())
                .param("answer", entry.answer())
                .update();
    }
}
