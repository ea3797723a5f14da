package org.egide.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The exact hashes of a file's bytes: one changed bit gives other hashes.
 *
 * <p>SHA-256 identifies; SHA-1 and MD5 are here because lists in use carry them, and prove nothing against somebody who
 * builds collisions.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param sha1 40 lower-case hexadecimal digits
 * @param md5 32 lower-case hexadecimal digits
 */
public record ExactHashes(String sha256, String sha1, String md5) {

    private static final int BUFFER = 64 * 1024;

    public ExactHashes {
        requireHex("SHA-256", sha256, 64);
        requireHex("SHA-1", sha1, 40);
        requireHex("MD5", md5, 32);
    }

    private static void requireHex(String name, String hex, int digits) {
        if (hex.length() != digits || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException(name + " is written as " + digits + " lower-case hexadecimal digits");
        }
    }

    /** The hashes of these bytes. */
    public static ExactHashes of(byte[] bytes) {
        Digests digests = new Digests();
        digests.update(bytes, bytes.length);
        return digests.finish();
    }

    /**
     * The hashes of everything this stream still holds, read once, in constant memory. The stream is not closed.
     *
     * @throws IOException if the stream fails
     */
    public static ExactHashes of(InputStream stream) throws IOException {
        Digests digests = new Digests();
        byte[] buffer = new byte[BUFFER];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            digests.update(buffer, read);
        }
        return digests.finish();
    }

    private static final class Digests {

        private final MessageDigest sha256 = digest("SHA-256");
        private final MessageDigest sha1 = digest("SHA-1");
        private final MessageDigest md5 = digest("MD5");

        void update(byte[] bytes, int length) {
            sha256.update(bytes, 0, length);
            sha1.update(bytes, 0, length);
            md5.update(bytes, 0, length);
        }

        ExactHashes finish() {
            HexFormat hex = HexFormat.of();
            return new ExactHashes(
                    hex.formatHex(sha256.digest()), hex.formatHex(sha1.digest()), hex.formatHex(md5.digest()));
        }

        private static MessageDigest digest(String name) {
            try {
                return MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("this Java runtime lacks " + name, missing);
            }
        }
    }
}
