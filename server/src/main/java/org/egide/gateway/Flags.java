package org.egide.gateway;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the flags that providers set and that the schema does not know yet, so that somebody learns about them. */
@Component
final class Flags {
    private static final int LONGEST = 100;
    private static final int MOST_AT_ONCE = 20;
    private static final int MOST = 200;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Clock clock;

    Flags(JdbcClient database, Transaction transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One flag nobody here knows, by whom and how often it was set. */
    record Unknown(ProviderId provider, String name, long times) {}

    void count(Provider provider, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        var counted = names.stream()
                .filter(name -> name.length() <= LONGEST)
                .distinct()
                .sorted()
                .limit(MOST_AT_ONCE)
                .toList();
        transaction.run(() -> counted.forEach(name -> count(provider, name)));
    }

    private void count(Provider provider, String name) {
        database.sql("""
                        INSERT INTO gateway.unknown_flag (provider, name, times, last)
                        SELECT :provider, :name, 1, :now
                        WHERE (SELECT count(*) FROM gateway.unknown_flag WHERE provider = :provider AND name <> :name) < :most
                        ON CONFLICT (provider, name) DO UPDATE SET times = unknown_flag.times + 1, last = excluded.last
                        """)
                .param("provider", provider.id().value())
                .param("name", name)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .update();
    }

    List<Unknown> of(ProviderId provider) {
        return database.sql(
                        "SELECT name, times FROM gateway.unknown_flag WHERE provider = :provider ORDER BY times DESC, name")
                .param("provider", provider.value())
                .query((row, line) -> new Unknown(provider, row.getString("name"), row.getLong("times")))
                .list();
    }
}
