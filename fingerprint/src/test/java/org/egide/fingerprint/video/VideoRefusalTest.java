package org.egide.fingerprint.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.fingerprint.video.FilmFixture.FRACTAL;
import static org.egide.fingerprint.video.FilmFixture.SHAPES;
import static org.egide.fingerprint.video.FilmFixture.film;
import static org.egide.fingerprint.video.FilmFixture.read;
import static org.egide.fingerprint.video.FilmFixture.refusal;
import static org.egide.fingerprint.video.FilmFixture.with;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.egide.fingerprint.Refusal.Reason;
import org.egide.fingerprint.video.VideoFingerprint.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VideoRefusalTest {

    private static final FilmFixture.Bounds USUAL = FilmFixture.Bounds.USUAL;
    private static final byte[] MP4_START = "\0\0\0\u0018ftypisom\0\0\0\0isom".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    private Path put(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void withoutFfmpegAFilmIsRefusedWithASentenceThatHelps() throws Exception {
        Path film = put("a.mp4", MP4_START);
        for (Optional<Path> nowhere : Arrays.asList(Optional.<Path>empty(), Optional.of(Path.of("/nowhere/ffmpeg")))) {
            VideoFingerprinter reader = new VideoFingerprinter(nowhere, Isolation.NAMESPACES, VideoLimits.DEFAULT);
            assertThat(reader.ready()).isFalse();
            VideoReading reading = reader.of(film);
            assertThat(refusal(reading)).isEqualTo(Reason.NO_FFMPEG);
            assertThat(((VideoReading.Refused) reading).refusal().detail())
                    .contains("ffmpeg was not found")
                    .contains("install Debian's package ffmpeg");
        }
    }

    @Test
    void whatIsNoFilmIsRefusedBeforeFfmpegIsAsked() throws Exception {
        VideoFingerprinter without =
                new VideoFingerprinter(Optional.empty(), Isolation.NAMESPACES, VideoLimits.DEFAULT);
        assertThat(refusal(without.of(put("empty.mp4", new byte[0])))).isEqualTo(Reason.EMPTY);
        assertThat(refusal(without.of(new byte[0]))).isEqualTo(Reason.EMPTY);
        assertThat(refusal(without.of(folder))).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(without.of(folder.resolve("absent.mp4")))).isEqualTo(Reason.UNREADABLE);
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        assertThat(refusal(without.of(put("noise.mp4", noise)))).isEqualTo(Reason.UNKNOWN_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n",
                "ffconcat version 1.0\nfile /etc/hostname\n",
                "<?xml version=\"1.0\"?><MPD></MPD>",
                "[Reference]\r\nRef1=http://127.0.0.1/\r\n",
                "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n",
                "GIF89a",
                "RIFF\1\0\0\0WEBPVP8 ",
                "\0\0\0\u0018ftypavif\0\0\0\0",
                "\0\0\0\u0018ftypheic\0\0\0\0"
            })
    void playlistsAndPicturesAreNoFilmsWhateverTheirName(String text) throws Exception {
        Path file = put("a.mp4", text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal(new VideoFingerprinter().of(file))).isEqualTo(Reason.UNKNOWN_FORMAT);
    }

    @Test
    void aFilmLargerThanTheLimitIsNotDecoded() throws Exception {
        assertThat(refusal(with(USUAL.bytes(10)).of(put("a.mp4", MP4_START)))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aFilmThatEndsBeforeItsIndexIsTruncated() throws Exception {
        FilmFixture.assumeSandbox();
        byte[] whole = Files.readAllBytes(film(folder.resolve("a.mp4"), SHAPES, 3));
        Path half = put("half.mp4", Arrays.copyOf(whole, whole.length / 2));
        assertThat(refusal(new VideoFingerprinter().of(half))).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void aFilmWhoseSecondHalfIsMissingKeepsItsFirstHalfAndSaysSo() throws Exception {
        FilmFixture.assumeSandbox();
        byte[] whole = Files.readAllBytes(film(folder.resolve("a.mkv"), SHAPES, 6));
        VideoFingerprint read =
                read(new VideoFingerprinter().of(put("half.mkv", Arrays.copyOf(whole, whole.length / 2))));
        assertThat(read.ending()).isEqualTo(Ending.DAMAGED);
        assertThat(read.frames()).hasSizeBetween(1, 5);
    }

    @Test
    void aStartOfAFilmAndThenNoiseIsRefusedByName() throws Exception {
        FilmFixture.assumeSandbox();
        byte[] noise = new byte[100_000];
        for (int seed = 0; seed < 3; seed++) {
            new Random(seed).nextBytes(noise);
            for (VideoFormat format : VideoFormat.values()) {
                byte[] start = VideoFormatTest.start(format);
                System.arraycopy(start, 0, noise, 0, start.length);
                assertThat(refusal(new VideoFingerprinter().of(noise)))
                        .as(format.name())
                        .isIn(Reason.TRUNCATED, Reason.BROKEN, Reason.NO_FRAMES, Reason.UNSUPPORTED);
            }
        }
    }

    @Test
    void soundAloneIsNoFilm() throws Exception {
        FilmFixture.assumeSandbox();
        Path sound = film(folder.resolve("sound.mp4"), "sine", 2);
        assertThat(refusal(new VideoFingerprinter().of(sound))).isEqualTo(Reason.NO_FRAMES);
    }

    @Test
    void anEncodingThatIsNotOnTheListIsRefused() throws Exception {
        FilmFixture.assumeSandbox();
        Path gif = film(folder.resolve("a.mkv"), SHAPES, 1, "-c:v", "gif");
        assertThat(refusal(new VideoFingerprinter().of(gif))).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void framesUnderFivePixelsHaveNoHash() throws Exception {
        FilmFixture.assumeSandbox();
        Path tiny = film(folder.resolve("a.mkv"), "testsrc2=size=4x4:rate=5", 1, "-c:v", "ffv1");
        assertThat(refusal(new VideoFingerprinter().of(tiny))).isEqualTo(Reason.TOO_SMALL);
    }

    @ParameterizedTest
    @CsvSource({"ffv1", "mjpeg", "mpeg4", "rawvideo", "huffyuv"})
    void aHeaderOf65000By65000PixelsIsNotDecoded(String encoder) throws Exception {
        FilmFixture.assumeSandbox();
        Path film = film(folder.resolve("a.avi"), SHAPES, 1, "-c:v", encoder);
        VideoReading reading = new VideoFingerprinter().of(declaring(Files.readAllBytes(film), 65_000, 65_000));
        if (reading instanceof VideoReading.Refused) {
            assertThat(refusal(reading)).isIn(Reason.TOO_MANY_PIXELS, Reason.BROKEN, Reason.NO_FRAMES);
        } else {
            // MJPEG and MPEG-4 carry the true size with each frame: the lie is not believed.
            assertThat(read(reading).frames()).hasSize(1);
            assertThat(encoder).isIn("mjpeg", "mpeg4");
        }
    }

    /** Changes the size in an AVI's stream format. */
    private static byte[] declaring(byte[] avi, int width, int height) {
        int at = new String(avi, 0, 4096, StandardCharsets.ISO_8859_1).indexOf("strf");
        ByteBuffer.wrap(avi)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(at + 12, width)
                .putInt(at + 16, height);
        return avi;
    }

    @Test
    void aFrameOfMorePixelsThanTheLimitIsRefused() throws Exception {
        FilmFixture.assumeSandbox();
        Path film = film(folder.resolve("a.mkv"), SHAPES, 1);
        assertThat(refusal(with(USUAL.pixels(320 * 240 - 1)).of(film))).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(read(with(USUAL.pixels(320 * 240)).of(film)).frames()).hasSize(1);
    }

    @Test
    void aDecoderThatNeedsMoreMemoryThanTheLimitIsRefused() throws Exception {
        FilmFixture.assumeSandbox();
        Path film = film(folder.resolve("a.mkv"), "color=black:size=6000x5000:rate=1", 1, "-c:v", "ffv1");
        assertThat(refusal(with(USUAL.memory(300L << 20)).of(film))).isEqualTo(Reason.TOO_MUCH_MEMORY);
        assertThat(refusal(with(USUAL.memory(64L << 20)).of(film))).isEqualTo(Reason.TOO_MUCH_MEMORY);
    }

    @Test
    void aFilmThatTakesTooLongIsStoppedAndNothingIsLeftRunning() throws Exception {
        FilmFixture.assumeSandbox();
        // Many frames of one film second: the first frame comes out late.
        Path slow = film(folder.resolve("a.mkv"), "testsrc2=size=1280x720:rate=900", 2, "-preset", "ultrafast");
        VideoReading reading = with(USUAL.longest(Duration.ofMillis(150))).of(slow);
        if (reading instanceof VideoFingerprint some) {
            assertThat(some.ending()).isEqualTo(Ending.TOO_SLOW);
        } else {
            assertThat(refusal(reading)).isEqualTo(Reason.TOO_SLOW);
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void anInterruptedReaderLeavesNothingRunning() throws Exception {
        FilmFixture.assumeSandbox();
        Path film = film(folder.resolve("a.mkv"), FRACTAL, 2);
        Thread.currentThread().interrupt();
        try {
            new VideoFingerprinter().of(film);
        } catch (InterruptedException expected) {
            assertThat(ProcessHandle.current().descendants()).isEmpty();
            return;
        }
        throw new AssertionError("an interrupt was not noticed");
    }
}
