package org.egide.fingerprints;

import java.util.List;
import java.util.stream.Stream;
import org.egide.fingerprint.Pdq;

/** What a partner asks: the perceptual hashes that are tried, and what may match. Never stored. */
record Question(List<Pdq> tried, List<KnownHashes.Candidate> candidates) {
    Question {
        tried = List.copyOf(tried);
        candidates = List.copyOf(candidates);
    }

    static Question of(Sought sought, List<KnownHashes.Candidate> candidates) {
        var tried = Stream.concat(sought.full().stream(), sought.capped().stream())
                .distinct()
                .toList();
        return new Question(tried, candidates);
    }

    @Override
    public String toString() {
        return "Question[redacted]";
    }
}
