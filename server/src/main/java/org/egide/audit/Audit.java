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
import java.util.function.Function;
import java.util.regex.Pattern;
import org.egide.platform.Write;
import org.egide.platform.Writes;
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
    private static final Pattern OF_REPORTS = Pattern.compile("(report|item|submission|quarantine|contact|alarm):");

    private final JdbcClient database;
    private final Writes writes;
    private final Clock clock;
    private final Map<String, Head> heads = new ConcurrentHashMap<>();

    Audit(JdbcClient database, Writes writes, Clock clock) {
        this.database = database;
        this.writes = writes;
        this.clock = clock;
    }

    /** Records the entry; outside a transaction this is a mistake of the programmer and fails. */
    public void record(AuditEntry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an audit entry belongs in a transaction: " + entry.action());
        }
        pending().add(timed(entry));
    }

    /**
     * Entries of one stream to be appended by one write of a message ({@link org.egide.platform.Writes#commit}) instead of a
     * transaction. Empty when the end of that chain is not remembered: then {@link #record} finds it.
     */
    public Optional<Appending> appending(List<AuditEntry> entries) {
        var stream = stream(entries.getFirst());
        return Optional.ofNullable(heads.get(stream)).map(head -> {
            var links = head.follow(stream, entries.stream().map(this::timed).toList());
            return new Appending(
                    head.append(stream, links, "RIGHT JOIN"),
                    () -> heads.put(stream, Head.after(links)),
                    () -> heads.remove(stream));
        });
    }

    /**
     * What somebody without a name did, and what the house did with it by itself within moments, carries the day alone: a second would say
     * when a child was at the keyboard (S2 of front-door-and-care). What people of staff and providers did carries its moment.
     */
    private Timed timed(AuditEntry entry) {
        var unit = switch (entry.actor().kind()) {
            case REPORTER -> ChronoUnit.DAYS;
            case SYSTEM -> OF_REPORTS.matcher(entry.subject()).lookingAt() ? ChronoUnit.DAYS : ChronoUnit.MICROS;
            case PERSON, PROVIDER -> ChronoUnit.MICROS;
        };
        return new Timed(entry, clock.instant().truncatedTo(unit));
    }

    private static String stream(AuditEntry entry) {
        return entry.action().substring(0, entry.action().indexOf('.'));
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
        var links = head.follow(stream, entries);
        if (writes.run(head.append(stream, links, "JOIN")) == 0) {
            return false;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                heads.put(stream, Head.after(links));
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

    /** The end of a chain. */
    private record Head(long sequence, byte[] hash) {
        static Head after(List<Link> links) {
            return new Head(links.getLast().sequence(), links.getLast().hash());
        }

        List<Link> follow(String stream, List<Timed> entries) {
            var links = new ArrayList<Link>(entries.size());
            var previous = hash;
            var next = sequence;
            for (var timed : entries) {
                var link = Link.after(previous, stream, ++next, timed.at(), timed.entry());
                links.add(link);
                previous = link.hash();
            }
            return links;
        }

        /**
         * Moves the head and writes the rows, if the head is still this one. If not, {@code JOIN} writes nothing and
         * {@code RIGHT JOIN} fails, because a row must name its stream.
         */
        Write append(String stream, List<Link> links, String join) {
            var after = after(links);
            return Write.of(
                    """
                    WITH moved AS (
                        UPDATE audit.head SET sequence = ?, hash = ?
                        WHERE stream = ? AND sequence = ? AND hash = ?
                        RETURNING stream)
                    INSERT INTO audit.record (stream, sequence, at, actor, action, subject, details, hash)
                    SELECT moved.stream, rows.* FROM moved %s unnest(?::bigint[], ?::timestamptz[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::bytea[]) AS rows ON true
                    """.formatted(join),
                    after.sequence,
                    after.hash,
                    stream,
                    sequence,
                    hash,
                    links.stream().map(Link::sequence).toArray(Long[]::new),
                    texts(links, link -> link.at().toString()),
                    texts(links, Link::actor),
                    texts(links, Link::action),
                    texts(links, Link::subject),
                    texts(links, Link::details),
                    links.stream().map(Link::hash).toArray(byte[][]::new));
        }

        private static String[] texts(List<Link> links, Function<Link, String> text) {
            return links.stream().map(text).toArray(String[]::new);
        }
    }

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
