package org.egide.staff;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One-time links by which a person of staff adds their first or next way to sign in. A link lives 72 hours and serves once. */
@Component
final class Invitations {
    /** How long a link serves. */
    static final Duration LIFE = Duration.ofDays(3);

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;

    Invitations(JdbcClient database, Transaction transaction, Audit audit, Settings settings, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new link; earlier unused links of the same person stop serving. */
    SecretToken invite(PersonId person, Actor by) {
        var token = SecretToken.random();
        transaction.run(() -> {
            var now = clock.instant();
            database.sql(
                            "UPDATE staff.invitation SET ends = :now WHERE person = :person AND used IS NULL AND ends > :now")
                    .param("now", Times.of(now))
                    .param("person", person.value())
                    .update();
            database.sql("INSERT INTO staff.invitation (hash, person, made, ends) VALUES (:hash, :person, :now, :ends)")
                    .param("hash", token.hash())
                    .param("person", person.value())
                    .param("now", Times.of(now))
                    .param("ends", Times.of(now.plus(LIFE)))
                    .update();
            audit.record(AuditEntry.of(
                    by, "staff.invited", "person:" + person, Map.of("hours", String.valueOf(LIFE.toHours()))));
        });
        return token;
    }

    /** The address to give to the person. */
    String address(SecretToken token) {
        return settings.publicUrl() + "/desk/join/" + token.value();
    }

    /** Whom the link invites, as long as it serves. */
    Optional<PersonId> find(SecretToken token) {
        return database.sql("SELECT person FROM staff.invitation WHERE hash = :hash AND used IS NULL AND ends > :now")
                .param("hash", token.hash())
                .param("now", Times.of(clock.instant()))
                .query((row, number) -> new PersonId(row.getObject("person", UUID.class)))
                .optional();
    }

    /** Uses the link up, in the running transaction; of two that come together one gets nothing. */
    Optional<PersonId> use(SecretToken token) {
        return database.sql("""
                        UPDATE staff.invitation SET used = :now
                        WHERE hash = :hash AND used IS NULL AND ends > :now
                        RETURNING person
                        """)
                .param("hash", token.hash())
                .param("now", Times.of(clock.instant()))
                .query((row, number) -> new PersonId(row.getObject("person", UUID.class)))
                .optional();
    }
}
