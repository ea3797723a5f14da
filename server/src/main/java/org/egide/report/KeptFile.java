package org.egide.report;

import java.util.Optional;
import org.egide.fingerprint.Fingerprints;

/**
 * A file kept sealed: its size in bytes and its fingerprints. {@code unread} says with a stable code why there is no perceptual
 * fingerprint ({@code unknown-format}, {@code too-many-pixels}, ...).
 */
public record KeptFile(FileId id, long size, Fingerprints fingerprints, Optional<String> unread) {
    @Override
    public String toString() {
        return "KeptFile[" + id + "]";
    }
}
