package org.egide.removal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.PerceptualHash;

/**
 * What a copy looked like when it was first seen, so that a re-check can tell the same picture from another one: exact hashes, and
 * both forms of the perceptual hash where it is a picture that can be trusted. Kept sealed.
 */
record Looks(String sha256, String md5, Optional<Pdq> full, Optional<Pdq> capped) {
    /** At most so many differing bits: the same picture. */
    static final int NEAR = 31;
    /** At least so many: another picture. Between the two nobody can say, and the clock runs on. */
    static final int FAR = 80;

    static Looks of(Fingerprints seen) {
        return new Looks(
                seen.exact().sha256(),
                seen.exact().md5(),
                seen.perceptual()
                        .map(Perceptual::full)
                        .filter(PerceptualHash::trusted)
                        .map(PerceptualHash::pdq),
                seen.perceptual()
                        .map(Perceptual::capped)
                        .filter(PerceptualHash::trusted)
                        .map(PerceptualHash::pdq));
    }

    boolean isPicture() {
        return full.isPresent() || capped.isPresent();
    }

    /** How what is there now stands to what was there. */
    Verdict compare(Fingerprints now) {
        if (sha256.equals(now.exact().sha256())) {
            return Verdict.SAME;
        }
        if (!isPicture()) {
            return Verdict.UNCLEAR;
        }
        return now.perceptual().map(this::compare).orElseGet(() -> compareUnread(now));
    }

    private static Verdict compareUnread(Fingerprints now) {
        return now.refusal()
                .map(refusal -> switch (refusal.reason()) {
                    case UNKNOWN_FORMAT -> Verdict.NO_PICTURE;
                    case UNSUPPORTED, TOO_LARGE, TOO_MANY_PIXELS, TOO_MANY_FRAMES, TOO_SMALL, TRUNCATED, BROKEN ->
                        Verdict.UNCLEAR;
                    case EMPTY, UNREADABLE, NO_FFMPEG, NO_SANDBOX, TOO_SLOW, TOO_MUCH_MEMORY, NO_FRAMES ->
                        Verdict.UNCLEAR;
                })
                .orElse(Verdict.UNCLEAR);
    }

    private Verdict compare(Perceptual now) {
        var distance = Math.min(distance(full, now.full()), distance(capped, now.capped()));
        // A frame around the picture does not make it another one.
        for (var inside : now.trimmed()) {
            distance = Math.min(distance, distance(full, inside.full()));
            distance = Math.min(distance, distance(capped, inside.capped()));
        }
        if (distance <= NEAR) {
            return Verdict.NEAR;
        }
        return distance >= FAR && distance <= Pdq.BITS && now.full().trusted() ? Verdict.REPLACED : Verdict.UNCLEAR;
    }

    private static int distance(Optional<Pdq> before, PerceptualHash now) {
        var least = Pdq.BITS + 1;
        if (before.isEmpty() || !now.trusted()) {
            return least;
        }
        for (var orientation : Orientation.values()) {
            least = Math.min(least, before.get().distance(now.variant(orientation)));
        }
        return least;
    }

    String text() {
        var lines = new TreeMap<String, String>();
        lines.put("sha256", sha256);
        lines.put("md5", md5);
        full.ifPresent(pdq -> lines.put("full", pdq.hex()));
        capped.ifPresent(pdq -> lines.put("capped", pdq.hex()));
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue())
                .collect(Collectors.joining("\n"));
    }

    static Looks parse(String text) {
        Map<String, String> lines = text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        return new Looks(
                lines.getOrDefault("sha256", ""),
                lines.getOrDefault("md5", ""),
                Optional.ofNullable(lines.get("full")).map(Pdq::parse),
                Optional.ofNullable(lines.get("capped")).map(Pdq::parse));
    }

    @Override
    public String toString() {
        return "Looks[hidden]";
    }
}
