package org.egide.fingerprint.archive;

import java.util.List;
import java.util.Optional;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Pdq;

/** What became of one entry of the inventory. */
sealed interface Outcome {

    /** Why a file without a trusted perceptual hash has none, where the reason is not the reader's. */
    String LOW_QUALITY = "LOW_QUALITY";

    /** Where the outcome counts. Every entry has exactly one state. */
    State state();

    /** States, as tables and manifests write them. */
    enum State {
        /** Its exact hash is on a list. */
        KNOWN,
        /** A picture near an entry of a list. */
        NEAR,
        /** Hashed, and on no list. */
        UNKNOWN,
        /** Not hashed. */
        SKIPPED
    }

    /** By what a file was found. */
    enum HitKind {
        SHA256,
        SHA1,
        MD5,
        PDQ
    }

    /**
     * An entry of a list that a file met.
     *
     * @param list number of the list, from 0
     * @param kind by what
     * @param query the variant of the picture's hash that came nearest; empty for exact hashes
     * @param distance differing bits
     * @param entry the hash as the list has it, in hexadecimal digits
     */
    record Hit(int list, HitKind kind, Optional<Pdq> query, int distance, String entry) {}

    /**
     * Both forms of the perceptual hash with their qualities.
     *
     * @param full the canonical form
     * @param quality of the canonical form
     * @param capped the form of at most 512 x 512
     * @param cappedQuality of that form
     */
    record Picture(Pdq full, int quality, Pdq capped, int cappedQuality) {}

    /**
     * Not hashed.
     *
     * @param reason why
     */
    record Skipped(Skip reason) implements Outcome {
        @Override
        public State state() {
            return State.SKIPPED;
        }
    }

    /**
     * Hashed.
     *
     * @param size bytes that were read
     * @param changed whether the file was no longer what the inventory had seen, or changed while it was read
     * @param exact the exact hashes
     * @param picture the perceptual ones, if it is a picture that could be read
     * @param reason the stable code why there are none that may be matched; empty if there are
     * @param hits what it met
     * @param left how many hits beyond the greatest number are not among them
     */
    record Hashed(
            long size,
            boolean changed,
            ExactHashes exact,
            Optional<Picture> picture,
            String reason,
            List<Hit> hits,
            int left)
            implements Outcome {

        public Hashed {
            hits = List.copyOf(hits);
        }

        @Override
        public State state() {
            if (hits.isEmpty()) {
                return State.UNKNOWN;
            }
            return hits.stream().allMatch(hit -> hit.kind() == HitKind.PDQ) ? State.NEAR : State.KNOWN;
        }
    }
}
