package org.egide.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Walks every chain from its origin to its head and names the first break of each. */
@Component
public final class AuditVerifier {
    private static final int STEP = 5_000;

    private final JdbcClient database;

    AuditVerifier(JdbcClient database) {
        this.database = database;
    }

    /** What was found on one stream: how many rows held, and where the chain breaks, if it does. */
    public record Finding(String stream, long rows, boolean intact, String sentence) {}

    /** Checks all streams. */
    public List<Finding> verify() {
        var findings = new ArrayList<Finding>();
        database.sql("""
                        SELECT stream, sequence, hash FROM audit.head
                        UNION ALL
                        SELECT DISTINCT stream, -1::bigint, ''::bytea FROM audit.record
                        WHERE stream NOT IN (SELECT stream FROM audit.head)
                        ORDER BY 1
                        """)
                .query((row, number) -> new Head(row.getString(1), row.getLong(2), row.getBytes(3)))
                .list()
                .forEach(head -> findings.add(walk(head)));
        return findings;
    }

    private Finding walk(Head head) {
        var previous = Link.origin(head.stream());
        var expected = 1L;
        while (true) {
            var links = next(head.stream(), expected - 1);
            for (var link : links) {
                if (link.sequence() != expected) {
                    return broken(head, expected, "row " + expected + " is missing");
                }
                if (!link.follows(previous)) {
                    return broken(head, expected, "row " + expected + " was changed or does not follow the one before");
                }
                previous = link.hash();
                expected++;
            }
            if (links.size() < STEP) {
                break;
            }
        }
        if (head.sequence() != expected - 1 || !MessageDigest.isEqual(head.hash(), previous)) {
            return broken(head, expected, "the last rows are missing: the head names row " + head.sequence());
        }
        return new Finding(head.stream(), expected - 1, true, "intact");
    }

    private static Finding broken(Head head, long expected, String sentence) {
        return new Finding(head.stream(), expected - 1, false, sentence);
    }

    private List<Link> next(String stream, long after) {
        return database.sql("""
                        SELECT * FROM audit.record WHERE stream = :stream AND sequence > :after
                        ORDER BY sequence LIMIT :limit
                        """)
                .param("stream", stream)
                .param("after", after)
                .param("limit", STEP)
                .query((row, number) -> new Link(
                        row.getString("stream"),
                        row.getLong("sequence"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("details"),
                        row.getBytes("hash")))
                .list();
    }

    private record Head(String stream, long sequence, byte[] hash) {}
}
