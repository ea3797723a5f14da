package org.egide.keys;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The public keys of all purposes, from the database, and the private ones, from the keyring file, in processes that play
 * {@code desk} or {@code worker}. The first such process makes the keyring; afterwards a missing or foreign keyring stops the start
 * ({@code keyring-missing}, {@code keyring-does-not-fit}): making a new one would lock away everything stored.
 */
@Component
final class GroupKeys {
    private final JdbcClient database;
    private final @Nullable Keyring keyring;
    private final Map<Purpose, KeysetHandle> publicKeys = new EnumMap<>(Purpose.class);

    GroupKeys(JdbcClient database, Transaction transaction, Settings settings) {
        this.database = database;
        try {
            HybridConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        this.keyring =
                settings.plays("desk") || settings.plays("worker") ? transaction.in(() -> joinKeyring(settings)) : null;
        readPublicKeys();
    }

    Optional<Keyring> keyring() {
        return Optional.ofNullable(keyring);
    }

    KeysetHandle publicKeys(Purpose purpose) {
        var keys = publicKeys.get(purpose);
        if (keys == null) {
            throw Refusal.withStatus(
                    503, "no-public-key", "No process with a keyring has started yet, so nothing can be sealed.");
        }
        return keys;
    }

    private Keyring joinKeyring(Settings settings) {
        // One process at a time decides whether this is the first start.
        database.sql("SELECT pg_advisory_xact_lock(716001)").query().singleRow();
        var file = settings.isSet(Setting.KEYRING)
                ? Path.of(settings.text(Setting.KEYRING))
                : settings.data().resolve("keys/keyring");
        var known = database.sql("SELECT count(*) FROM keys.group_key")
                        .query(Long.class)
                        .single()
                > 0;
        if (!Files.exists(file)) {
            if (known) {
                throw Refusal.because(
                        "keyring-missing",
                        "The database was sealed with a keyring that is not at " + file + "; bring it back.");
            }
            Keyring.generate().write(file, passphrase(settings));
        }
        var read = Keyring.read(file, passphrase(settings));
        publish(read);
        var grown = read.grown();
        grown.ifPresent(more -> write(more, file, settings));
        grown.ifPresent(this::publish);
        return grown.orElse(read);
    }

    private static String passphrase(Settings settings) {
        if (settings.isSet(Setting.KEYRING_PASSPHRASE)) {
            return settings.text(Setting.KEYRING_PASSPHRASE);
        }
        var file = settings.data().resolve("keys/passphrase");
        try {
            if (!Files.exists(file)) {
                Keyring.writePrivately(
                        file, Base64.getUrlEncoder().withoutPadding().encode(Envelope.random(24)));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A newer version keeps something under a purpose of its own: its pair joins the others before anything is sealed to it. */
    private static void write(Keyring keyring, Path file, Settings settings) {
        try {
            keyring.write(file, passphrase(settings));
        } catch (UncheckedIOException e) {
            throw Refusal.because(
                    "keyring-not-writable",
                    "This version adds a key to the keyring, and " + file
                            + " cannot be written. Make it writable for one start.");
        }
    }

    private void publish(Keyring read) {
        for (var purpose : read.purposes()) {
            var own = publicBytes(read.keys(purpose));
            var stored = database.sql("SELECT public_keyset FROM keys.group_key WHERE purpose = :purpose")
                    .param("purpose", purpose.number())
                    .query((row, number) -> row.getBytes(1))
                    .optional();
            if (stored.isEmpty()) {
                database.sql("INSERT INTO keys.group_key (purpose, public_keyset) VALUES (:purpose, :keys)")
                        .param("purpose", purpose.number())
                        .param("keys", own)
                        .update();
            } else if (!Arrays.equals(stored.get(), own)) {
                throw Refusal.because(
                        "keyring-does-not-fit", "This keyring does not belong to this database; bring the right one.");
            }
        }
    }

    private static byte[] publicBytes(KeysetHandle pair) {
        try {
            return TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                    pair.getPublicKeysetHandle(), RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readPublicKeys() {
        database.sql("SELECT purpose, public_keyset FROM keys.group_key")
                .query((row, number) -> Map.entry(Purpose.of(row.getInt(1)), row.getBytes(2)))
                .list()
                .forEach(entry -> {
                    try {
                        publicKeys.put(
                                entry.getKey(),
                                TinkProtoKeysetFormat.parseKeysetWithoutSecret(
                                        entry.getValue(), RegistryConfiguration.get()));
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
