package org.egide.fingerprint.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.fingerprint.video.FilmFixture.SHAPES;
import static org.egide.fingerprint.video.FilmFixture.film;
import static org.egide.fingerprint.video.FilmFixture.fingerprint;
import static org.egide.fingerprint.video.FilmFixture.read;

import java.nio.file.Path;
import org.egide.fingerprint.video.VideoFingerprint.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoFingerprinterTest {

    @TempDir
    Path folder;

    @BeforeEach
    void films() {
        FilmFixture.assumeSandbox();
    }

    @Test
    void aFilmOfFiveSecondsHasFiveFramesEachWithItsSecond() throws Exception {
        VideoFingerprint read = fingerprint(film(folder.resolve("a.mp4"), SHAPES, 5));
        assertThat(read.format()).isEqualTo(VideoFormat.MP4);
        assertThat(read.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(read.frames()).extracting(VideoFrame::second).containsExactly(0, 1, 2, 3, 4);
        assertThat(read.trusted()).hasSize(5);
        assertThat(read.frames().stream()
                        .map(frame -> frame.hashes().full().pdq())
                        .distinct())
                .hasSize(5);
    }
}
