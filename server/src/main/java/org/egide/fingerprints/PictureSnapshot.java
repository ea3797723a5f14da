package org.egide.fingerprints;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.Pdq;
import org.egide.keys.Opener;
import org.egide.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The hashes of pictures in a sealed file of the data folder, so that a start with millions of entries takes seconds: opening each
 * entry takes minutes. AES-256-GCM by segments under a key of the keyring; a file that was changed, cut or belongs to another state
 * of the database is set aside, and the entries are read instead.
 *
 * <pre>
 * id of the row in fingerprints.snapshot (16 bytes), then sealed:
 * last change that is in it (8), number of hashes of the full form (4), the hashes (32 each), the same for the capped form
 * </pre>
 */
@Component
final class PictureSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(PictureSnapshot.class);
    private static final String NAME = "pictures.sealed";
    private static final int SEGMENT = 1 << 20;
    private static final String DOMAIN = "fingerprints.snapshot";

    private final Path folder;
    private final JdbcClient database;
    private final Opener opener;
    private final Clock clock;

    PictureSnapshot(Settings settings, JdbcClient database, Opener opener, Clock clock) {
        this.folder = settings.data().resolve("fingerprints");
        this.database = database;
        this.opener = opener;
        this.clock = clock;
    }

    /** What a file held: the hashes, and the last change that is among them. */
    record Read(KnownHashes known, long changed) {}

    /** What the last snapshot held, if there is one that fits the database. */
    Optional<Read> read() {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var plain = Files.newInputStream(file)) {
            var head = plain.readNBytes(16);
            if (head.length < 16) {
                throw new EOFException();
            }
            if (!fits(new UUID(
                    ByteBuffer.wrap(head).getLong(0), ByteBuffer.wrap(head).getLong(8)))) {
                LOG.warn("the snapshot of fingerprints belongs to another state of the database and is not used");
                return Optional.empty();
            }
            try (var bytes =
                    new DataInputStream(new BufferedInputStream(cipher().newDecryptingStream(plain, head), SEGMENT))) {
                return Optional.of(read(bytes));
            }
        } catch (IOException | UncheckedIOException | GeneralSecurityException e) {
            LOG.warn(
                    "the snapshot of fingerprints cannot be read ({}); the entries are opened one by one",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Read read(DataInputStream bytes) throws IOException {
        var changed = bytes.readLong();
        var full = NearDuplicateIndex.of(new Rows(bytes, bytes.readInt()));
        var capped = NearDuplicateIndex.of(new Rows(bytes, bytes.readInt()));
        if (bytes.read() >= 0) {
            throw new IOException("more than was said");
        }
        return new Read(new KnownHashes(full, capped), changed);
    }

    private boolean fits(UUID id) {
        return database.sql("SELECT count(*) FROM fingerprints.snapshot WHERE id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Writes the hashes as they were at that change; what lies there stays until all of it is on the disk. */
    void write(Collection<Pdq> full, Collection<Pdq> capped, long changed) throws IOException {
        Files.createDirectories(folder);
        dropUnfinished();
        var id = UUID.randomUUID();
        var beside = folder.resolve(NAME + "." + id);
        try {
            seal(beside, id, full, capped, changed);
            try (var file = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            remember(id, changed);
            Files.move(beside, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** A writer that was killed left its part behind; one process of the node writes at a time. */
    private void dropUnfinished() throws IOException {
        try (var parts = Files.newDirectoryStream(folder, NAME + ".*")) {
            for (var part : parts) {
                Files.delete(part);
            }
        }
    }

    private void seal(Path file, UUID id, Collection<Pdq> full, Collection<Pdq> capped, long changed)
            throws IOException {
        var head = head(id);
        try (var plain = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            plain.write(head);
            try (var bytes = new DataOutputStream(
                    new BufferedOutputStream(cipher().newEncryptingStream(plain, head), SEGMENT))) {
                bytes.writeLong(changed);
                put(full, bytes);
                put(capped, bytes);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    private static void put(Collection<Pdq> hashes, DataOutputStream bytes) throws IOException {
        bytes.writeInt(hashes.size());
        for (var pdq : hashes) {
            bytes.writeLong(pdq.a());
            bytes.writeLong(pdq.b());
            bytes.writeLong(pdq.c());
            bytes.writeLong(pdq.d());
        }
    }

    private void remember(UUID id, long changed) {
        database.sql("INSERT INTO fingerprints.snapshot (id, changed, written_at) VALUES (:id, :changed, :at)")
                .param("id", id)
                .param("changed", changed)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static byte[] head(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private StreamingAead cipher() throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(opener.blindIndex(DOMAIN, new byte[0]), "HmacSha256", 32, SEGMENT, 0);
    }

    /** So many hashes of a stream. */
    private static final class Rows implements Iterator<Pdq> {
        private final DataInputStream bytes;
        private int left;

        private Rows(DataInputStream bytes, int left) {
            this.bytes = bytes;
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Pdq next() {
            if (left-- <= 0) {
                throw new NoSuchElementException();
            }
            try {
                return new Pdq(bytes.readLong(), bytes.readLong(), bytes.readLong(), bytes.readLong());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
