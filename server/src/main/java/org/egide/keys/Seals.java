package org.egide.keys;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.egide.platform.Transaction;
import org.egide.platform.Write;
import org.egide.platform.Writes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals values to the public key of their purpose. Needs no private key: a process that only seals can never read back.
 *
 * <p>Each value is sealed with AES-256-GCM under a data key of its own or of its report; data keys are wrapped under an epoch key,
 * which lives in memory for at most a minute and is kept in the database only as a Tink HPKE ciphertext (X25519, HKDF-SHA256,
 * AES-256-GCM) to the purpose's public key. So the price of a public-key operation is paid once a minute, not once a report.
 */
@Component
public final class Seals {
    private static final Duration EPOCH = Duration.ofMinutes(1);
    private static final int EPOCH_USES = 100_000;

    private final GroupKeys groups;
    private final JdbcClient database;
    private final Transaction transaction;
    private final Writes writes;
    private final Clock clock;
    private final Map<Purpose, Epoch> epochs = new EnumMap<>(Purpose.class);

    Seals(GroupKeys groups, JdbcClient database, Transaction transaction, Writes writes, Clock clock) {
        this.groups = groups;
        this.database = database;
        this.transaction = transaction;
        this.writes = writes;
        this.clock = clock;
    }

    /** Keys for things that belong together, not yet stored: {@link #store} must follow in the same transaction as what they seal. */
    public KeyBundle bundle() {
        return new KeyBundle(this);
    }

    DataKey make(Purpose purpose, SealedKeyId id, int place) {
        var epoch = epoch(purpose);
        var secret = Envelope.random(32);
        return new DataKey(
                id, place, epoch.id, secret, Envelope.encrypt(epoch.secret, Envelope.label(id.value(), place), secret));
    }

    /** What stores the bundles' keys, wrapped; it must be written together with what they sealed. */
    public Write storing(List<KeyBundle> bundles) {
        return Write.of(
                "INSERT INTO keys.sealed_key (id, keys) SELECT * FROM unnest(?::uuid[], ?::bytea[])",
                bundles.stream().map(bundle -> bundle.id().value().toString()).toArray(String[]::new),
                bundles.stream().map(KeyBundle::wrapped).toArray(byte[][]::new));
    }

    /** Stores the bundles' keys, wrapped, in the running transaction. */
    public void store(List<KeyBundle> bundles) {
        if (!bundles.isEmpty()) {
            writes.run(storing(bundles));
        }
    }

    /** A new data key, stored in the running transaction. */
    public DataKey newKey(Purpose purpose) {
        var bundle = bundle();
        var key = bundle.key(purpose);
        store(List.of(bundle));
        return key;
    }

    /** Seals the bytes for that place under the key. */
    public byte[] seal(DataKey key, Place place, byte[] plain) {
        return Envelope.seal(key, place, plain);
    }

    public byte[] seal(DataKey key, Place place, String plain) {
        return seal(key, place, plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Seals the bytes under a key of their own, stored in the running transaction. */
    public byte[] sealNew(Purpose purpose, Place place, byte[] plain) {
        return seal(newKey(purpose), place, plain);
    }

    /** Destroys all wrapped keys of that row: nothing sealed under them opens again. Repeating it is harmless. */
    public void erase(SealedKeyId key) {
        database.sql("""
                        UPDATE keys.sealed_key SET keys = '', erased_at = coalesce(erased_at, :at) WHERE id = :id
                        """)
                .param("id", key.value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The key that a sealed value names. */
    public SealedKeyId keyOf(byte[] sealed) {
        return Envelope.keyOf(sealed);
    }

    private synchronized Epoch epoch(Purpose purpose) {
        var current = epochs.get(purpose);
        var now = clock.instant();
        if (current == null || current.uses >= EPOCH_USES || now.isAfter(current.since.plus(EPOCH))) {
            current = begin(purpose, now);
            epochs.put(purpose, current);
        }
        current.uses++;
        return current;
    }

    private Epoch begin(Purpose purpose, Instant now) {
        var id = UUID.randomUUID();
        var secret = Envelope.random(32);
        var wrapped = wrap(purpose, id, secret);
        // In its own transaction: other work may use this epoch before the one that began it commits.
        transaction.apart(() -> database.sql("""
                        INSERT INTO keys.epoch (id, purpose, wrapped, begun_at) VALUES (:id, :purpose, :wrapped, :at)
                        """)
                .param("id", id)
                .param("purpose", purpose.number())
                .param("wrapped", wrapped)
                // The day: an epoch lasts a minute, and whoever finds it from a report would know the minute.
                .param("at", now.truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .update());
        return new Epoch(id, secret, now);
    }

    private byte[] wrap(Purpose purpose, UUID id, byte[] secret) {
        try {
            return groups.publicKeys(purpose)
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                    .encrypt(secret, Envelope.label(id, -purpose.number()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    private static final class Epoch {
        private final UUID id;
        private final byte[] secret;
        private final Instant since;
        private int uses;

        private Epoch(UUID id, byte[] secret, Instant since) {
            this.id = id;
            this.secret = secret;
            this.since = since;
        }
    }
}
