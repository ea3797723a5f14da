package org.egide.evidence;

import java.util.Optional;
import java.util.regex.Pattern;
import org.egide.verifier.PackageLayout;

/** One exhibit of a package: enclosed with its bytes, or described by its hashes while the bytes stay where they are. */
public sealed interface Exhibit {
    /** The exhibit's number: text, for instance {@code E-001}. */
    String number();

    /** A safe file name, unique in the package. */
    String name();

    FileHashes hashes();

    Optional<PictureFingerprint> fingerprint();

    /** An exhibit whose bytes stay elsewhere. */
    record Described(String number, String name, FileHashes hashes, Optional<PictureFingerprint> fingerprint)
            implements Exhibit {
        public Described {
            requireNames(number, name);
        }
    }

    /** An exhibit whose bytes go with the package, below {@code data/files/}. */
    final class Enclosed implements Exhibit {
        private final String number;
        private final String name;
        private final byte[] content;
        private final FileHashes hashes;
        private final Optional<PictureFingerprint> fingerprint;

        public Enclosed(String number, String name, byte[] content, Optional<PictureFingerprint> fingerprint) {
            requireNames(number, name);
            this.number = number;
            this.name = name;
            this.content = content.clone();
            this.hashes = FileHashes.of(content);
            this.fingerprint = fingerprint;
        }

        @Override
        public String number() {
            return number;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public FileHashes hashes() {
            return hashes;
        }

        @Override
        public Optional<PictureFingerprint> fingerprint() {
            return fingerprint;
        }

        /** The exhibit's bytes, a copy. */
        public byte[] content() {
            return content.clone();
        }
    }

    private static void requireNames(String number, String name) {
        if (!Pattern.matches("[A-Za-z0-9][A-Za-z0-9./_-]{0,63}", number)) {
            throw new IllegalArgumentException("an exhibit number is 1 to 64 letters, digits and . / _ -");
        }
        if (name.length() > 120 || !PackageLayout.isSafeName(name)) {
            throw new IllegalArgumentException("an exhibit has a plain file name of at most 120 characters");
        }
    }
}
