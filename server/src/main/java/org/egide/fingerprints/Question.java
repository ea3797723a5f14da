package org.egide.fingerprints;

import java.util.List;
import java.util.stream.Stream;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.PerceptualHash;

/** What a partner asks: the perceptual hashes that are tried, and what may match. Never stored. */
record Question(List<Pdq> tried, List<KnownHashes.Candidate> candidates) {
    Question {
        tried = List.copyOf(tried);
        candidates = List.copyOf(candidates);
    }

    static Question of(Hashes hashes, List<KnownHashes.Candidate> candidates) {
        var tried = Stream.of(hashes.full(), hashes.capped(), hashes.pdq())
                .flatMap(java.util.Optional::stream)
                .toList();
        return new Question(tried, candidates);
    }

    static Question of(Fingerprints file, List<KnownHashes.Candidate> candidates) {
        var tried = file.perceptual().stream()
                .flatMap(both -> Stream.of(both.full(), both.capped()))
                .filter(PerceptualHash::trusted)
                .flatMap(hash -> hash.variants().values().stream())
                .toList();
        return new Question(tried, candidates);
    }

    @Override
    public String toString() {
        return "Question[redacted]";
    }
}
