package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.egide.fingerprint.Refusal.Reason;
import org.junit.jupiter.api.Test;

final class PictureReaderTest {

    private final PictureReader reader = new PictureReader(Limits.DEFAULT);

    private static Reason reason(Reading reading) {
        return switch (reading) {
            case Reading.Refused refused -> refused.refusal().reason();
            case Reading.Decoded decoded -> throw new AssertionError("decoded as " + decoded.format());
        };
    }

    private Reading.Decoded decoded(byte[] bytes) {
        return switch (reader.read(bytes)) {
            case Reading.Decoded decoded -> decoded;
            case Reading.Refused refused -> throw new AssertionError(refused.refusal());
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    @Test
    void aPngThatDeclaresFourThousandMillionPixelsIsRefused() {
        assertThat(reason(reader.read(PictureFixture.pngDeclaring(65_000, 65_000))))
                .isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(reason(reader.read(PictureFixture.pngDeclaring(Integer.MAX_VALUE, Integer.MAX_VALUE))))
                .isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(reason(reader.read(PictureFixture.pngDeclaring(0, 9)))).isEqualTo(Reason.BROKEN);
    }

    @Test
    void aPngTooShortForWhatItDeclaresIsRefusedBeforeMemoryIsTaken() {
        assertThat(reason(reader.read(PictureFixture.pngDeclaring(7_900, 7_900))))
                .isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void aJpegCutShortIsRefused() {
        byte[] jpeg = PictureFixture.jpeg(640, 480, 4);
        for (int percent : List.of(1, 10, 50, 90, 98)) {
            byte[] cut = Arrays.copyOf(jpeg, jpeg.length * percent / 100);
            assertThat(reason(reader.read(cut))).as(percent + " %").isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void aProgressiveJpegCutShortIsRefused() {
        byte[] jpeg = PictureFixture.sample("mode-progressive.jpg");
        assertThat(reason(reader.read(Arrays.copyOf(jpeg, jpeg.length / 2)))).isEqualTo(Reason.TRUNCATED);
    }

    /** Here no pass is cut, so the decoder sees nothing amiss: the picture would only be too soft. */
    @Test
    void aProgressiveJpegThatLacksItsLastPassIsRefused() {
        byte[] jpeg = PictureFixture.sample("mode-progressive.jpg");
        int last = jpeg.length - 2;
        while ((jpeg[last] & 255) != 0xFF || (jpeg[last + 1] & 255) != 0xDA) {
            last--;
        }
        assertThat(reason(reader.read(Arrays.copyOf(jpeg, last)))).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void aJpegThatLacksOnlyItsEndMarkIsRead() {
        byte[] jpeg = PictureFixture.jpeg(64, 64, 4);
        assertThat(PictureFixture.pixels(
                        decoded(Arrays.copyOf(jpeg, jpeg.length - 2)).pixels()))
                .isEqualTo(PictureFixture.pixels(decoded(jpeg).pixels()));
    }

    @Test
    void aGifOfFiveThousandFramesIsRefused() {
        assertThat(reason(reader.read(PictureFixture.gif(5_000)))).isEqualTo(Reason.TOO_MANY_FRAMES);
        assertThat(decoded(PictureFixture.gif(1_000)).pixels().width()).isEqualTo(8);
    }

    @Test
    void aFrameSmallerThanItsCanvasLiesOnWhite() {
        int[] pixels = PictureFixture.pixels(decoded(PictureFixture.gif(1)).pixels());
        assertThat(pixels).hasSize(64);
        assertThat(pixels[0] & 0xFFFFFF).isZero();
        assertThat(Arrays.stream(pixels).skip(1)).allMatch(colour -> (colour & 0xFFFFFF) == 0xFFFFFF);
    }

    @Test
    void theLeadingBytesAloneChooseTheFormat() {
        byte[] png = PictureFixture.png(40, 30, 1);
        byte[] jpeg = PictureFixture.jpeg(90, 80, 2);
        byte[] zip = "PK\u0003\u0004 and a script".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(decoded(joined(png, jpeg)).format()).isEqualTo(Format.PNG);
        assertThat(decoded(joined(png, jpeg)).pixels().width()).isEqualTo(40);
        assertThat(PictureFixture.pixels(decoded(joined(jpeg, zip)).pixels()))
                .isEqualTo(PictureFixture.pixels(decoded(jpeg).pixels()));
        assertThat(reason(reader.read(joined(zip, png)))).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(reason(reader.read(joined("GIF89a".getBytes(StandardCharsets.US_ASCII), png))))
                .isNotEqualTo(Reason.UNKNOWN_FORMAT);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThat(reason(reader.read(new byte[0]))).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(reason(reader.read("plain text".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(Reason.UNKNOWN_FORMAT);
    }

    @Test
    void limitsOfOnesOwnHold() {
        byte[] png = PictureFixture.png(100, 100, 1);
        assertThat(reason(new PictureReader(new Limits(png.length - 1, 10_000, 1)).read(png)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(new PictureReader(new Limits(png.length, 9_999, 1)).read(png)))
                .isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(new PictureReader(new Limits(png.length, 10_000, 1)).read(png))
                .isInstanceOf(Reading.Decoded.class);
    }

    @Test
    void damagedBytesOfEveryFormatAreReadOrRefusedButNeverThrow() {
        PictureReader small = new PictureReader(new Limits(1 << 20, 1_000_000, 10));
        Random random = new Random(42);
        for (byte[] whole : FormatsTest.oneOfEachFormat()) {
            for (int i = 0; i < 150; i++) {
                byte[] damaged = whole.clone();
                for (int hit = 0; hit <= i % 5; hit++) {
                    damaged[random.nextInt(i % 2 == 0 ? Math.min(128, whole.length) : whole.length)] =
                            (byte) random.nextInt();
                }
                int length = i % 3 == 0 ? random.nextInt(whole.length) : whole.length;
                assertThat(small.read(Arrays.copyOf(damaged, length))).isNotNull();
            }
        }
    }

    @Test
    void aFileCutAnywhereInItsFirstHalfIsNeverTakenForWhole() {
        for (byte[] whole : FormatsTest.oneOfEachFormat()) {
            for (int part = 1; part < 20; part++) {
                byte[] cut = Arrays.copyOf(whole, whole.length * part / 40);
                assertThat(reason(reader.read(cut))).isNotNull();
            }
        }
    }
}
