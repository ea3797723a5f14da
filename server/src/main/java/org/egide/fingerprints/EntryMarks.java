package org.egide.fingerprints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.egide.fingerprint.Pdq;
import org.egide.keys.Opener;
import org.egide.platform.Write;
import org.egide.platform.Writes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * By what entries are found: for each hash of an entry a keyed hash of it ({@link Opener#blindIndex}), so that the database finds
 * equal ones and cannot read them. Needs the keyring.
 */
@Component
final class EntryMarks {
    private static final String DOMAIN = "fingerprints.mark";
    private static final int TOGETHER = 4_000;

    private final JdbcClient database;
    private final Writes writes;
    private final Opener opener;

    EntryMarks(JdbcClient database, Writes writes, Opener opener) {
        this.database = database;
        this.writes = writes;
        this.opener = opener;
    }

    /** Which kind of hash; {@code EITHER} is a PDQ of a form that its source did not tell. */
    enum Sort {
        SHA256,
        SHA1,
        MD5,
        FULL,
        CAPPED,
        EITHER
    }

    /** 16 bytes of a keyed hash. */
    record Mark(long high, long low) {
        private static Mark of(byte[] keyed) {
            var bytes = ByteBuffer.wrap(keyed);
            return new Mark(bytes.getLong(), bytes.getLong());
        }

        private byte[] bytes() {
            return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        }
    }

    Mark of(Sort sort, Pdq pdq) {
        return of(
                sort,
                ByteBuffer.allocate(32)
                        .putLong(pdq.a())
                        .putLong(pdq.b())
                        .putLong(pdq.c())
                        .putLong(pdq.d())
                        .array());
    }

    private Mark of(Sort sort, byte[] hash) {
        var value = ByteBuffer.allocate(1 + hash.length)
                .put((byte) sort.ordinal())
                .put(hash)
                .array();
        return Mark.of(opener.blindIndex(DOMAIN, value));
    }

    /** Those of the bytes alone. */
    List<Mark> exact(Hashes hashes) {
        var marks = new ArrayList<Mark>();
        hashes.sha256().ifPresent(hex -> marks.add(of(Sort.SHA256, hex.getBytes(StandardCharsets.US_ASCII))));
        hashes.sha1().ifPresent(hex -> marks.add(of(Sort.SHA1, hex.getBytes(StandardCharsets.US_ASCII))));
        hashes.md5().ifPresent(hex -> marks.add(of(Sort.MD5, hex.getBytes(StandardCharsets.US_ASCII))));
        return marks;
    }

    /** All of an entry. */
    List<Mark> all(Hashes hashes) {
        var marks = exact(hashes);
        hashes.full().ifPresent(pdq -> marks.add(of(Sort.FULL, pdq)));
        hashes.capped().ifPresent(pdq -> marks.add(of(Sort.CAPPED, pdq)));
        hashes.pdq().ifPresent(pdq -> marks.add(of(Sort.EITHER, pdq)));
        return marks;
    }

    /** Those of every entry that has one of these hashes; a PDQ of an untold form equals one of either form. */
    List<Mark> equal(Hashes hashes) {
        var marks = all(hashes);
        var told = Stream.concat(hashes.full().stream(), hashes.capped().stream());
        told.forEach(pdq -> marks.add(of(Sort.EITHER, pdq)));
        hashes.pdq().ifPresent(pdq -> {
            marks.add(of(Sort.FULL, pdq));
            marks.add(of(Sort.CAPPED, pdq));
        });
        return marks;
    }

    /** Stores by what the entries are found, in the running transaction. */
    void store(Map<EntryId, Hashes> entries) {
        var marks = new ArrayList<byte[]>();
        var owners = new ArrayList<String>();
        entries.forEach((entry, hashes) -> all(hashes).forEach(mark -> {
            marks.add(mark.bytes());
            owners.add(entry.value().toString());
        }));
        writes.run(Write.of("""
                        INSERT INTO fingerprints.mark (mark, entry) SELECT * FROM unnest(?::bytea[], ?::uuid[])
                        ON CONFLICT DO NOTHING
                        """, marks.toArray(byte[][]::new), owners.toArray(String[]::new)));
    }

    /** What was withdrawn is found by nothing any more. */
    void drop(Collection<EntryId> entries) {
        database.sql("DELETE FROM fingerprints.mark WHERE entry = ANY(:entries)")
                .param("entries", entries.stream().map(EntryId::value).toArray(UUID[]::new))
                .update();
    }

    void drop(ListId list) {
        database.sql("""
                        DELETE FROM fingerprints.mark m USING fingerprints.entry e WHERE e.id = m.entry AND e.list = :list
                        """).param("list", list.value()).update();
    }

    /** The entries behind marks; whether they stand, the caller asks. */
    Map<Mark, List<EntryId>> entries(Collection<Mark> marks) {
        var found = new HashMap<Mark, List<EntryId>>();
        var all = List.copyOf(marks);
        for (var from = 0; from < all.size(); from += TOGETHER) {
            var some = all.subList(from, Math.min(all.size(), from + TOGETHER));
            database.sql("SELECT mark, entry FROM fingerprints.mark WHERE mark = ANY(:marks)")
                    .param("marks", some.stream().map(Mark::bytes).toArray(byte[][]::new))
                    .query(row -> {
                        found.computeIfAbsent(Mark.of(row.getBytes("mark")), none -> new ArrayList<>())
                                .add(new EntryId(row.getObject("entry", UUID.class)));
                    });
        }
        return found;
    }
}
