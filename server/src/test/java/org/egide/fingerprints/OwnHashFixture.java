package org.egide.fingerprints;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;

/** The text that a device writes, made by the server's library. */
public final class OwnHashFixture {
    private OwnHashFixture() {}

    /** One block for each picture of those seeds. */
    public static String text(long... seeds) {
        return IntStream.range(0, seeds.length)
                .mapToObj(i -> "file " + (i + 1) + "\n" + hash(seeds[i]).text())
                .collect(Collectors.joining("\n\n"));
    }

    /** What is known of the picture of that seed. */
    public static Fingerprints fingerprints(long seed) {
        return new Fingerprinter().of(PictureFixture.picture(seed));
    }

    static OwnHash hash(long seed) {
        var all = fingerprints(seed);
        var capped = all.perceptual().orElseThrow().capped();
        return new OwnHash(
                capped.quality(),
                capped.variants(),
                all.exact().sha256(),
                all.exact().md5());
    }
}
