package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.egide.fingerprint.Refusal.Reason;
import org.junit.jupiter.api.Test;

/** Files made to exhaust or to deceive: each is refused, or read as what it is, within bounded memory. */
final class HostileFilesTest {

    /** What a refusal may cost beside a few copies of the file. */
    private static final long SPARE = 2 << 20;

    private final PictureReader reader = new PictureReader(Limits.DEFAULT);

    /** The refusal, which must not have cost memory. */
    private Reason refused(byte[] file) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
        Reading reading = reader.read(file);
        long taken = threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before;
        assertThat(taken).as("bytes taken for a file of %d", file.length).isLessThan(8L * file.length + SPARE);
        return switch (reading) {
            case Reading.Refused refused -> refused.refusal().reason();
            case Reading.Decoded decoded -> throw new AssertionError("decoded as " + decoded.format());
        };
    }

    private Reading.Decoded decoded(byte[] file) {
        return switch (reader.read(file)) {
            case Reading.Decoded decoded -> decoded;
            case Reading.Refused refused -> throw new AssertionError(refused.refusal());
        };
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void headersThatDeclareSixtyFiveThousandSquaredAreRefusedInEveryFormat() {
        byte[] jpeg = PictureFixture.jpeg(32, 32, 1);
        int frame = 2;
        while ((jpeg[frame] & 255) != 0xFF || (jpeg[frame + 1] & 255) != 0xC0) {
            frame++;
        }
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
        byte[] gif = PictureFixture.gif(1);
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 65_000)
                .putShort(8, (short) 65_000);
        byte[] bmp = PictureFixture.encoded(new BufferedImage(9, 9, BufferedImage.TYPE_3BYTE_BGR), "bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 65_000).putInt(22, -65_000);
        byte[] tiff = tiff(directory(0, 65_000, 65_000));
        // A lossless WebP holds its sizes less one in 14 bits each.
        byte[] webp = joined(ascii("RIFF"), hex("16000000"), ascii("WEBPVP8L"), hex("0a000000 2f ffffff0f 0000000000"));
        for (byte[] file : List.of(jpeg, PictureFixture.pngDeclaring(65_000, 65_000), gif, bmp, tiff, webp)) {
            assertThat(refused(file)).isEqualTo(Reason.TOO_MANY_PIXELS);
        }
    }

    /** One directory: width, height, one strip of one byte, grey of 8 bits. */
    private static byte[] directory(int next, int width, int height) {
        ByteBuffer fields = ByteBuffer.allocate(2 + 12 * 6 + 4).order(ByteOrder.LITTLE_ENDIAN);
        fields.putShort((short) 6);
        for (int[] field : new int[][] {{256, width}, {257, height}, {258, 8}, {262, 1}, {273, 8}, {279, 1}}) {
            fields.putShort((short) field[0]).putShort((short) 4).putInt(1).putInt(field[1]);
        }
        return fields.putInt(next).array();
    }

    private static byte[] tiff(byte[]... directories) {
        return joined(hex("49492a00 09000000 00"), joined(directories));
    }

    @Test
    void aTiffWhosePagesRunInARingIsRefused() {
        assertThat(refused(tiff(directory(9, 1, 1)))).isEqualTo(Reason.TOO_MANY_FRAMES);
    }

    @Test
    void aTiffOfMoreThanAThousandPagesIsRefused() {
        byte[][] pages = new byte[1_001][];
        int length = directory(0, 6, 1).length;
        for (int i = 0; i < pages.length; i++) {
            pages[i] = directory(i + 1 < pages.length ? 9 + (i + 1) * length : 0, 6, 1);
        }
        assertThat(refused(tiff(pages))).isEqualTo(Reason.TOO_MANY_FRAMES);
    }

    @Test
    void anAnimationOfMoreThanAThousandFramesIsRefusedInEveryFormat() {
        assertThat(refused(PictureFixture.gif(1_001))).isEqualTo(Reason.TOO_MANY_FRAMES);
        byte[] png = PictureFixture.png(16, 16, 1);
        byte[] control = chunk("fcTL", new byte[26]);
        byte[][] parts = new byte[1_003][];
        Arrays.fill(parts, control);
        parts[0] = Arrays.copyOf(png, 33);
        parts[1_002] = Arrays.copyOfRange(png, 33, png.length);
        assertThat(refused(joined(parts))).isEqualTo(Reason.TOO_MANY_FRAMES);
        byte[] animated = PictureFixture.sample("noise-97x131--animated.webp");
        int frame = new String(animated, StandardCharsets.ISO_8859_1).indexOf("ANMF");
        int length =
                8 + ByteBuffer.wrap(animated).order(ByteOrder.LITTLE_ENDIAN).getInt(frame + 4);
        byte[] small = Arrays.copyOfRange(animated, frame, frame + 8 + 16);
        ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 16);
        byte[][] frames = new byte[1_002][];
        Arrays.fill(frames, small);
        frames[0] = Arrays.copyOf(animated, frame + length);
        byte[] many = joined(frames);
        ByteBuffer.wrap(many).order(ByteOrder.LITTLE_ENDIAN).putInt(4, many.length - 8);
        assertThat(refused(many)).isEqualTo(Reason.TOO_MANY_FRAMES);
    }

    private static byte[] chunk(String name, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(ascii(name)).put(data);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) sum.getValue()).array();
    }

    /** A preview, a profile and a whole archive within a picture are neither opened nor decoded. */
    @Test
    void whatIsNestedInAPictureIsNotLookedAt() {
        byte[] jpeg = PictureFixture.jpeg(64, 48, 4);
        byte[] inner = PictureFixture.jpeg(200, 200, 5);
        byte[] exif = joined(hex("ffe1"), length(inner.length + 8), ascii("Exif\0\0"), inner);
        byte[] nested = joined(Arrays.copyOf(jpeg, 2), exif, exif, Arrays.copyOfRange(jpeg, 2, jpeg.length));
        assertThat(PictureFixture.pixels(decoded(nested).pixels()))
                .isEqualTo(PictureFixture.pixels(decoded(jpeg).pixels()));
        byte[] png = PictureFixture.png(64, 48, 4);
        byte[] bomb = chunk("zTXt", joined(ascii("x\0\0"), new byte[100_000]));
        byte[] profile = chunk("iCCP", joined(ascii("x\0\0"), new byte[100_000]));
        byte[] stuffed = joined(Arrays.copyOf(png, 33), bomb, profile, Arrays.copyOfRange(png, 33, png.length));
        assertThat(PictureFixture.pixels(decoded(stuffed).pixels()))
                .isEqualTo(PictureFixture.pixels(decoded(png).pixels()));
    }

    private static byte[] length(int length) {
        return new byte[] {(byte) (length >> 8), (byte) length};
    }

    /** The same bytes begin as one thing and hold others: only the beginning counts. */
    @Test
    void aFileOfTwoKindsIsReadAsWhatItBeginsWith() {
        byte[] gif = PictureFixture.gif(1);
        byte[] script = ascii("/*<svg onload=x>*/");
        assertThat(decoded(joined(gif, script, PictureFixture.png(9, 9, 1))).format())
                .isEqualTo(Format.GIF);
        assertThat(refused(joined(script, gif))).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(refused(joined(ascii("%PDF-1.7\n"), PictureFixture.jpeg(16, 16, 1))))
                .isEqualTo(Reason.UNKNOWN_FORMAT);
    }

    /** Deflated zeros: 64 megabytes of rows in 64 kilobytes, while the header says ten rows. */
    @Test
    void picturesThatUnpackToMoreThanTheyDeclareAreReadAsDeclared() {
        byte[] data = new byte[80_000];
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[64 << 20]);
        deflater.finish();
        int length = deflater.deflate(data);
        deflater.end();
        byte[] header = hex("0000000a 0000000a 08 00 00 00 00");
        byte[] png = joined(
                hex("89504e470d0a1a0a"),
                chunk("IHDR", header),
                chunk("IDAT", Arrays.copyOf(data, length)),
                chunk("IEND", new byte[0]));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
        assertThat(decoded(png).pixels().height()).isEqualTo(10);
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before)
                .isLessThan(SPARE);
    }

    @Test
    void aJpegOfHundredsOfPassesIsRefused() {
        byte[] jpeg = PictureFixture.sample("mode-progressive.jpg");
        int pass = jpeg.length - 2;
        while ((jpeg[pass] & 255) != 0xFF || (jpeg[pass + 1] & 255) != 0xDA) {
            pass--;
        }
        byte[][] parts = new byte[300][];
        Arrays.fill(parts, Arrays.copyOfRange(jpeg, pass, jpeg.length - 2));
        parts[0] = Arrays.copyOf(jpeg, jpeg.length - 2);
        parts[299] = hex("ffd9");
        assertThat(refused(joined(parts))).isEqualTo(Reason.TOO_MANY_FRAMES);
    }
}
