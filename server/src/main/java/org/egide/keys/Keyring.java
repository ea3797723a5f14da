package org.egide.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.egide.platform.Json;
import org.egide.platform.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The private keys of all purposes and the key of the blind indexes, kept in one file under a passphrase (Argon2id, 64 MiB, 3
 * passes, then AES-256-GCM). Without this file nothing in the database opens. Mode 0600.
 */
final class Keyring {
    private static final int MEMORY_KIB = 64 * 1024;
    private static final int PASSES = 3;
    private static final byte[] LABEL = "egide keyring 1".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = Json.forgetful();

    private final Map<Purpose, KeysetHandle> keys;
    private final byte[] indexKey;

    private Keyring(Map<Purpose, KeysetHandle> keys, byte[] indexKey) {
        this.keys = new EnumMap<>(keys);
        this.indexKey = indexKey;
    }

    static Keyring generate() {
        var keys = new EnumMap<Purpose, KeysetHandle>(Purpose.class);
        try {
            HybridConfig.register();
            for (var purpose : Purpose.values()) {
                keys.put(purpose, newPair());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new Keyring(keys, Envelope.random(32));
    }

    /** A new HPKE pair. */
    static KeysetHandle newPair() {
        try {
            return generated();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeysetHandle generated() throws GeneralSecurityException {
        var parameters = HpkeParameters.builder()
                .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .setVariant(HpkeParameters.Variant.TINK)
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                        .withRandomId()
                        .makePrimary())
                .build();
    }

    /** What it holds keys for. */
    java.util.Set<Purpose> purposes() {
        return java.util.Set.copyOf(keys.keySet());
    }

    /** The same keys with a pair for each purpose that was not there when it was made; nothing when all are there. */
    Optional<Keyring> grown() {
        var all = new EnumMap<>(keys);
        for (var purpose : Purpose.values()) {
            all.computeIfAbsent(purpose, missing -> newPair());
        }
        return all.equals(keys) ? Optional.empty() : Optional.of(new Keyring(all, indexKey));
    }

    /** As a version of the house made it that knew fewer purposes. */
    Keyring without(Purpose purpose) {
        var fewer = new EnumMap<>(keys);
        fewer.remove(purpose);
        return new Keyring(fewer, indexKey);
    }

    KeysetHandle keys(Purpose purpose) {
        return java.util.Objects.requireNonNull(keys.get(purpose));
    }

    byte[] indexKey() {
        return indexKey;
    }

    /** Reads the file; refuses {@code wrong-passphrase} or {@code bad-keyring}. */
    static Keyring read(Path file, String passphrase) {
        try {
            HybridConfig.register();
            var box = JSON.readValue(Files.readAllBytes(file), Box.class);
            var secret = stretch(passphrase, decode(box.salt()), box.memoryKib(), box.passes());
            var content = JSON.readValue(opened(secret, decode(box.sealed())), Content.class);
            var keys = new EnumMap<Purpose, KeysetHandle>(Purpose.class);
            for (var entry : content.keys().entrySet()) {
                keys.put(
                        Purpose.valueOf(entry.getKey()),
                        TinkProtoKeysetFormat.parseKeyset(
                                decode(entry.getValue()), InsecureSecretKeyAccess.get(), RegistryConfiguration.get()));
            }
            return new Keyring(keys, decode(content.indexKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | JacksonException | IllegalArgumentException e) {
            throw Refusal.because("bad-keyring", "The file " + file + " is not a keyring of Egide.");
        }
    }

    private static byte[] opened(byte[] secret, byte[] sealed) {
        try {
            return Envelope.decrypt(secret, LABEL, sealed);
        } catch (IllegalStateException e) {
            throw Refusal.because("wrong-passphrase", "The keyring does not open with this passphrase.");
        }
    }

    /** Writes the file whole or not at all. */
    void write(Path file, String passphrase) {
        try {
            var content = new HashMap<String, String>();
            for (var entry : keys.entrySet()) {
                content.put(
                        entry.getKey().name(),
                        encode(TinkProtoKeysetFormat.serializeKeyset(
                                entry.getValue(), InsecureSecretKeyAccess.get(), RegistryConfiguration.get())));
            }
            var salt = Envelope.random(16);
            var secret = stretch(passphrase, salt, MEMORY_KIB, PASSES);
            var sealed =
                    Envelope.encrypt(secret, LABEL, JSON.writeValueAsBytes(new Content(content, encode(indexKey))));
            writePrivately(file, JSON.writeValueAsBytes(new Box(1, encode(salt), MEMORY_KIB, PASSES, encode(sealed))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static void writePrivately(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "draft",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] stretch(String passphrase, byte[] salt, int memoryKib, int passes) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        var secret = new byte[32];
        generator.generateBytes(passphrase.toCharArray(), secret);
        return secret;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }

    @Override
    public String toString() {
        return "Keyring[hidden]";
    }

    private record Box(int version, String salt, int memoryKib, int passes, String sealed) {}

    private record Content(Map<String, String> keys, String indexKey) {}
}
