package org.egide.fingerprint.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.fingerprint.video.FilmFixture.FRACTAL;
import static org.egide.fingerprint.video.FilmFixture.SHAPES;
import static org.egide.fingerprint.video.FilmFixture.edited;
import static org.egide.fingerprint.video.FilmFixture.film;
import static org.egide.fingerprint.video.FilmFixture.fingerprint;
import static org.egide.fingerprint.video.FilmFixture.read;
import static org.egide.fingerprint.video.FilmFixture.with;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.video.VideoFingerprint.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VideoFingerprinterTest {

    private static final FilmFixture.Bounds LIMITS = FilmFixture.Bounds.USUAL;

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

    @ParameterizedTest
    @CsvSource({
        "a.mp4, MP4, libx264",
        "a.mov, MP4, mpeg4",
        "a.mkv, MATROSKA, libx265",
        "a.webm, MATROSKA, libvpx",
        "a.avi, AVI, mjpeg",
        "a.ts, MPEG_TS, mpeg2video",
        "a.mpg, MPEG_PS, mpeg1video",
        "a.flv, FLV, flv",
        "a.wmv, ASF, wmv2"
    })
    void theSameFilmInAnotherContainerAndEncodingIsFound(String name, VideoFormat format, String encoder)
            throws Exception {
        Path first = film(folder.resolve("first.mp4"), FRACTAL, 4);
        VideoFingerprint other = fingerprint(edited(first, folder.resolve(name), "-c:v", encoder, "-b:v", "2M"));
        assertThat(other.format()).isEqualTo(format);
        assertThat(other.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(other.frames()).hasSize(4);
        VideoMatch match = VideoMatch.of(fingerprint(first), other);
        assertThat(match.queryFoundPercent()).isEqualTo(100);
        assertThat(match.comparedFoundPercent()).isEqualTo(100);
    }

    @Test
    void aSmallerAndWorseCopyIsFoundAndAnotherFilmIsNot() throws Exception {
        Path first = film(folder.resolve("first.mp4"), FRACTAL, 5);
        Path copy = edited(first, folder.resolve("copy.webm"), "-vf", "scale=200:150", "-r", "15", "-b:v", "150k");
        VideoFingerprint query = fingerprint(copy);
        assertThat(VideoMatch.of(query, fingerprint(first)).queryFoundPercent()).isGreaterThanOrEqualTo(80);
        VideoMatch other = VideoMatch.of(query, fingerprint(film(folder.resolve("other.mp4"), SHAPES, 5)));
        assertThat(other.queryFoundPercent()).isZero();
        assertThat(other.comparedFoundPercent()).isZero();
        assertThat(other.enough()).isFalse();
    }

    @Test
    void aMirroredCopyIsFoundByTheVariantsOfTheQuery() throws Exception {
        Path first = film(folder.resolve("first.mp4"), FRACTAL, 3);
        VideoFingerprint mirrored = fingerprint(edited(first, folder.resolve("mirror.mp4"), "-vf", "hflip"));
        VideoMatch match = VideoMatch.of(mirrored, fingerprint(first));
        assertThat(match.queryFoundPercent()).isEqualTo(100);
        assertThat(match.orientation()).isNotEqualTo(Orientation.ORIGINAL);
    }

    @Test
    void aTagThatTurnsTheFilmForViewersChangesNothing() throws Exception {
        Path first = film(folder.resolve("first.mp4"), SHAPES, 2);
        Path turned = edited(first, folder.resolve("turned.mp4"), "-c", "copy", "-metadata:s:v:0", "rotate=90");
        assertThat(Files.mismatch(first, turned)).isNotNegative();
        assertThat(fingerprint(turned).frames()).isEqualTo(fingerprint(first).frames());
    }

    @Test
    void aPieceOfALongFilmIsFoundWholeAndIsLittleOfIt() throws Exception {
        Path first = film(folder.resolve("first.mp4"), SHAPES, 10);
        Path piece = edited(first, folder.resolve("piece.mp4"), "-ss", "4", "-t", "2");
        VideoMatch match = VideoMatch.of(fingerprint(piece), fingerprint(first));
        assertThat(match.queryFoundPercent()).isEqualTo(100);
        assertThat(match.comparedFoundPercent()).isEqualTo(20);
        assertThat(match.queryFrames()).isEqualTo(2);
        assertThat(match.comparedFrames()).isEqualTo(10);
    }

    @Test
    void whatIsShownAtASecondIsTheFrameOfThatSecond() throws Exception {
        // Two frames a second: what changes at half seconds is not what is sampled.
        Path halves = film(folder.resolve("halves.mkv"), "testsrc2=size=320x240:rate=2", 4, "-c:v", "ffv1");
        Path whole = edited(halves, folder.resolve("whole.mkv"), "-vf", "select=not(mod(n\\,2))", "-c:v", "ffv1");
        assertThat(fingerprint(halves).frames())
                .isEqualTo(fingerprint(whole).frames())
                .hasSize(4);
    }

    @Test
    void aSecondWithoutANewFrameStillShowsTheLastOne() throws Exception {
        Path sparse = film(folder.resolve("sparse.mkv"), "testsrc2=size=320x240:rate=1/3", 9, "-c:v", "ffv1");
        VideoFingerprint read = fingerprint(sparse);
        assertThat(read.frames()).hasSize(9);
        assertThat(read.frames().get(2).hashes()).isEqualTo(read.frames().get(0).hashes());
        assertThat(read.frames().get(3).hashes())
                .isNotEqualTo(read.frames().get(0).hashes());
    }

    @Test
    void aFilmInMemoryHasTheSameFramesAsInAFile() throws Exception {
        Path file = film(folder.resolve("a.mp4"), SHAPES, 3);
        VideoReading fromMemory = new VideoFingerprinter().of(Files.readAllBytes(file));
        assertThat(read(fromMemory)).isEqualTo(fingerprint(file));
    }

    @Test
    void aFrameOfNothingIsKeptButNotMatched() throws Exception {
        VideoFingerprint grey = fingerprint(film(folder.resolve("grey.mp4"), "color=gray:size=320x240:rate=5", 3));
        assertThat(grey.frames()).hasSize(3).extracting(VideoFrame::quality).containsOnly(0);
        assertThat(grey.trusted()).isEmpty();
        assertThat(VideoMatch.of(grey, grey).queryFoundPercent()).isZero();
    }

    @Test
    void aFilmWhoseSizeChangesIsReadToItsEnd() throws Exception {
        Path small = film(folder.resolve("small.ts"), SHAPES, 2, "-c:v", "mpeg2video");
        Path large = film(folder.resolve("large.ts"), "testsrc2=size=640x480:rate=25", 2, "-c:v", "mpeg2video");
        Path both = Files.write(folder.resolve("both.ts"), Files.readAllBytes(small));
        Files.write(both, Files.readAllBytes(large), StandardOpenOption.APPEND);
        assertThat(fingerprint(both).frames()).hasSizeBetween(4, 5);
    }

    @Test
    void aFilmLongerThanTheLimitIsHashedUpToThereAndSaysSo() throws Exception {
        Path film = film(folder.resolve("a.mkv"), SHAPES, 6);
        VideoFingerprint read = read(with(LIMITS.frames(4)).of(film));
        assertThat(read.frames()).hasSize(4);
        assertThat(read.ending()).isEqualTo(Ending.TOO_MANY_FRAMES);
        assertThat(read(with(LIMITS.frames(6)).of(film)).ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void aFilmThatClaimsALeapOfADayIsBoundedByTheFramesToo() throws Exception {
        String leap = "setpts=PTS+gte(N\\,25)*90000/TB";
        Path film = edited(
                film(folder.resolve("a.mkv"), SHAPES, 2), folder.resolve("leap.mkv"), "-vf", leap, "-vsync", "0");
        VideoFingerprint read = read(with(LIMITS.frames(500)).of(film));
        assertThat(read.frames()).hasSize(500);
        assertThat(read.ending()).isEqualTo(Ending.TOO_MANY_FRAMES);
    }
}
