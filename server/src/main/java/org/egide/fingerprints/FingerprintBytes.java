package org.egide.fingerprints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Optional;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprint.Refusal;

/**
 * The stored form of {@link Fingerprints}: version (1 byte), SHA-256, SHA-1, MD5, then 1 with both perceptual forms (quality, eight variants
 * of 32 bytes), or 0 with the reason why there are none. Sealed by whoever stores it.
 */
public final class FingerprintBytes {
    private static final byte VERSION = 1;
    private static final int EXACT = 32 + 20 + 16;
    private static final int FORM = 1 + 8 * 32;

    private FingerprintBytes() {}

    /** The bytes to seal. */
    public static byte[] of(Fingerprints fingerprints) {
        var reason = fingerprints
                .refusal()
                .map(refusal -> (refusal.reason().name() + '\n' + refusal.detail()).getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        var length = 2 + EXACT + (fingerprints.perceptual().isPresent() ? 2 * FORM : reason.length);
        var bytes = ByteBuffer.allocate(length).put(VERSION);
        var hex = HexFormat.of();
        bytes.put(hex.parseHex(fingerprints.exact().sha256()));
        bytes.put(hex.parseHex(fingerprints.exact().sha1()));
        bytes.put(hex.parseHex(fingerprints.exact().md5()));
        bytes.put((byte) (fingerprints.perceptual().isPresent() ? 1 : 0));
        fingerprints
                .perceptual()
                .ifPresentOrElse(
                        both -> {
                            put(bytes, both.full());
                            put(bytes, both.capped());
                        },
                        () -> bytes.put(reason));
        return bytes.array();
    }

    /** Reads what {@link #of} wrote. */
    public static Fingerprints read(byte[] stored) {
        var bytes = ByteBuffer.wrap(stored);
        if (bytes.get() != VERSION) {
            throw new IllegalArgumentException("stored fingerprints of an unknown version");
        }
        var exact = new ExactHashes(hex(bytes, 32), hex(bytes, 20), hex(bytes, 16));
        if (bytes.get() == 1) {
            var both = new Fingerprints.Perceptual(form(bytes, Form.FULL), form(bytes, Form.CAPPED_512));
            return new Fingerprints(exact, Optional.of(both), Optional.empty());
        }
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        var reason = new String(rest, StandardCharsets.UTF_8);
        var split = reason.indexOf('\n');
        return new Fingerprints(
                exact,
                Optional.empty(),
                Optional.of(
                        new Refusal(Refusal.Reason.valueOf(reason.substring(0, split)), reason.substring(split + 1))));
    }

    private static void put(ByteBuffer bytes, PerceptualHash hash) {
        bytes.put((byte) hash.quality());
        for (var orientation : Orientation.values()) {
            var pdq = hash.variant(orientation);
            bytes.putLong(pdq.a()).putLong(pdq.b()).putLong(pdq.c()).putLong(pdq.d());
        }
    }

    private static PerceptualHash form(ByteBuffer bytes, Form form) {
        var quality = bytes.get();
        var variants = new EnumMap<Orientation, Pdq>(Orientation.class);
        for (var orientation : Orientation.values()) {
            variants.put(orientation, new Pdq(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
        }
        return new PerceptualHash(form, quality, variants);
    }

    private static String hex(ByteBuffer bytes, int length) {
        var part = new byte[length];
        bytes.get(part);
        return HexFormat.of().formatHex(part);
    }
}
