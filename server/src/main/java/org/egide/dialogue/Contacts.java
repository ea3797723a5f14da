package org.egide.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.egide.keys.Purpose;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How and when it is safe to reach a reporter: never needed, sealed, and refused until they were asked whether there is somebody who must
 * not know (section 3 of front-door-and-care). Nothing is sent there by itself (S10).
 */
@Component
public final class Contacts {
    private static final String TABLE = "dialogue.reach";
    private static final int LONGEST = 300;

    private final JdbcClient database;
    private final TwoSeals seals;
    private final Choices choices;
    private final Conversations conversations;
    private final Doorkeeper doorkeeper;
    private final Transaction transaction;

    Contacts(
            JdbcClient database,
            TwoSeals seals,
            Choices choices,
            Conversations conversations,
            Doorkeeper doorkeeper,
            Transaction transaction) {
        this.database = database;
        this.seals = seals;
        this.choices = choices;
        this.conversations = conversations;
        this.doorkeeper = doorkeeper;
        this.transaction = transaction;
    }

    /** The way (a number, an address, an account) and when it is safe, each at most 300 characters; the second may be empty. */
    public record Way(String how, String when) {
        public Way {
            how = line(how);
            when = line(when);
            if (how.isEmpty()) {
                throw Refusal.because("nothing-said", "There is nothing in this field.");
            }
        }

        private static String line(String text) {
            if (text.length() > LONGEST) {
                throw Refusal.because("too-long", "This has at most " + LONGEST + " characters.");
            }
            return text.strip().replace('\n', ' ');
        }

        @Override
        public String toString() {
            return "Way[hidden]";
        }
    }

    /** Keeps the way in place of an older one. Refuses {@code ask-first} before {@link Topic#MUST_NOT_KNOW} was answered. */
    public void leave(Subject subject, Way way) {
        transaction.run(() -> {
            conversations.lock(subject);
            if (!choices.current(subject).containsKey(Topic.MUST_NOT_KNOW)) {
                throw Refusal.withStatus(
                        409, "ask-first", "First comes the question whether there is somebody who must not know.");
            }
            remove(subject);
            var id = UUID.randomUUID();
            var bytes = (way.how() + '\n' + way.when()).getBytes(StandardCharsets.UTF_8);
            var box = seals.seal(subject, Purpose.IDENTITY, TABLE, id.toString(), bytes);
            database.sql("""
                            INSERT INTO dialogue.reach (subject, id, for_staff, for_reporter)
                            VALUES (:subject, :id, :staff, :reporter)
                            """)
                    .param("subject", subject.id())
                    .param("id", id)
                    .param("staff", box.forStaff())
                    .param("reporter", box.forReporter().orElse(null))
                    .update();
            choices.choose(subject, Topic.REACH, "LEFT");
        });
    }

    /** Takes it back: staff's copy never opens again, not from a backup either. */
    public void takeBack(Subject subject) {
        transaction.run(() -> {
            conversations.lock(subject);
            if (remove(subject)) {
                choices.choose(subject, Topic.REACH, "TAKEN_BACK");
            }
        });
    }

    /** What the reporter left, as the code opens it. */
    public Optional<Way> forReporter(Return back) {
        return database.sql("""
                        SELECT id, for_reporter FROM dialogue.reach WHERE subject = :subject AND for_reporter IS NOT NULL
                        """)
                .param("subject", back.subject().id())
                .query((row, number) -> way(seals.forReporter(
                        back, TABLE, row.getObject("id", UUID.class).toString(), row.getBytes("for_reporter"))))
                .optional();
    }

    /** What the reporter left, for somebody of staff; audited with the reason. */
    public Optional<Way> forStaff(Person viewer, Subject subject, String reason) {
        return transaction.in(() -> {
            doorkeeper.read(viewer, subject, "dialogue.contact-read", reason);
            return database.sql("SELECT id, for_staff FROM dialogue.reach WHERE subject = :subject")
                    .param("subject", subject.id())
                    .query((row, number) -> way(seals.forStaff(
                            TABLE, row.getObject("id", UUID.class).toString(), row.getBytes("for_staff"))))
                    .optional();
        });
    }

    private boolean remove(Subject subject) {
        return database.sql("DELETE FROM dialogue.reach WHERE subject = :subject RETURNING for_staff")
                .param("subject", subject.id())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(box -> {
                    seals.erase(box);
                    return true;
                })
                .orElse(false);
    }

    private static Way way(byte[] opened) {
        var lines = new String(opened, StandardCharsets.UTF_8).split("\n", 2);
        return new Way(lines[0], lines[1]);
    }
}
