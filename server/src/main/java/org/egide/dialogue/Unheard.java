package org.egide.dialogue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.egide.report.Subject;
import org.egide.report.Walls;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who wrote back and was not read yet (R54.2): without this a child's answer would lie in its report until somebody happened to open it. A
 * contact of a helpline waits in that line's own queue instead.
 */
@Component
final class Unheard {
    /** As many as a page shows. */
    static final int MOST = 50;

    private final JdbcClient database;
    private final Doorkeeper doorkeeper;
    private final Clock clock;

    Unheard(JdbcClient database, Doorkeeper doorkeeper, Clock clock) {
        this.database = database;
        this.doorkeeper = doorkeeper;
        this.clock = clock;
    }

    /** One that waits, since that day. */
    record Waiting(Subject subject, LocalDate since) {}

    /** Joins the transaction in which the message is kept. */
    void wrote(Subject subject) {
        doorkeeper
                .deskOf(subject)
                .filter(desk -> subject.kind() == Subject.Kind.REPORT)
                .ifPresent(desk -> database.sql("""
                                INSERT INTO dialogue.unheard (subject, desk, first_day) VALUES (:subject, :desk, :day)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("subject", subject.id())
                        .param("desk", desk.value())
                        .param("day", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .update());
    }

    /** Joins the transaction in which it is read. */
    void heard(Subject subject) {
        database.sql("DELETE FROM dialogue.unheard WHERE subject = :subject")
                .param("subject", subject.id())
                .update();
    }

    /** Those this person may read, the longest waiting first, at most {@link #MOST}. */
    List<Waiting> of(Person viewer) {
        return database
                .sql("""
                        SELECT subject, first_day FROM dialogue.unheard
                        WHERE desk = :desk AND NOT report.walled(subject, :viewer) ORDER BY first_day, subject LIMIT :most
                        """)
                .param("desk", viewer.desk().id().value())
                .param("viewer", Walls.viewer(viewer))
                .param("most", MOST)
                .query((row, number) -> new Waiting(
                        new Subject(Subject.Kind.REPORT, row.getObject("subject", UUID.class)),
                        row.getObject("first_day", LocalDate.class)))
                .list()
                .stream()
                .filter(waiting -> doorkeeper.allows(viewer, waiting.subject()))
                .toList();
    }
}
