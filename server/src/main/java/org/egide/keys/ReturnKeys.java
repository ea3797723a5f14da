package org.egide.keys;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/** Makes key pairs for those who come back with a code, and seals for them: HPKE (X25519, HKDF-SHA256, AES-256-GCM). */
@Component
public final class ReturnKeys {
    private static final byte[] LABEL = "egide return key 1".getBytes(StandardCharsets.UTF_8);

    ReturnKeys() {
        try {
            HybridConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The two halves as they are stored: one in the clear, one wrapped under the secret of a code. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only stored
    public record Pair(byte[] publicKey, byte[] wrapped) {
        @Override
        public String toString() {
            return "Pair[hidden]";
        }
    }

    /** A new pair; {@code secret} has 32 bytes and comes from the code. */
    public Pair pair(byte[] secret) {
        var handle = Keyring.newPair();
        return new Pair(publicHalf(handle), wrap(secret, new ReturnKey(handle)));
    }

    /** The private half again, wrapped under another secret: when a code is changed, what was written stays readable. */
    public byte[] wrap(byte[] secret, ReturnKey key) {
        return Envelope.encrypt(secret, LABEL, key.bytes());
    }

    /** The private half, with the secret it was wrapped under. */
    public ReturnKey unwrap(byte[] secret, byte[] wrapped) {
        return ReturnKey.of(Envelope.decrypt(secret, LABEL, wrapped));
    }

    /** Seals bytes for whoever holds the code; lengths are padded to a few sizes (S2). */
    public byte[] seal(byte[] publicKey, Place place, byte[] plain) {
        try {
            return TinkProtoKeysetFormat.parseKeysetWithoutSecret(publicKey, RegistryConfiguration.get())
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                    .encrypt(Envelope.padded(plain), place.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    private static byte[] publicHalf(KeysetHandle handle) {
        try {
            return TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                    handle.getPublicKeysetHandle(), RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
