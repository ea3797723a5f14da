package org.egide.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.egide.fingerprint.Pdq;

/**
 * Writes a set of hashes of nothing and queries near some of them, the same at every run: {@code db.bin} and {@code queries.bin} in
 * records of 32 bytes, most significant first, and {@code expected.csv} with {@code query,row,distance,kind}.
 *
 * <p>Skewed, a fifth of the hashes lies in clusters of 2,000 around one, within 24 bits of it; a fifth shares one to four chunks of 16
 * bits with all others of its kind, as pictures with blank parts do; one in fifty is the same hash; the rest is noise. Queries are drawn
 * from all of them, a thousand more are noise.
 */
final class GeneratedHashes {
    private static final int NEAR = 4_000;
    private static final int NOISE = 1_000;
    private static final int CLUSTER = 2_000;

    private final SplittableRandom random = new SplittableRandom(20_261_122);
    private final Pdq common = noise();
    private Pdq centre = common;

    private GeneratedHashes() {}

    static void write(Path folder, int count, boolean skewed) throws IOException {
        Files.createDirectories(folder);
        new GeneratedHashes().all(folder, count, skewed);
    }

    private void all(Path folder, int count, boolean skewed) throws IOException {
        var database = folder.resolve("db.bin");
        try (var out = new BufferedOutputStream(Files.newOutputStream(database), 1 << 20)) {
            for (var row = 0; row < count; row++) {
                put(out, skewed ? skewed(row) : noise());
            }
        }
        List<String> expected = new ArrayList<>(List.of("query,row,distance,kind"));
        try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("queries.bin")));
                var rows = FileChannel.open(database)) {
            for (var query = 0; query < NEAR; query++) {
                var row = random.nextInt(count);
                var distance = query % 32;
                put(out, turned(read(rows, row), distance));
                expected.add(query + "," + row + "," + distance + ",near");
            }
            for (var query = 0; query < NOISE; query++) {
                put(out, noise());
            }
        }
        Files.write(folder.resolve("expected.csv"), expected);
    }

    private Pdq skewed(int row) {
        var hash = noise();
        if (row % 50 == 0) {
            return common;
        }
        return switch (row % 10) {
            case 1, 2 -> {
                // One in five of the rows, so a cluster has its rows after five times as many.
                if (row % (CLUSTER * 5) < 10) {
                    centre = hash;
                }
                yield turned(centre, random.nextInt(25));
            }
            case 3 -> new Pdq(hash.a() & 0xffff_0000_ffff_ffffL, hash.b(), hash.c(), hash.d());
            case 4 ->
                random.nextBoolean()
                        ? new Pdq(common.a(), hash.b(), hash.c(), hash.d())
                        : new Pdq(hash.a(), hash.b() | 0xffff_0000L, hash.c(), hash.d() & 0xffff_ffff_ffffL);
            default -> hash;
        };
    }

    private Pdq noise() {
        return new Pdq(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private Pdq turned(Pdq pdq, int distance) {
        var words = new long[] {pdq.a(), pdq.b(), pdq.c(), pdq.d()};
        var mask = new long[4];
        for (var turned = 0; turned < distance; ) {
            var bit = random.nextInt(Pdq.BITS);
            if ((mask[bit >>> 6] >>> bit & 1) == 0) {
                mask[bit >>> 6] |= 1L << bit;
                turned++;
            }
        }
        return new Pdq(words[0] ^ mask[0], words[1] ^ mask[1], words[2] ^ mask[2], words[3] ^ mask[3]);
    }

    private static void put(OutputStream out, Pdq pdq) throws IOException {
        out.write(ByteBuffer.allocate(32)
                .putLong(pdq.a())
                .putLong(pdq.b())
                .putLong(pdq.c())
                .putLong(pdq.d())
                .array());
    }

    static Pdq read(FileChannel rows, long row) throws IOException {
        var bytes = ByteBuffer.allocate(32);
        while (bytes.hasRemaining()) {
            if (rows.read(bytes, row * 32 + bytes.position()) < 0) {
                throw new IOException("there is no row " + row);
            }
        }
        return read(bytes.flip());
    }

    static Pdq read(ByteBuffer bytes) {
        return new Pdq(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
