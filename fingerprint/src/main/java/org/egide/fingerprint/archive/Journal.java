package org.egide.fingerprint.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Pdq;

/**
 * What a scan has done so far, append-only: its settings, each start, and the outcome of each entry of the inventory in
 * the inventory's order, numbered. Every record has a checksum; groups of them are forced to the disk together. After a
 * kill the whole records up to the first torn one count, and nothing behind it.
 */
final class Journal implements Closeable {

    private static final int RECORDS_A_GROUP = 2_000;
    private static final HexFormat HEX = HexFormat.of();

    private final RecordFile.Writer records;
    private long number;
    private int unforced;

    /** Goes on behind what was replayed. */
    Journal(Path file, Replay replay) throws IOException {
        this.records = new RecordFile.Writer(file, replay.end());
        this.number = replay.outcomes();
    }

    /**
     * What a journal holds.
     *
     * @param settings of the scan as it was begun; empty if nothing was begun
     * @param starts when it was started and started again
     * @param outcomes how many entries are done
     * @param end of the last whole record
     * @param torn whether a record that is not whole followed
     */
    record Replay(Optional<String> settings, List<Instant> starts, long outcomes, long end, boolean torn) {}

    /** Hears the outcomes in order. */
    interface Listener {
        void outcome(Outcome outcome) throws IOException, ScanStopped;
    }

    /** Reads a journal from its beginning. */
    static Replay replay(Path file, Listener listener) throws IOException, ScanStopped {
        try (RecordFile.Reader in = new RecordFile.Reader(file, 0)) {
            Optional<String> settings = Optional.empty();
            List<Instant> starts = new ArrayList<>();
            long outcomes = 0;
            for (Optional<byte[]> at = in.next(); at.isPresent(); at = in.next()) {
                DataInputStream record = new DataInputStream(new ByteArrayInputStream(at.get()));
                switch (record.readUnsignedByte()) {
                    case 'S' -> settings = Optional.of(record.readUTF());
                    case 'T' -> starts.add(Instant.parse(record.readUTF()));
                    case 'O' -> {
                        requireNumber(record.readLong(), outcomes);
                        outcomes++;
                        listener.outcome(read(record));
                    }
                    default -> throw damaged();
                }
            }
            return new Replay(settings, starts, outcomes, in.position(), in.torn());
        }
    }

    private static void requireNumber(long number, long expected) throws ScanStopped {
        if (number != expected) {
            throw damaged();
        }
    }

    private static ScanStopped damaged() {
        return new ScanStopped(
                ScanStopped.Reason.DAMAGED, "the journal of this scan is damaged; begin a new scan with another --out");
    }

    void begin(String settings) throws IOException {
        append(out -> {
            out.writeByte('S');
            out.writeUTF(settings);
        });
    }

    void start(Instant at) throws IOException {
        append(out -> {
            out.writeByte('T');
            out.writeUTF(at.toString());
        });
        force();
    }

    void outcome(Outcome outcome) throws IOException {
        append(out -> {
            out.writeByte('O');
            out.writeLong(number);
            write(out, outcome);
        });
        number++;
        unforced++;
        if (unforced >= RECORDS_A_GROUP) {
            force();
        }
    }

    void force() throws IOException {
        records.force();
        unforced = 0;
    }

    private interface Payload {
        void write(DataOutputStream out) throws IOException;
    }

    private void append(Payload payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        payload.write(new DataOutputStream(bytes));
        records.append(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Skipped skipped -> out.writeByte(skipped.reason().ordinal());
            case Outcome.Hashed hashed -> {
                out.writeByte(-1);
                write(out, hashed);
            }
        }
    }

    private static Outcome read(DataInputStream in) throws IOException {
        byte reason = in.readByte();
        return reason < 0 ? readHashed(in) : new Outcome.Skipped(Skip.at(reason));
    }

    private static void write(DataOutputStream out, Outcome.Hashed hashed) throws IOException {
        out.writeLong(hashed.size());
        out.writeBoolean(hashed.changed());
        out.write(HEX.parseHex(hashed.exact().sha256()));
        out.write(HEX.parseHex(hashed.exact().sha1()));
        out.write(HEX.parseHex(hashed.exact().md5()));
        out.writeBoolean(hashed.picture().isPresent());
        if (hashed.picture().isPresent()) {
            Outcome.Picture picture = hashed.picture().get();
            write(out, picture.full());
            out.writeByte(picture.quality());
            write(out, picture.capped());
            out.writeByte(picture.cappedQuality());
        }
        out.writeUTF(hashed.reason());
        out.writeInt(hashed.left());
        out.writeInt(hashed.hits().size());
        for (Outcome.Hit hit : hashed.hits()) {
            write(out, hit);
        }
    }

    private static Outcome readHashed(DataInputStream in) throws IOException {
        long size = in.readLong();
        boolean changed = in.readBoolean();
        ExactHashes exact = new ExactHashes(hex(in, 32), hex(in, 20), hex(in, 16));
        Optional<Outcome.Picture> picture = in.readBoolean()
                ? Optional.of(
                        new Outcome.Picture(readPdq(in), in.readUnsignedByte(), readPdq(in), in.readUnsignedByte()))
                : Optional.empty();
        String reason = in.readUTF();
        int left = in.readInt();
        int count = in.readInt();
        List<Outcome.Hit> hits = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hits.add(readHit(in));
        }
        return new Outcome.Hashed(size, changed, exact, picture, reason, hits, left);
    }

    private static void write(DataOutputStream out, Outcome.Hit hit) throws IOException {
        out.writeShort(hit.list());
        out.writeByte(hit.kind().ordinal());
        out.writeBoolean(hit.query().isPresent());
        if (hit.query().isPresent()) {
            write(out, hit.query().get());
        }
        out.writeShort(hit.distance());
        out.writeUTF(hit.entry());
    }

    private static Outcome.Hit readHit(DataInputStream in) throws IOException {
        int list = in.readUnsignedShort();
        Outcome.HitKind kind = Outcome.HitKind.values()[in.readUnsignedByte()];
        Optional<Pdq> query = in.readBoolean() ? Optional.of(readPdq(in)) : Optional.empty();
        return new Outcome.Hit(list, kind, query, in.readUnsignedShort(), in.readUTF());
    }

    private static void write(DataOutputStream out, Pdq pdq) throws IOException {
        out.writeLong(pdq.a());
        out.writeLong(pdq.b());
        out.writeLong(pdq.c());
        out.writeLong(pdq.d());
    }

    private static Pdq readPdq(DataInputStream in) throws IOException {
        return new Pdq(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private static String hex(DataInputStream in, int bytes) throws IOException {
        return HEX.formatHex(in.readNBytes(bytes));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
