package org.egide.fingerprints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.egide.fingerprint.Area;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprint.Refusal;
import org.egide.fingerprint.Trimmed;

/**
 * The stored form of {@link Fingerprints}: version (1 byte), SHA-256, SHA-1, MD5, then 1 with both perceptual forms (quality, eight variants
 * of 32 bytes), or 0 with the reason why there are none. Version 2 ends with the number of borders that were taken off, and for each
 * the area (four numbers of 4 bytes) and both forms; version 1, written before, has none and is still read. Sealed by whoever stores
 * it.
 */
public final class FingerprintBytes {
    private static final byte WITHOUT_BORDERS = 1;
    private static final byte VERSION = 2;
    private static final int EXACT = 32 + 20 + 16;
    private static final int FORM = 1 + 8 * 32;
    private static final int TRIMMED = 4 * 4 + 2 * FORM;

    private FingerprintBytes() {}

    /** The bytes to seal. */
    public static byte[] of(Fingerprints fingerprints) {
        var reason = fingerprints
                .refusal()
                .map(refusal -> (refusal.reason().name() + '\n' + refusal.detail()).getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        var length = 2
                + EXACT
                + fingerprints
                        .perceptual()
                        .map(both -> 2 * FORM + 1 + both.trimmed().size() * TRIMMED)
                        .orElse(reason.length);
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
                            bytes.put((byte) both.trimmed().size());
                            both.trimmed().forEach(trimmed -> put(bytes, trimmed));
                        },
                        () -> bytes.put(reason));
        return bytes.array();
    }

    /** Reads what {@link #of} wrote. */
    public static Fingerprints read(byte[] stored) {
        var bytes = ByteBuffer.wrap(stored);
        var version = bytes.get();
        if (version != VERSION && version != WITHOUT_BORDERS) {
            throw new IllegalArgumentException("stored fingerprints of an unknown version");
        }
        var exact = new ExactHashes(hex(bytes, 32), hex(bytes, 20), hex(bytes, 16));
        if (bytes.get() == 1) {
            var full = form(bytes, Form.FULL);
            var capped = form(bytes, Form.CAPPED_512);
            var both =
                    new Fingerprints.Perceptual(full, capped, version == WITHOUT_BORDERS ? List.of() : trimmed(bytes));
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

    private static void put(ByteBuffer bytes, Trimmed trimmed) {
        var area = trimmed.area();
        bytes.putInt(area.left()).putInt(area.top()).putInt(area.width()).putInt(area.height());
        put(bytes, trimmed.full());
        put(bytes, trimmed.capped());
    }

    private static List<Trimmed> trimmed(ByteBuffer bytes) {
        var all = new ArrayList<Trimmed>();
        for (var left = bytes.get(); left > 0; left--) {
            var area = new Area(bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt());
            all.add(new Trimmed(area, form(bytes, Form.FULL), form(bytes, Form.CAPPED_512)));
        }
        return all;
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
