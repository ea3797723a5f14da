package org.egide.verifier;

import java.util.Optional;

/**
 * What the person who checks brings along.
 *
 * @param signer the published SHA-256 fingerprint the signer must have, lower-case hexadecimal
 * @param identityFile text of an age identity file, for sealed packages
 * @param limits how much the file may cost
 */
public record Expectations(Optional<String> signer, Optional<String> identityFile, Limits limits) {
    /** Nothing expected, usual limits. */
    public static final Expectations NONE = new Expectations(Optional.empty(), Optional.empty(), Limits.USUAL);

    public Expectations {
        if (signer.filter(text -> !Digest.SHA256.isForm(text)).isPresent()) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits");
        }
    }

    /** The same with a signer's fingerprint. */
    public Expectations withSigner(String fingerprint) {
        return new Expectations(Optional.of(fingerprint), identityFile, limits);
    }

    /** The same with an identity file's text. */
    public Expectations withIdentity(String text) {
        return new Expectations(signer, Optional.of(text), limits);
    }

    /** The same with other limits. */
    public Expectations withLimits(Limits other) {
        return new Expectations(signer, identityFile, other);
    }

    @Override
    public String toString() {
        return "Expectations[signer=" + signer + ", identityFile=(redacted), limits=" + limits + "]";
    }
}
