package org.egide.keys;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
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
        var wrapped = WrappedKey.read(row(id), place)
                .orElseThrow(
                        () -> Refusal.withStatus(410, "erased", "This was erased for good; nobody can read it again."));
        if (epochs.size() > EPOCHS_REMEMBERED) {
            epochs.clear();
        }
        var epoch = epochs.computeIfAbsent(wrapped.epoch(), this::unwrap);
        var secret = Envelope.decrypt(epoch, Envelope.label(id.value(), place), wrapped.key());
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

    private byte[] row(SealedKeyId id) {
        return database.sql("SELECT keys FROM keys.sealed_key WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new IllegalStateException("a sealed value names a key that is not there"));
    }

    private byte[] unwrap(UUID epoch) {
        var sealed = database.sql("SELECT purpose, wrapped FROM keys.epoch WHERE id = :id")
                .param("id", epoch)
                .query((row, number) -> new SealedEpoch(Purpose.of(row.getInt(1)), row.getBytes(2)))
                .single();
        try {
            return keyring()
                    .keys(sealed.purpose())
                    .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                    .decrypt(
                            sealed.wrapped(),
                            Envelope.label(epoch, -sealed.purpose().number()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyring does not open this epoch", e);
        }
    }

    private record SealedEpoch(Purpose purpose, byte[] wrapped) {}
}
