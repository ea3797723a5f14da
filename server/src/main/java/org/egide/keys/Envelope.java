package org.egide.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The form of a sealed value: version (1 byte), id of its key row (16), place in it (1), nonce (12), AES-256-GCM ciphertext with tag. The
 * plaintext is its length (4 bytes), the bytes, then zeros up to one of a few sizes, so that a length tells little (S2 of
 * front-door-and-care).
 */
final class Envelope {
    static final int HEADER = 1 + 16 + 1;
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int SMALLEST = 256;
    private static final int LARGEST = 1 << 30;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final Provider PROVIDER = provider();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Envelope() {}

    /** Looked for once: looking through all providers again costs as much as sealing. */
    private static Provider provider() {
        try {
            return Cipher.getInstance(CIPHER).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static byte[] seal(DataKey key, Place place, byte[] plain) {
        var header = ByteBuffer.allocate(HEADER)
                .put(VERSION)
                .put(bytes(key.id().value()))
                .put((byte) key.place());
        var box = encrypt(key.secret(), associated(header.array(), place), padded(plain));
        return ByteBuffer.allocate(HEADER + box.length)
                .put(header.array())
                .put(box)
                .array();
    }

    static SealedKeyId keyOf(byte[] sealed) {
        if (sealed.length < HEADER + NONCE + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new IllegalArgumentException("not a sealed value");
        }
        var header = ByteBuffer.wrap(sealed, 1, 16);
        return new SealedKeyId(new UUID(header.getLong(), header.getLong()));
    }

    static byte[] open(byte[] secret, Place place, byte[] sealed) {
        var header = Arrays.copyOf(sealed, HEADER);
        return unpadded(decrypt(secret, associated(header, place), Arrays.copyOfRange(sealed, HEADER, sealed.length)));
    }

    static byte[] unpadded(byte[] plain) {
        var length = ByteBuffer.wrap(plain).getInt();
        if (length < 0 || length > plain.length - 4) {
            throw new IllegalStateException("a sealed value with a wrong length");
        }
        return Arrays.copyOfRange(plain, 4, 4 + length);
    }

    static byte[] encrypt(byte[] secret, byte[] associated, byte[] plain) {
        try {
            var nonce = random(NONCE);
            var cipher = Cipher.getInstance(CIPHER, PROVIDER);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated);
            var box = new byte[NONCE + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, box, 0, NONCE);
            cipher.doFinal(plain, 0, plain.length, box, NONCE);
            return box;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    static byte[] decrypt(byte[] secret, byte[] associated, byte[] box) {
        try {
            var cipher = Cipher.getInstance(CIPHER, PROVIDER);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(secret, "AES"),
                    new GCMParameterSpec(TAG_BITS, box, 0, NONCE));
            cipher.updateAAD(associated);
            return cipher.doFinal(box, NONCE, box.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value does not open: it was changed or moved", e);
        }
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static int placeOf(byte[] sealed) {
        return sealed[HEADER - 1];
    }

    /** What a wrapped key is bound to: its row and place, or, below zero, its epoch and purpose. */
    static byte[] label(UUID id, int place) {
        return ByteBuffer.allocate(20).put(bytes(id)).putInt(place).array();
    }

    private static byte[] associated(byte[] header, Place place) {
        var where = place.bytes();
        return ByteBuffer.allocate(header.length + where.length)
                .put(header)
                .put(where)
                .array();
    }

    /** 256 bytes, four times as much, and so on: twelve sizes up to a GiB, and nothing is larger. */
    static byte[] padded(byte[] plain) {
        var size = SMALLEST;
        while (size < plain.length + 4L) {
            if (size == LARGEST) {
                throw new IllegalArgumentException("more than can be sealed in one value");
            }
            size *= 4;
        }
        return ByteBuffer.allocate(size).putInt(plain.length).put(plain).array();
    }
}
