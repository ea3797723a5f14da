package org.egide.removal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Language;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The hosts whose contact a person has entered. */
@Component
final class HostRegister {
    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    HostRegister(JdbcClient database, Transaction transaction, Audit audit, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** The entry of that host or of the nearest name above it. */
    Optional<Host> find(String host) {
        return database.sql("""
                        SELECT * FROM removal.host
                        WHERE pattern = :host OR :host LIKE '%.' || replace(replace(pattern, '\\', '\\\\'), '_', '\\_')
                        ORDER BY length(pattern) DESC LIMIT 1
                        """)
                .param("host", host)
                .query((row, number) -> host(row))
                .optional();
    }

    List<Host> all() {
        return database.sql("SELECT * FROM removal.host ORDER BY pattern")
                .query((row, number) -> host(row))
                .list();
    }

    /** Adds or changes the entry of a pattern. */
    void keep(Host host, Person by) {
        transaction.run(() -> {
            database.sql("""
                            INSERT INTO removal.host (pattern, name, email, country, language, source, changed_by, changed_at)
                            VALUES (:pattern, :name, :email, :country, :language, :source, :by, :at)
                            ON CONFLICT (pattern) DO UPDATE SET name = :name, email = :email, country = :country,
                                language = :language, source = :source, changed_by = :by, changed_at = :at
                            """)
                    .param("pattern", host.pattern())
                    .param("name", host.name())
                    .param("email", host.email())
                    .param("country", host.country())
                    .param("language", host.language().code())
                    .param("source", host.source())
                    .param("by", by.id().value())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(AuditEntry.of(
                    by.actor(), "removal.host", "host:" + host.pattern(), Map.of("source", host.source())));
        });
    }

    private static Host host(ResultSet row) throws SQLException {
        return new Host(
                row.getString("pattern"),
                row.getString("name"),
                row.getString("email"),
                row.getString("country"),
                Language.of(row.getString("language")).orElse(Language.EN),
                row.getString("source"));
    }
}
