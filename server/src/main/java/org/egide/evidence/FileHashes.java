package org.egide.evidence;

import org.egide.verifier.Digest;

/**
 * What identifies a file's exact bytes. MD5 and SHA-1 are for lists that still use them; SHA-256 is the one relied on.
 *
 * @param size bytes
 * @param md5 lower-case hexadecimal
 * @param sha1 lower-case hexadecimal
 * @param sha256 lower-case hexadecimal
 */
public record FileHashes(long size, String md5, String sha1, String sha256) {
    public FileHashes {
        if (size < 0 || size >= 1_000_000_000_000_000L) {
            throw new IllegalArgumentException("a file's size lies between 0 and 10^15 bytes");
        }
        if (!Digest.MD5.isForm(md5) || !Digest.SHA1.isForm(sha1) || !Digest.SHA256.isForm(sha256)) {
            throw new IllegalArgumentException("hashes are lower-case hexadecimal of their full length");
        }
    }

    /** The hashes of some bytes. */
    public static FileHashes of(byte[] content) {
        return new FileHashes(
                content.length, Digest.MD5.hex(content), Digest.SHA1.hex(content), Digest.SHA256.hex(content));
    }
}
