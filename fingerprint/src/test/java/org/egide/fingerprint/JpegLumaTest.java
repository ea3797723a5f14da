package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.egide.fingerprint.JpegFixture.Encoding;
import org.egide.fingerprint.Refusal.Reason;
import org.junit.jupiter.api.Test;

final class JpegLumaTest {

    private static final List<Encoding> ENCODINGS = List.of(
            Encoding.USUAL,
            Encoding.USUAL.sampled(1, 1),
            Encoding.USUAL.sampled(2, 1),
            Encoding.USUAL.sampled(1, 2),
            Encoding.USUAL.sampled(4, 1),
            Encoding.USUAL.of(100).sampled(1, 1),
            Encoding.USUAL.of(5),
            Encoding.USUAL.withRestarts(1),
            Encoding.USUAL.withRestarts(7).sampled(1, 1),
            Encoding.USUAL.inPasses(),
            Encoding.USUAL.inPasses().of(98).sampled(1, 1),
            Encoding.USUAL.inPasses().sampled(2, 1).of(30),
            Encoding.USUAL.inPasses().withRestarts(5));

    private static void same(byte[] file, Object what) throws Exception {
        assertThat(JpegFixture.found(file)).as("%s", what).isEqualTo(JpegFixture.expected(file));
    }

    @Test
    void theLumaIsThatOfTheRuntimesDecoderToTheLastNumber() throws Exception {
        Random random = new Random(3);
        for (Encoding encoding : ENCODINGS) {
            for (int i = 0; i < 12; i++) {
                int width = 1 + random.nextInt(i < 8 ? 70 : 300);
                int height = 1 + random.nextInt(i < 8 ? 70 : 300);
                same(JpegFixture.colour(width, height, i, encoding), width + " x " + height + " " + encoding);
            }
        }
    }

    @Test
    void greyIsReadAsWell() throws Exception {
        for (Encoding encoding : List.of(
                Encoding.USUAL,
                Encoding.USUAL.sampled(1, 1),
                Encoding.USUAL.inPasses(),
                Encoding.USUAL.withRestarts(3))) {
            same(JpegFixture.grey(123, 77, 5, encoding), encoding);
        }
    }

    @Test
    void theEncodingsOfThisTestAreWhatTheyAreCalled() {
        assertThat(JpegFixture.marks(JpegFixture.colour(99, 99, 1, Encoding.USUAL.withRestarts(7)), 0xD0, 0xD7))
                .isEqualTo(6);
        assertThat(JpegFixture.marks(JpegFixture.colour(99, 99, 1, Encoding.USUAL.inPasses()), 0xC2, 0xC2))
                .isEqualTo(1);
        assertThat(JpegFixture.marks(JpegFixture.colour(99, 99, 1, Encoding.USUAL.inPasses()), 0xDA, 0xDA))
                .isGreaterThan(5);
    }

    @Test
    void theSamplesOfOtherEncodersAreReadToo() throws Exception {
        for (List<String> sample : PictureFixture.samples()) {
            if (sample.getFirst().endsWith(".jpg") && !sample.getFirst().contains("cmyk")) {
                same(PictureFixture.sample(sample.getFirst()), sample.getFirst());
            }
        }
    }

    @Test
    void fourInksHaveNoLuma() {
        assertThatThrownBy(() -> JpegFixture.found(PictureFixture.sample("mode-cmyk.jpg")))
                .isInstanceOf(OddJpegException.class);
        assertThat(new PictureReader(Limits.DEFAULT, Luma.STORED).read(PictureFixture.sample("mode-cmyk.jpg")))
                .isInstanceOf(Reading.Decoded.class);
    }

    @Test
    void aFileCutShortIsRefusedForTheSameReasonAsEver() {
        PictureReader stored = new PictureReader(Limits.DEFAULT, Luma.STORED);
        for (Encoding encoding : ENCODINGS) {
            byte[] file = JpegFixture.colour(200, 150, 1, encoding);
            for (int percent : List.of(3, 20, 50, 80, 97)) {
                byte[] cut = Arrays.copyOf(file, file.length * percent / 100);
                assertThat(stored.read(cut))
                        .as("%s %d %%", encoding, percent)
                        .isInstanceOfSatisfying(
                                Reading.Refused.class,
                                refused ->
                                        assertThat(refused.refusal().reason()).isEqualTo(Reason.TRUNCATED));
            }
        }
    }

    /** The end mark is there, but not all that should come before it. */
    @Test
    void dataThatEndEarlyAreNeverTakenForWhole() {
        for (Encoding encoding : List.of(Encoding.USUAL, Encoding.USUAL.sampled(1, 1))) {
            byte[] file = JpegFixture.colour(200, 150, 1, encoding);
            byte[] cut = Arrays.copyOf(file, file.length * 9 / 10);
            cut[cut.length - 2] = (byte) 0xFF;
            cut[cut.length - 1] = (byte) 0xD9;
            assertThatThrownBy(() -> JpegFixture.found(cut)).isInstanceOf(OddJpegException.class);
        }
    }

    @Test
    void aMissingRestartIsLeftToOthers() {
        byte[] file = JpegFixture.colour(200, 150, 1, Encoding.USUAL.withRestarts(7));
        int at = 0;
        while (file[at] != -1 || (file[at + 1] & 255) != 0xD2) {
            at++;
        }
        file[at + 1] = (byte) 0xD5;
        assertThatThrownBy(() -> JpegFixture.found(file)).isInstanceOf(OddJpegException.class);
    }

    /** A scan too few would only be a little soft, one too many would add what is there already. */
    @Test
    void aProgressiveFileHasEveryScanOfItsLumaOnce() throws Exception {
        byte[] file = JpegFixture.colour(90, 60, 2, Encoding.USUAL.inPasses());
        int[] last = JpegFixture.scansOfLuma(file).getLast();
        int[] first = JpegFixture.scansOfLuma(file).getFirst();
        byte[] missing = JpegFixture.spliced(file, last[0], new byte[0], last[1]);
        byte[] twice = JpegFixture.spliced(file, first[1], Arrays.copyOfRange(file, first[0], first[1]), first[1]);
        assertThatThrownBy(() -> JpegFixture.found(missing)).isInstanceOf(OddJpegException.class);
        assertThatThrownBy(() -> JpegFixture.found(twice)).isInstanceOf(OddJpegException.class);
        same(JpegFixture.spliced(file, last[1], new byte[0], last[1]), "as it was");
    }

    @Test
    void aBlockHasNoMoreThanSixtyFourCoefficients() throws Exception {
        // A code 0 for the mean, then codes 0 for fifteen zeros and a one: the third one of these is number 48, the
        // fourth 64.
        assertThat(JpegFixture.found(JpegFixture.oneBlock(0xF1, 0b0_01_01_01_1, 0b0_0000000)))
                .hasSize(64);
        assertThatThrownBy(() -> JpegFixture.found(JpegFixture.oneBlock(0xF1, 0b0_01_01_01_0, 0b1_0000000)))
                .isInstanceOf(OddJpegException.class);
    }

    @Test
    void aUnitHasNoMoreThanTenBlocks() {
        byte[] file = JpegFixture.colour(200, 150, 1, Encoding.USUAL.sampled(1, 1));
        int frame = 0;
        while (file[frame] != -1 || (file[frame + 1] & 255) != 0xC0) {
            frame++;
        }
        for (int component = 0; component < 3; component++) {
            file[frame + 11 + 3 * component] = 0x44;
        }
        assertThatThrownBy(() -> JpegFixture.found(file))
                .isInstanceOf(OddJpegException.class)
                .hasMessageContaining("more blocks");
    }

    @Test
    void aHuffmanTableWithMoreCodesThanCanBeToldApartIsRefused() {
        int[] counts = new int[16];
        counts[0] = 3;
        assertThatThrownBy(() -> HuffmanTable.of(counts, new int[3])).isInstanceOf(OddJpegException.class);
    }

    @Test
    void damagedFilesGiveTheSameAnswerAsEverOrThePictureWithoutItsColours() {
        Limits limits = new Limits(1 << 20, 1_000_000, 10);
        PictureReader stored = new PictureReader(limits, Luma.STORED);
        PictureReader converted = new PictureReader(limits);
        Random random = new Random(7);
        int read = 0;
        int refused = 0;
        for (Encoding encoding : ENCODINGS) {
            byte[] whole = JpegFixture.colour(90, 60, 2, encoding);
            for (int i = 0; i < 120; i++) {
                byte[] damaged = whole.clone();
                for (int hit = 0; hit <= i % 4; hit++) {
                    damaged[2 + random.nextInt(whole.length - 2)] = (byte) random.nextInt();
                }
                Reading fast = stored.read(damaged);
                switch (fast) {
                    case Reading.Decoded _ -> read++;
                    case Reading.Refused no -> {
                        assertThat(converted.read(damaged)).isEqualTo(no);
                        refused++;
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void twelveMegapixelsTakeLessThanSixtyMegabytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Encoding encoding : List.of(Encoding.USUAL, Encoding.USUAL.inPasses())) {
            byte[] file = JpegFixture.colour(4_000, 3_000, 4, encoding);
            long before = threads.getCurrentThreadAllocatedBytes();
            Fingerprints fingerprints = new Fingerprinter(Limits.DEFAULT, Luma.STORED).of(file);
            long taken = threads.getCurrentThreadAllocatedBytes() - before + file.length;
            assertThat(fingerprints.perceptual()).isPresent();
            assertThat(taken).as("%s", encoding).isLessThan(60_000_000);
        }
    }
}
