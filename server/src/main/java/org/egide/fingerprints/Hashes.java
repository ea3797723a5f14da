package org.egide.fingerprints;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Pdq;
import org.egide.platform.Refusal;

/**
 * The fingerprints that stand on a list: any of the exact hashes in lower-case hexadecimal digits, and PDQ in the full form, the
 * capped form, or a form that the source did not tell ({@code pdq}), which is then compared with both. A PDQ of a quality that is
 * not trusted is left out. Never logged.
 */
public record Hashes(
        Optional<String> sha256,
        Optional<String> sha1,
        Optional<String> md5,
        Optional<Pdq> full,
        Optional<Pdq> capped,
        Optional<Pdq> pdq) {
    public Hashes {
        requireHex(sha256, 64);
        requireHex(sha1, 40);
        requireHex(md5, 32);
        Objects.requireNonNull(full);
        Objects.requireNonNull(capped);
        Objects.requireNonNull(pdq);
        if (sha256.isEmpty()
                && sha1.isEmpty()
                && md5.isEmpty()
                && full.isEmpty()
                && capped.isEmpty()
                && pdq.isEmpty()) {
            throw Refusal.because("no-fingerprint", "There is no fingerprint that could be compared.");
        }
    }

    private static void requireHex(Optional<String> hash, int digits) {
        if (hash.isPresent() && !hash.get().matches("[0-9a-f]{" + digits + "}")) {
            throw Refusal.because("bad-fingerprint", "A fingerprint is written in " + digits + " hexadecimal digits.");
        }
    }

    /** All that is known of a file. */
    public static Hashes of(Fingerprints fingerprints) {
        var exact = fingerprints.exact();
        var full = fingerprints
                .perceptual()
                .filter(both -> both.full().trusted())
                .map(both -> both.full().pdq());
        var capped = fingerprints
                .perceptual()
                .filter(both -> both.capped().trusted())
                .map(both -> both.capped().pdq());
        return new Hashes(
                Optional.of(exact.sha256()),
                Optional.of(exact.sha1()),
                Optional.of(exact.md5()),
                full,
                capped,
                Optional.empty());
    }

    /** The same for what nobody waits for: nothing where no kind is left. */
    Optional<Hashes> held(Set<HashKind> kinds) {
        try {
            return Optional.of(only(kinds));
        } catch (Refusal none) {
            return Optional.empty();
        }
    }

    /** Only the kinds that may stand on a list. Refuses {@code kind-not-on-list} when nothing is left. */
    Hashes only(Set<HashKind> kinds) {
        var picture = kinds.contains(HashKind.PDQ);
        var bytes = kinds.contains(HashKind.SHA256) ? sha256 : Optional.<String>empty();
        var older = kinds.contains(HashKind.SHA1) ? sha1 : Optional.<String>empty();
        var oldest = kinds.contains(HashKind.MD5) ? md5 : Optional.<String>empty();
        var left = picture && (full.isPresent() || capped.isPresent() || pdq.isPresent());
        if (!left && bytes.isEmpty() && older.isEmpty() && oldest.isEmpty()) {
            throw Refusal.because("kind-not-on-list", "This list holds other kinds of fingerprint.");
        }
        return new Hashes(
                bytes,
                older,
                oldest,
                picture ? full : Optional.empty(),
                picture ? capped : Optional.empty(),
                picture ? pdq : Optional.empty());
    }

    /**
     * Reads what a person or a door wrote: {@code name:digits} pairs separated by blanks, commas or new lines, with the names {@code sha256},
     * {@code sha1}, {@code md5}, {@code pdq}, {@code pdq-full}, {@code pdq-capped}; bare digits are read by their number, 64 as
     * SHA-256. Refuses {@code bad-fingerprint}.
     */
    public static Hashes parse(String text) {
        var found = new TreeMap<String, String>();
        for (var word : text.strip().toLowerCase(Locale.ROOT).split("[\\s,;]+", -1)) {
            var colon = word.indexOf(':');
            var digits = word.substring(colon + 1);
            var name = colon < 0
                    ? nameOf(digits)
                    : word.substring(0, colon).replace("-", "").replace("_", "");
            if (found.put(name, digits) != null) {
                throw bad();
            }
        }
        var read = new Hashes(
                take(found, "sha256"),
                take(found, "sha1"),
                take(found, "md5"),
                take(found, "pdqfull").map(Hashes::pdqOf),
                take(found, "pdqcapped").map(Hashes::pdqOf),
                take(found, "pdq").map(Hashes::pdqOf));
        if (!found.isEmpty()) {
            throw bad();
        }
        return read;
    }

    private static Optional<String> take(TreeMap<String, String> found, String name) {
        return Optional.ofNullable(found.remove(name));
    }

    private static String nameOf(String digits) {
        return switch (digits.length()) {
            case 64 -> "sha256";
            case 40 -> "sha1";
            case 32 -> "md5";
            default -> throw bad();
        };
    }

    private static Pdq pdqOf(String hex) {
        try {
            return Pdq.parse(hex);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static Refusal bad() {
        return Refusal.because("bad-fingerprint", "A fingerprint is not in a form that can be read.");
    }

    /** The stored form: what {@link #parse} reads, always in the same order. */
    byte[] bytes() {
        var pairs = new TreeMap<String, String>();
        sha256.ifPresent(hex -> pairs.put("sha256", hex));
        sha1.ifPresent(hex -> pairs.put("sha1", hex));
        md5.ifPresent(hex -> pairs.put("md5", hex));
        full.ifPresent(hash -> pairs.put("pdq-full", hash.hex()));
        capped.ifPresent(hash -> pairs.put("pdq-capped", hash.hex()));
        pdq.ifPresent(hash -> pairs.put("pdq", hash.hex()));
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + ':' + pair.getValue())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Hashes[redacted]";
    }
}
