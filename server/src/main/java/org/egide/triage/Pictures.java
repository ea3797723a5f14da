package org.egide.triage;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprints.FingerprintBytes;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pictures seen before, in memory: the first of its kind stands for all within 31 bits of it, in any of eight orientations, with or without a uniform border. Each question
 * first reads what any process added since.
 */
@Component("triage.pictures")
final class Pictures {
    private static final int BATCH = 1_000;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Seals seals;
    private final Opener opener;
    private final NearDuplicateIndex index = new NearDuplicateIndex();
    private final Map<Pdq, ThingId> things = new ConcurrentHashMap<>();
    private long read;

    Pictures(JdbcClient database, Transaction transaction, Seals seals, Opener opener) {
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        this.opener = opener;
    }

    /** The picture that stands for this one, and the distance to it in bits. */
    record Near(ThingId thing, int distance) {}

    /** Finds the picture that stands for this one, or makes this one stand for those to come. Nothing when it cannot be trusted. */
    Optional<Near> place(Fingerprints fingerprints) {
        var picture = fingerprints.perceptual().filter(both -> both.full().trusted());
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        catchUp();
        return Optional.of(near(picture.get()).orElseGet(() -> new Near(stand(fingerprints, picture.get()), 0)));
    }

    private Optional<Near> near(Perceptual picture) {
        return picture.queryVariants().stream()
                .filter(variant -> variant.form() == Form.FULL)
                .flatMap(variant -> index.near(variant.pdq(), NearDuplicateIndex.GREATEST_THRESHOLD).stream())
                .min(Comparator.comparingInt(NearDuplicateIndex.Neighbour::distance))
                .flatMap(found ->
                        Optional.ofNullable(things.get(found.pdq())).map(thing -> new Near(thing, found.distance())));
    }

    // Committed by itself: a picture that stands for nothing is harmless, one that others hold in memory and that is
    // gone is not.
    private ThingId stand(Fingerprints fingerprints, Perceptual picture) {
        return transaction.apart(() -> {
            database.sql("SELECT pg_advisory_xact_lock(716080)").query().singleRow();
            catchUp();
            return near(picture).map(Near::thing).orElseGet(() -> insert(fingerprints));
        });
    }

    private ThingId insert(Fingerprints fingerprints) {
        var thing = ThingId.random();
        database.sql("INSERT INTO triage.thing (id, kind) VALUES (:id, 'PICTURE')")
                .param("id", thing.value())
                .update();
        database.sql("INSERT INTO triage.picture (thing, sealed) VALUES (:thing, :sealed)")
                .param("thing", thing.value())
                .param("sealed", seals.sealNew(Purpose.ITEM, place(thing), FingerprintBytes.of(fingerprints)))
                .update();
        return thing;
    }

    private synchronized void catchUp() {
        List<Stored> rows;
        do {
            rows = after(read);
            for (var row : rows) {
                FingerprintBytes.read(opener.open(place(row.thing()), row.sealed()))
                        .perceptual()
                        .ifPresent(both -> {
                            things.putIfAbsent(both.full().pdq(), row.thing());
                            index.add(both.full().pdq());
                        });
                read = row.seq();
            }
        } while (rows.size() == BATCH);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
    private record Stored(ThingId thing, long seq, byte[] sealed) {}

    private List<Stored> after(long seq) {
        return database.sql("SELECT thing, seq, sealed FROM triage.picture WHERE seq > :seq ORDER BY seq LIMIT :limit")
                .param("seq", seq)
                .param("limit", BATCH)
                .query((row, number) -> new Stored(
                        new ThingId(row.getObject("thing", UUID.class)), row.getLong("seq"), row.getBytes("sealed")))
                .list();
    }

    private static Place place(ThingId thing) {
        return new Place("triage.picture", thing.toString(), "sealed");
    }
}
