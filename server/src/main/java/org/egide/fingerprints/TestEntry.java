package org.egide.fingerprints;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.fingerprint.Pdq;

/**
 * The entry that is there for trying the whole path: of no picture, documented, harmless. It stands in memory beside the others, is
 * asked through the same database, and is told to partners only.
 */
public final class TestEntry {
    /** The text whose bytes match exactly. */
    public static final String TEXT = "Egide test entry, harmless\n";

    /** SHA-256 of {@link #TEXT}. */
    public static final String SHA256 = "ff31a5e71ab4bffceb562afa4a3da689bdfdf82fd3df2af12502d8feb229974b";

    /** SHA-1 of {@link #TEXT}. */
    public static final String SHA1 = "9e9ce40a6d99883925403205a200a4e5e4d80a06";

    /** MD5 of {@link #TEXT}. */
    public static final String MD5 = "239e002d43fac6e5652decf522bc4b3f";

    /** A PDQ that no picture has by chance. */
    public static final String PDQ = "0123456789abcdef".repeat(4);

    static final EntryId ID = new EntryId(UUID.fromString("00000000-0000-4000-8000-00000000e91d"));
    static final ListId LIST = new ListId(UUID.fromString("00000000-0000-4000-8000-00000000e91c"));

    private TestEntry() {}

    static Hashes hashes() {
        var pdq = Pdq.parse(PDQ);
        return new Hashes(
                Optional.of(SHA256),
                Optional.of(SHA1),
                Optional.of(MD5),
                Optional.empty(),
                Optional.empty(),
                Optional.of(pdq));
    }

    static Finding.Known known(KnownHashes.Candidate candidate) {
        return new Finding.Known(
                LIST,
                "test",
                "Egide",
                ID,
                candidate.kind(),
                Finding.Band.of(candidate.kind(), candidate.distance()),
                "test",
                new Votes(0, 0),
                true);
    }

    static List<KnownHashes.Candidate> without(List<KnownHashes.Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !candidate.entry().equals(ID))
                .toList();
    }
}
