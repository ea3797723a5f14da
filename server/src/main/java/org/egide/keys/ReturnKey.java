package org.egide.keys;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.security.GeneralSecurityException;

/**
 * What a receipt code opens: the private half of a key pair of which the database holds only the public half and this one wrapped under
 * the code. So what is sealed for a reporter opens with the code alone, also in a process without the keyring (section 10.1 of
 * front-door-and-care). Lives in memory for the length of a request.
 */
public final class ReturnKey {
    private final KeysetHandle key;

    ReturnKey(KeysetHandle key) {
        this.key = key;
    }

    /** Reads what {@link #bytes()} gave. */
    public static ReturnKey of(byte[] bytes) {
        try {
            return new ReturnKey(TinkProtoKeysetFormat.parseKeyset(
                    bytes, InsecureSecretKeyAccess.get(), RegistryConfiguration.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a return key", e);
        }
    }

    /** The secret itself, for a sealed pass; never stored in the clear. */
    public byte[] bytes() {
        try {
            return TinkProtoKeysetFormat.serializeKeyset(
                    key, InsecureSecretKeyAccess.get(), RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens what {@link ReturnKeys#seal} sealed for that place. */
    public byte[] open(Place place, byte[] sealed) {
        try {
            return Envelope.unpadded(key.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                    .decrypt(sealed, place.bytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value does not open: it was changed or moved", e);
        }
    }

    @Override
    public String toString() {
        return "ReturnKey[hidden]";
    }
}
