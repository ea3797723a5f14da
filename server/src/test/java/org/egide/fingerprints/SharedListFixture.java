package org.egide.fingerprints;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.egide.fingerprint.Pdq;
import org.egide.staff.Person;

/** Lists that answer providers, and invented hashes to put on them. */
public final class SharedListFixture {
    private SharedListFixture() {}

    /** A list that two people opened and confirmed. */
    public static ListId shared(FingerprintLists lists, Person one, Person two, int threshold, String... territories) {
        var list = waiting(lists, one, threshold, Optional.empty(), territories);
        lists.confirmList(two, list);
        return list;
    }

    /** A list that waits for its second person. */
    public static ListId waiting(
            FingerprintLists lists, Person one, int threshold, Optional<Instant> expires, String... territories) {
        var reach = new NewList.Reach(
                "Invented owner",
                Territory.parse(String.join(" ", territories)),
                EnumSet.allOf(HashKind.class),
                expires,
                true);
        return lists.create(one, new NewList("Shared " + UUID.randomUUID(), "Article 1", "A1", threshold, true, reach));
    }

    /** An entry that two people confirmed. */
    public static EntryId confirmed(FingerprintLists lists, Person one, Person two, ListId list, Hashes hashes) {
        var entry = lists.add(one, list, hashes, "invented", Optional.empty());
        lists.confirm(two, entry);
        return entry;
    }

    /** A PDQ of noise. */
    public static Pdq noise(long seed) {
        var random = new Random(seed);
        return new Pdq(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /** The same with one bit turned over. */
    public static Pdq flip(Pdq pdq, int bit) {
        var mask = 1L << (bit % 64);
        return switch (bit / 64) {
            case 0 -> new Pdq(pdq.a() ^ mask, pdq.b(), pdq.c(), pdq.d());
            case 1 -> new Pdq(pdq.a(), pdq.b() ^ mask, pdq.c(), pdq.d());
            case 2 -> new Pdq(pdq.a(), pdq.b(), pdq.c() ^ mask, pdq.d());
            default -> new Pdq(pdq.a(), pdq.b(), pdq.c(), pdq.d() ^ mask);
        };
    }

    /** The same with that many bits turned over, spread by the seed. */
    public static Pdq away(Pdq pdq, int bits, long seed) {
        var far = pdq;
        for (var bit : new Random(seed).ints(0, 256).distinct().limit(bits).toArray()) {
            far = flip(far, bit);
        }
        return far;
    }

    /** As a question or an entry of unknown form. */
    public static Hashes hashes(Pdq pdq) {
        return Hashes.parse("pdq:" + pdq.hex());
    }

    /** Seeds that no other test uses. */
    public static long seed() {
        return UUID.randomUUID().getMostSignificantBits();
    }

    static Set<HashKind> only(HashKind kind) {
        return EnumSet.of(kind);
    }
}
