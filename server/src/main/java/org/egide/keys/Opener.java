package org.egide.keys;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
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
    private static final int FEW = 64;

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

    /** A sealed value and the place that it was sealed for. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only opened
    public record Sealed(Place place, byte[] value) {}

    /** Opens a value sealed for that place. Refuses {@code erased} when its key was destroyed. */
    public byte[] open(Place where, byte[] sealed) {
        return openAll(List.of(new Sealed(where, sealed))).getFirst();
    }

    /** Opens many, in their order: one look into the database for all their keys, then all processors. Refuses {@code erased}. */
    public List<byte[]> openAll(List<Sealed> values) {
        var rows = rows(values.stream()
                .map(one -> Envelope.keyOf(one.value()).value())
                .distinct()
                .toArray(UUID[]::new));
        if (epochs.size() > EPOCHS_REMEMBERED) {
            epochs.clear();
        }
        // Here and not in the workers: each of these asks the database.
        values.forEach(one -> epoch(wrapped(one, rows)));
        var work = values.size() < FEW ? values.stream() : values.parallelStream();
        return work.map(one -> open(one, wrapped(one, rows))).toList();
    }

    private byte[] open(Sealed one, WrappedKey wrapped) {
        var label = Envelope.label(Envelope.keyOf(one.value()).value(), Envelope.placeOf(one.value()));
        var secret = Envelope.decrypt(epoch(wrapped), label, wrapped.key());
        return Envelope.open(secret, one.place(), one.value());
    }

    private static WrappedKey wrapped(Sealed one, Map<UUID, byte[]> rows) {
        var row = rows.get(Envelope.keyOf(one.value()).value());
        if (row == null) {
            throw new IllegalStateException("a sealed value names a key that is not there");
        }
        return WrappedKey.read(row, Envelope.placeOf(one.value()))
                .orElseThrow(
                        () -> Refusal.withStatus(410, "erased", "This was erased for good; nobody can read it again."));
    }

    private byte[] epoch(WrappedKey wrapped) {
        return epochs.computeIfAbsent(wrapped.epoch(), this::unwrap);
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

    private Map<UUID, byte[]> rows(UUID[] ids) {
        var rows = new HashMap<UUID, byte[]>();
        database.sql("SELECT id, keys FROM keys.sealed_key WHERE id = ANY(:ids)")
                .param("ids", ids)
                .query(row -> {
                    rows.put(row.getObject("id", UUID.class), row.getBytes("keys"));
                });
        return rows;
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
