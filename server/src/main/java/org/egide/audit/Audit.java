package org.egide.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Records what happens, in the running transaction. Entries are chained and written just before the commit, so that the head of a
 * chain is locked only for that moment; when writing fails, everything the transaction did is undone, reads included (S6 of
 * front-door-and-care, R75.o3).
 */
@Component
public final class Audit {
    private final JdbcClient database;
    private final Clock clock;
    private final Map<String, Head> heads = new ConcurrentHashMap<>();

    Audit(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Records the entry; outside a transaction this is a mistake of the programmer and fails. */
    public void record(AuditEntry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an audit entry belongs in a transaction: " + entry.action());
        }
        pending().add(new Timed(entry, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private List<Timed> pending() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            return pending.entries;
        }
        var pending = new Pending();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(new Flush(pending));
        return pending.entries;
    }

    private void write(List<Timed> entries) {
        // Streams in one order everywhere, so that two transactions cannot wait for each other.
        var streams = new TreeMap<String, List<Timed>>();
        for (var entry : entries) {
            streams.computeIfAbsent(stream(entry.entry()), name -> new ArrayList<>())
                    .add(entry);
        }
        streams.forEach(this::append);
    }

    static String stream(AuditEntry entry) {
        return entry.action().substring(0, entry.action().indexOf('.'));
    }

    private void append(String stream, List<Timed> entries) {
        // Most often nobody else has written since: then one statement moves the head and writes the rows.
        var remembered = heads.get(stream);
        if (remembered != null && write(stream, remembered, entries)) {
            return;
        }
        if (!write(stream, lockHead(stream), entries)) {
            throw new IllegalStateException("the head of the audit record moved while it was locked");
        }
    }

    private boolean write(String stream, Head head, List<Timed> entries) {
        var links = new ArrayList<Link>(entries.size());
        var previous = head.hash();
        var sequence = head.sequence();
        for (var timed : entries) {
            sequence++;
            var link = Link.after(previous, stream, sequence, timed.at(), timed.entry());
            links.add(link);
            previous = link.hash();
        }
        var next = new Head(sequence, previous);
        if (insert(stream, head, next, links) == 0) {
            return false;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                heads.put(stream, next);
            }
        });
        return true;
    }

    private Head lockHead(String stream) {
        var head = head(stream);
        if (head.isPresent()) {
            return head.get();
        }
        database.sql(
                        "INSERT INTO audit.head (stream, sequence, hash) VALUES (:stream, 0, :hash) ON CONFLICT DO NOTHING")
                .param("stream", stream)
                .param("hash", Link.origin(stream))
                .update();
        return head(stream).orElseThrow();
    }

    private Optional<Head> head(String stream) {
        return database.sql("SELECT sequence, hash FROM audit.head WHERE stream = :stream FOR UPDATE")
                .param("stream", stream)
                .query((row, number) -> new Head(row.getLong(1), row.getBytes(2)))
                .optional();
    }

    private int insert(String stream, Head before, Head after, List<Link> links) {
        return database.sql("""
                        WITH moved AS (
                            UPDATE audit.head SET sequence = :next_sequence, hash = :next_hash
                            WHERE stream = :stream AND sequence = :sequence AND hash = :hash
                            RETURNING stream)
                        INSERT INTO audit.record (stream, sequence, at, actor, action, subject, details, hash)
                        SELECT moved.stream, rows.* FROM moved, unnest(
                            :sequences::bigint[], :at::timestamptz[], :actors::text[], :actions::text[],
                            :subjects::text[], :details::text[], :hashes::bytea[]) AS rows
                        """)
                .param("stream", stream)
                .param("sequence", before.sequence())
                .param("hash", before.hash())
                .param("next_sequence", after.sequence())
                .param("next_hash", after.hash())
                .param("sequences", links.stream().map(Link::sequence).toArray(Long[]::new))
                .param("at", links.stream().map(link -> link.at().toString()).toArray(String[]::new))
                .param("actors", links.stream().map(Link::actor).toArray(String[]::new))
                .param("actions", links.stream().map(Link::action).toArray(String[]::new))
                .param("subjects", links.stream().map(Link::subject).toArray(String[]::new))
                .param("details", links.stream().map(Link::details).toArray(String[]::new))
                .param("hashes", links.stream().map(Link::hash).toArray(byte[][]::new))
                .update();
    }

    private record Head(long sequence, byte[] hash) {}

    private record Timed(AuditEntry entry, Instant at) {}

    private static final class Pending {
        private final List<Timed> entries = new ArrayList<>();
    }

    private final class Flush implements TransactionSynchronization {
        private final Pending pending;

        private Flush(Pending pending) {
            this.pending = pending;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write(pending.entries);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Audit.this);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Audit.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Audit.this, pending);
        }
    }
}
