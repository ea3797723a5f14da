package org.egide.report;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Limits;
import org.egide.fingerprint.Refusal.Reason;
import org.egide.keys.Opener;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Json;
import org.egide.platform.Refusal;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that came with reports: read once as a stream, hashed, fingerprinted in memory and written only as ciphertext, each under a
 * key of its own that is sealed to {@link Purpose#EVIDENCE}. Nothing is ever written in clear, not even for a moment.
 */
@Component
public final class FileStore {
    /** Largest file, in bytes. */
    public static final long MAX_SIZE = 512L * 1024 * 1024;

    private static final JsonMapper JSON = Json.forgetful();

    private final Path folder;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Clock clock;
    private final Reports reports;
    private final Fingerprinter fingerprinter = new Fingerprinter();

    FileStore(
            Settings settings,
            Seals seals,
            Opener opener,
            Audit audit,
            Transaction transaction,
            JdbcClient database,
            Clock clock,
            Reports reports) {
        this.folder = settings.data().resolve("files");
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
        this.reports = reports;
        try {
            StreamingAeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps what the stream holds; durable when it returns. Refuses {@code file-too-large} and {@code empty-file}. */
    public KeptFile keep(InputStream stream, Actor actor) {
        var id = new FileId(java.util.UUID.randomUUID());
        try {
            var key = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.generateEntryFromParameters(
                                    PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB)
                            .withRandomId()
                            .makePrimary())
                    .build();
            var read = write(id, key, stream);
            var kept = new KeptFile(
                    id,
                    read.size(),
                    read.fingerprints(),
                    read.fingerprints()
                            .refusal()
                            .map(refusal -> refusal.reason()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-')));
            transaction.run(() -> store(kept, key, actor));
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Read write(FileId id, KeysetHandle key, InputStream stream) throws IOException, GeneralSecurityException {
        var target = path(id);
        Files.createDirectories(target.getParent());
        var draft = target.resolveSibling(target.getFileName() + ".draft");
        try (var counted = new Counted(stream)) {
            try (var file = new FileOutputStream(draft.toFile());
                    var sealed = aead(key).newEncryptingStream(file, associated(id))) {
                counted.copyTo(sealed);
            }
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            // The name too must survive a power loss.
            try (var directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
            return new Read(counted.size, counted.fingerprints(fingerprinter));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Drops a file that no report names: its keys are erased and its row goes first, in one transaction with the audit row, its
     * ciphertext after that commit, whatever transaction is running around. A file of a report stays.
     */
    public void discard(FileId id, Actor actor) {
        var gone = transaction.apart(() -> {
            var sealed = database.sql("""
                            DELETE FROM report.file WHERE id = :id AND report IS NULL RETURNING stored_key, description
                            """)
                    .param("id", id.value())
                    .query((row, number) -> List.of(row.getBytes("stored_key"), row.getBytes("description")))
                    .optional();
            sealed.ifPresent(parts -> {
                parts.forEach(part -> seals.erase(seals.keyOf(part)));
                audit.record(AuditEntry.of(actor, "report.file-dropped", "file:" + id));
            });
            return sealed.isPresent();
        });
        try {
            if (gone) {
                Files.deleteIfExists(path(id));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StreamingAead aead(KeysetHandle key) throws GeneralSecurityException {
        return key.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }

    private static byte[] associated(FileId id) {
        return ("report.file " + id).getBytes(StandardCharsets.UTF_8);
    }

    private Path path(FileId id) {
        var name = id.toString();
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    private void store(KeptFile kept, KeysetHandle key, Actor actor) {
        try {
            var secret = TinkProtoKeysetFormat.serializeKeyset(
                    key, InsecureSecretKeyAccess.get(), RegistryConfiguration.get());
            database.sql("""
                            INSERT INTO report.file (id, size, stored_key, description, kept_at)
                            VALUES (:id, :size, :key, :description, :at)
                            """)
                    .param("id", kept.id().value())
                    .param("size", kept.size())
                    .param("key", seals.sealNew(Purpose.EVIDENCE, Sealing.Places.fileKey(kept.id()), secret))
                    .param(
                            "description",
                            seals.sealNew(
                                    Purpose.ITEM,
                                    Sealing.Places.file(kept.id()),
                                    JSON.writeValueAsBytes(kept.fingerprints())))
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(AuditEntry.of(actor, "report.file-kept", "file:" + kept.id()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The size and fingerprints of a kept file, opened for a part of the system; audited. */
    public KeptFile describe(Actor actor, FileId id) {
        return transaction.in(() -> {
            audit.record(AuditEntry.of(actor, "report.fingerprints-read", "file:" + id));
            return database.sql("SELECT size, description FROM report.file WHERE id = :id")
                    .param("id", id.value())
                    .query((row, number) -> {
                        var prints = JSON.readValue(
                                opener.open(Sealing.Places.file(id), row.getBytes("description")), Fingerprints.class);
                        return new KeptFile(
                                id,
                                row.getLong("size"),
                                prints,
                                prints.refusal()
                                        .map(refusal -> refusal.reason()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')));
                    })
                    .optional()
                    .orElseThrow(Refusal::notFound);
        });
    }

    /** The bytes of a file of a report of the viewer's desk, at most {@code limit}; audited with the reason. */
    public byte[] read(Person viewer, FileId id, String reason, long limit) {
        return transaction.in(() -> {
            var report = database.sql("SELECT report FROM report.file WHERE id = :file AND report IS NOT NULL")
                    .param("file", id.value())
                    .query((row, number) -> new ReportId(row.getObject(1, java.util.UUID.class)))
                    .optional()
                    .orElseThrow(Refusal::notFound);
            reports.find(viewer, report);
            audit.record(AuditEntry.of(
                    viewer.actor(),
                    "report.file-read",
                    "report:" + report,
                    Map.of("file", id.toString(), "reason", reason)));
            return open(id, limit);
        });
    }

    private byte[] open(FileId id, long limit) {
        var sealedKey = database.sql("SELECT stored_key FROM report.file WHERE id = :id AND size <= :limit")
                .param("id", id.value())
                .param("limit", limit)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> Refusal.because("file-too-large", "This file is too large to be shown."));
        try {
            var key = TinkProtoKeysetFormat.parseKeyset(
                    opener.open(Sealing.Places.fileKey(id), sealedKey),
                    InsecureSecretKeyAccess.get(),
                    RegistryConfiguration.get());
            try (var file = Files.newInputStream(path(id));
                    var plain = aead(key).newDecryptingStream(file, associated(id))) {
                return plain.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Read(long size, Fingerprints fingerprints) {}

    /** Reads once: hashes all, counts all, and remembers the bytes only as long as they may be a picture worth decoding. */
    private static final class Counted implements AutoCloseable {
        private final MessageDigest sha256 = digest("SHA-256");
        private final MessageDigest sha1 = digest("SHA-1");
        private final MessageDigest md5 = digest("MD5");
        private final InputStream stream;
        private final ByteArrayOutputStream start = new ByteArrayOutputStream();
        private long size;

        private Counted(InputStream stream) {
            this.stream =
                    new DigestInputStream(new DigestInputStream(new DigestInputStream(stream, sha256), sha1), md5);
        }

        private void copyTo(java.io.OutputStream out) throws IOException {
            var buffer = new byte[64 * 1024];
            for (var read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                size += read;
                if (size > MAX_SIZE) {
                    throw Refusal.withStatus(413, "file-too-large", "A file is larger than 512 MiB.");
                }
                out.write(buffer, 0, read);
                if (size <= Limits.DEFAULT.bytes()) {
                    start.write(buffer, 0, read);
                } else {
                    start.reset();
                }
            }
            if (size == 0) {
                throw Refusal.because("empty-file", "A file without a byte was sent.");
            }
        }

        private Fingerprints fingerprints(Fingerprinter fingerprinter) {
            if (size <= Limits.DEFAULT.bytes()) {
                return fingerprinter.of(start.toByteArray());
            }
            var hex = HexFormat.of();
            return new Fingerprints(
                    new ExactHashes(
                            hex.formatHex(sha256.digest()), hex.formatHex(sha1.digest()), hex.formatHex(md5.digest())),
                    Optional.empty(),
                    Optional.of(new org.egide.fingerprint.Refusal(Reason.TOO_LARGE, "too large to be decoded here")));
        }

        private static MessageDigest digest(String name) {
            try {
                return MessageDigest.getInstance(name);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            start.reset();
        }
    }
}
