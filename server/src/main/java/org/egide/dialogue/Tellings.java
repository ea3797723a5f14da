package org.egide.dialogue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who was told what kind of thing and on which day (K5 and K7 of front-door-and-care): coded, audited, on the reporter's page. Refused
 * where the reporter does not allow it and no departure was recorded. What a report's own steps tell (a host, the police) is not
 * repeated here.
 */
@Component
public final class Tellings {
    private final JdbcClient database;
    private final Departures departures;
    private final Conversations conversations;
    private final Doorkeeper doorkeeper;
    private final Transaction transaction;
    private final Clock clock;

    Tellings(
            JdbcClient database,
            Departures departures,
            Conversations conversations,
            Doorkeeper doorkeeper,
            Transaction transaction,
            Clock clock) {
        this.database = database;
        this.departures = departures;
        this.conversations = conversations;
        this.doorkeeper = doorkeeper;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The kinds of things. Titles: {@code dialogue.what.<name>}. */
    public enum What {
        /** What was said in words. */
        WORDS,
        /** What was tapped: coded facts. */
        ANSWERS,
        /** Where something is: addresses and accounts. */
        PLACES,
        FINGERPRINTS,
        /** How to reach the reporter. */
        CONTACT
    }

    /** One telling. */
    public record Telling(LocalDate day, Receiver receiver, Set<What> what) {
        public Telling {
            what = Set.copyOf(what);
        }
    }

    /** Enters that the receiver was told. Refuses {@code against-choice}, and {@code unknown-choice} when nothing was told. */
    public void record(Person by, Subject subject, Receiver receiver, Set<What> what) {
        if (what.isEmpty()) {
            throw Refusal.because("unknown-choice", "Say what was told.");
        }
        doorkeeper.require(by, subject);
        var kinds = EnumSet.copyOf(what).stream().map(Enum::name).collect(Collectors.joining(","));
        transaction.run(() -> {
            conversations.lock(subject);
            departures.require(subject, receiver);
            database.sql("""
                            INSERT INTO dialogue.telling (id, subject, receiver, what, day, person)
                            VALUES (:id, :subject, :receiver, :what, :day, :person)
                            """)
                    .param("id", UUID.randomUUID())
                    .param("subject", subject.id())
                    .param("receiver", receiver.name())
                    .param("what", kinds)
                    .param("day", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .param("person", by.id().value())
                    .update();
            doorkeeper.record(by.actor(), subject, "dialogue.told", Map.of("receiver", receiver.name(), "what", kinds));
        });
    }

    /** What the reporter is shown today: all but what is withheld for a reason of safety. */
    public List<Telling> forReporter(Return back) {
        var withheld = departures.withheld(back.subject());
        return all(back.subject()).stream()
                .filter(telling -> !withheld.contains(telling.receiver()))
                .toList();
    }

    /** All tellings of a subject, oldest first. */
    public List<Telling> forStaff(Person viewer, Subject subject) {
        doorkeeper.require(viewer, subject);
        return all(subject);
    }

    private List<Telling> all(Subject subject) {
        return database.sql(
                        "SELECT day, receiver, what FROM dialogue.telling WHERE subject = :subject ORDER BY day, id")
                .param("subject", subject.id())
                .query((row, number) -> new Telling(
                        row.getObject("day", LocalDate.class),
                        Receiver.valueOf(row.getString("receiver")),
                        Arrays.stream(row.getString("what").split(",", -1))
                                .map(What::valueOf)
                                .collect(Collectors.toSet())))
                .list();
    }
}
