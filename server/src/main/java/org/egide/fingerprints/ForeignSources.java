package org.egide.fingerprints;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Services of others that fill a list of ours. Two different people, one of them a supervisor, stand behind a source, and by that
 * behind what it says, for as long as it lasts: on a list of the verified kind its entries count as verified, on any other they
 * stay suspicions. A source that was ended stands behind nothing (docs/adr/0009).
 */
@Component
public final class ForeignSources {
    private final JdbcClient database;
    private final Transaction transaction;
    private final FingerprintLists lists;
    private final Audit audit;
    private final Clock clock;

    ForeignSources(JdbcClient database, Transaction transaction, FingerprintLists lists, Audit audit, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.lists = lists;
        this.audit = audit;
        this.clock = clock;
    }

    /** A source and the list made for it. */
    public record Opened(SourceId source, ListId list) {}

    /** Opens a source with a list of its own; it brings in nothing before another person confirmed it. Refuses {@code list-exists}. */
    public Opened open(Person person, NewList list) {
        setsUp(person);
        return transaction.in(() -> {
            var opened = new Opened(SourceId.random(), lists.open(person, list));
            database.sql("""
                            INSERT INTO fingerprints.source (id, list, name, opened_by, opened_at, supervised)
                            VALUES (:id, :list, :name, :person, :at, :supervised)
                            """)
                    .param("id", opened.source().value())
                    .param("list", opened.list().value())
                    .param("name", list.name())
                    .param("person", person.id().value())
                    .param("at", now())
                    .param("supervised", person.is(Role.SUPERVISOR))
                    .update();
            record(person, "fingerprints.source-opened", opened.source(), Map.of("list", "" + opened.list()));
            return opened;
        });
    }

    /**
     * A second person stands behind the source. Refuses {@code same-person}, {@code source-confirmed}, {@code source-ended} and, where
     * neither of the two is a supervisor, {@code supervisor-needed}.
     */
    public void confirm(Person person, SourceId source) {
        setsUp(person);
        transaction.run(() -> {
            var standing = locked(source);
            if (standing.ended()) {
                throw ended();
            }
            if (standing.openedBy().equals(person.id())) {
                throw Refusal.withStatus(409, "same-person", "You set this source up; another person is needed.");
            }
            if (standing.confirmedBy().isPresent()) {
                throw Refusal.withStatus(409, "source-confirmed", "This source was confirmed before.");
            }
            if (!standing.supervised() && !person.is(Role.SUPERVISOR)) {
                throw Refusal.withStatus(409, "supervisor-needed", "One of the two must be a supervisor.");
            }
            database.sql("""
                            UPDATE fingerprints.source SET confirmed_by = :person, confirmed_at = :at WHERE id = :id
                            """)
                    .param("id", source.value())
                    .param("person", person.id().value())
                    .param("at", now())
                    .update();
            record(person, "fingerprints.source-confirmed", source, Map.of());
        });
    }

    /** From now on the source stands behind nothing: its entries become suspicions. Needs a reason. Refuses {@code source-ended}. */
    public void end(Person person, SourceId source, String reason) {
        setsUp(person);
        if (reason.isBlank() || reason.length() > 500) {
            throw Refusal.because("no-reason", "Ending a source needs a reason of at most 500 characters.");
        }
        transaction.run(() -> {
            if (locked(source).ended()) {
                throw ended();
            }
            database.sql("UPDATE fingerprints.source SET ended_by = :person, ended_at = :at WHERE id = :id")
                    .param("id", source.value())
                    .param("person", person.id().value())
                    .param("at", now())
                    .update();
            record(person, "fingerprints.source-ended", source, Map.of("reason", reason.strip()));
        });
    }

    private static Refusal ended() {
        return Refusal.withStatus(409, "source-ended", "This source was ended.");
    }

    private static void setsUp(Person person) {
        if (!person.is(Role.ADMINISTRATOR) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }

    private record Standing(PersonId openedBy, boolean supervised, Optional<UUID> confirmedBy, boolean ended) {}

    private Standing locked(SourceId source) {
        return database.sql("""
                        SELECT opened_by, supervised, confirmed_by, ended_at IS NOT NULL AS ended FROM fingerprints.source
                        WHERE id = :id FOR UPDATE
                        """)
                .param("id", source.value())
                .query((row, number) -> new Standing(
                        new PersonId(row.getObject("opened_by", UUID.class)),
                        row.getBoolean("supervised"),
                        Optional.ofNullable(row.getObject("confirmed_by", UUID.class)),
                        row.getBoolean("ended")))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    private void record(Person person, String action, SourceId source, Map<String, String> details) {
        audit.record(AuditEntry.of(person.actor(), action, "source:" + source, details));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
