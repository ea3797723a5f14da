package org.egide.fingerprints;

import java.util.List;
import java.util.stream.Stream;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.QueryVariant;

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
                .flatMap(picture -> picture.queryVariants().stream())
                .map(QueryVariant::pdq)
                .toList();
        return new Question(tried, candidates);
    }

    @Override
    public String toString() {
        return "Question[redacted]";
    }
}
