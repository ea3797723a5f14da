package org.egide.fingerprint.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprint.video.VideoFingerprint.Ending;
import org.junit.jupiter.api.Test;

final class VideoMatchTest {

    private final Random random = new Random(11);

    private Pdq pdq() {
        return new Pdq(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /** A hash with this many bits of the other changed. */
    private static Pdq away(Pdq pdq, int bits) {
        return new Pdq(pdq.a() ^ (bits == 0 ? 0 : -1L >>> (64 - bits)), pdq.b(), pdq.c(), pdq.d());
    }

    private Perceptual hashes(Pdq original, int quality) {
        return new Perceptual(hash(Form.FULL, original, quality), hash(Form.CAPPED_512, original, quality));
    }

    private PerceptualHash hash(Form form, Pdq original, int quality) {
        Map<Orientation, Pdq> variants = new EnumMap<>(Orientation.class);
        for (Orientation orientation : Orientation.values()) {
            variants.put(orientation, orientation == Orientation.ORIGINAL ? original : pdq());
        }
        return new PerceptualHash(form, quality, variants);
    }

    private VideoFingerprint film(int quality, Pdq... hashes) {
        List<VideoFrame> frames = new ArrayList<>();
        for (Pdq hash : hashes) {
            frames.add(new VideoFrame(frames.size(), hashes(hash, quality)));
        }
        return new VideoFingerprint(VideoFormat.MP4, frames, Ending.COMPLETE);
    }

    @Test
    void framesUpToTheThresholdAreFoundAndBeyondAreNot() {
        Pdq a = pdq();
        assertThat(VideoMatch.of(film(90, a), film(90, away(a, 31))).queryFoundPercent())
                .isEqualTo(100);
        assertThat(VideoMatch.of(film(90, a), film(90, away(a, 32))).queryFoundPercent())
                .isZero();
        assertThat(VideoMatch.of(film(90, a), film(90, away(a, 11)), 10).queryFoundPercent())
                .isZero();
        assertThat(VideoMatch.of(film(90, a), film(90, away(a, 10)), 10).queryFoundPercent())
                .isEqualTo(100);
    }

    @Test
    void theTwoPercentagesAreOfTheQueryAndOfTheComparedFilm() {
        Pdq a = pdq();
        Pdq b = pdq();
        VideoMatch match = VideoMatch.of(film(90, a, b), film(90, pdq(), a, pdq(), pdq(), pdq()));
        assertThat(match.queryFoundPercent()).isEqualTo(50);
        assertThat(match.comparedFoundPercent()).isEqualTo(20);
        assertThat(match.enough()).isFalse();
    }

    @Test
    void everySecondOfAStillSceneCounts() {
        Pdq a = pdq();
        VideoMatch match = VideoMatch.of(film(90, a, a, a, pdq()), film(90, a));
        assertThat(match.queryFoundPercent()).isEqualTo(75);
        assertThat(match.comparedFoundPercent()).isEqualTo(100);
        assertThat(match.queryFrames()).isEqualTo(4);
    }

    @Test
    void framesOfQualityBelow50AreDroppedOnBothSides() {
        Pdq a = pdq();
        assertThat(VideoMatch.of(film(49, a), film(90, a)).queryFoundPercent()).isZero();
        assertThat(VideoMatch.of(film(90, a), film(49, a)).comparedFoundPercent())
                .isZero();
        assertThat(VideoMatch.of(film(50, a), film(50, a)).enough()).isTrue();
    }

    @Test
    void theWholeQueryIsTurnedOneWay() {
        VideoFingerprint query = film(90, pdq(), pdq());
        Pdq[] turned = query.frames().stream()
                .map(frame -> frame.hashes().full().variant(Orientation.ROTATED_270))
                .toArray(Pdq[]::new);
        VideoMatch match = VideoMatch.of(query, film(90, turned));
        assertThat(match.queryFoundPercent()).isEqualTo(100);
        assertThat(match.orientation()).isEqualTo(Orientation.ROTATED_270);
        turned[1] = query.frames().get(1).hashes().full().variant(Orientation.FLIPPED_X);
        assertThat(VideoMatch.of(query, film(90, turned)).queryFoundPercent()).isEqualTo(50);
    }

    @Test
    void aThresholdOutsideItsBoundsIsRefused() {
        VideoFingerprint film = film(90, pdq());
        assertThatThrownBy(() -> VideoMatch.of(film, film, 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VideoMatch.of(film, film, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
