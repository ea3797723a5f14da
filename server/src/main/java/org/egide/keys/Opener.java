package org.egide.keys;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.egide.platform.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opens sealed values with the private keys of the keyring. A process without the keyring has this bean too, but it refuses
 * ({@code no-keyring}). Whoever calls it for a person writes an audit row in the same transaction.
 */
@Component
public final class Opener {
    private static final int EPOCHS_REMEMBERED = 4_096;

    private final GroupKeys groups;
    private final JdbcClient database;
    private final Map<UUID, byte[]> epochs = new ConcurrentHashMap<>();

    Opener(GroupKeys groups, JdbcClient database) {
        this.groups = groups;
        this.database = database;
    }

    /** Whether this process can open anything. */
    public boolean holdsKeys() {
        return groups.keyring().isPresent();
    }

    /** Opens a value sealed for that place. Refuses {@code erased} when its key was destroyed. */
    public byte[] open(Place where, byte[] sealed) {
        var id = Envelope.keyOf(sealed);
        var place = Envelope.placeOf(sealed);
        var stored = find(id, place);
        var wrapped = stored.wrapped()
                .orElseThrow(
                        () -> Refusal.withStatus(410, "erased", "This was erased for good; nobody can read it again."));
        var epoch = epochs.computeIfAbsent(stored.epoch(), ignored -> unwrap(stored));
        if (epochs.size() > EPOCHS_REMEMBERED) {
            epochs.clear();
        }
        var secret = Envelope.decrypt(epoch, Envelope.label(id.value(), place), wrapped);
        return Envelope.open(secret, where, sealed);
    }

    public String openText(Place place, byte[] sealed) {
        return new String(open(place, sealed), StandardCharsets.UTF_8);
    }

    /** A keyed hash (HMAC-SHA256, 32 bytes) by which equal values can be linked without being stored. */
    public byte[] blindIndex(String domain, byte[] value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keyring().indexKey(), "HmacSHA256"));
            mac.update(domain.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Keyring keyring() {
        return groups.keyring()
                .orElseThrow(() -> Refusal.withStatus(503, "no-keyring", "This process holds no keyring."));
    }

    private Stored find(SealedKeyId id, int place) {
        return database.sql("""
                        SELECT e.id, k.wrapped[:place] AS wrapped, e.purpose, e.wrapped AS epoch_wrapped
                        FROM keys.sealed_key k JOIN keys.epoch e ON e.id = k.epochs[:place]
                        WHERE k.id = :id
                        """)
                .param("id", id.value())
                .param("place", place + 1)
                .query((row, number) -> new Stored(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getBytes("wrapped")),
                        Purpose.of(row.getInt("purpose")),
                        row.getBytes("epoch_wrapped")))
                .optional()
                .orElseThrow(() -> new IllegalStateException("a sealed value names a key that is not there"));
    }

    private byte[] unwrap(Stored stored) {
        try {
            return keyring()
                    .keys(stored.purpose())
                    .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                    .decrypt(
                            stored.epochWrapped(),
                            Envelope.label(stored.epoch(), -stored.purpose().number()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyring does not open this epoch", e);
        }
    }

    private record Stored(UUID epoch, Optional<byte[]> wrapped, Purpose purpose, byte[] epochWrapped) {}
}
