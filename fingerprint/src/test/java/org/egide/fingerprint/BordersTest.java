package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.junit.jupiter.api.Test;

final class BordersTest {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    private final Fingerprinter fingerprinter = new Fingerprinter();

    private static BufferedImage picture(int width, int height) {
        return PictureFixture.image(
                width, height, PictureFixture.patches(width, height, 21), BufferedImage.TYPE_3BYTE_BGR);
    }

    private static BufferedImage framed(BufferedImage picture, Color colour, int left, int top, int right, int bottom) {
        BufferedImage framed = new BufferedImage(
                picture.getWidth() + left + right, picture.getHeight() + top + bottom, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D brush = framed.createGraphics();
        brush.setColor(colour);
        brush.fillRect(0, 0, framed.getWidth(), framed.getHeight());
        brush.drawImage(picture, left, top, null);
        brush.dispose();
        return framed;
    }

    private static Pixels pixels(BufferedImage image) {
        int width = image.getWidth();
        int[] rgb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        return Pixels.of(width, image.getHeight(), rgb);
    }

    private Perceptual of(BufferedImage image, String format) {
        return fingerprinter
                .of(PictureFixture.encoded(image, format))
                .perceptual()
                .orElseThrow();
    }

    @Test
    void framesLetterboxesAndPillarboxesOfAnyColourAreFoundExactly() {
        BufferedImage picture = picture(WIDTH, HEIGHT);
        for (Color colour : List.of(Color.BLACK, Color.WHITE, new Color(180, 20, 90), new Color(9, 30, 60))) {
            assertThat(Borders.within(pixels(framed(picture, colour, 8, 8, 8, 8))))
                    .containsExactly(new Area(8, 8, WIDTH, HEIGHT));
            assertThat(Borders.within(pixels(framed(picture, colour, 0, 90, 0, 90))))
                    .containsExactly(new Area(0, 90, WIDTH, HEIGHT));
            assertThat(Borders.within(pixels(framed(picture, colour, 120, 0, 120, 0))))
                    .containsExactly(new Area(120, 0, WIDTH, HEIGHT));
            assertThat(Borders.within(pixels(framed(picture, colour, 0, 0, 0, 33))))
                    .containsExactly(new Area(0, 0, WIDTH, HEIGHT));
        }
    }

    /** Otherwise a page in a letterbox would lose its margin with it, and never meet the page's entry. */
    @Test
    void theMarginOfAPageInALetterboxStaysInTheFirstStep() {
        BufferedImage page = framed(picture(WIDTH, HEIGHT), Color.WHITE, 20, 20, 20, 20);
        assertThat(Borders.within(pixels(framed(page, Color.BLACK, 0, 60, 0, 60))))
                .containsExactly(new Area(0, 60, WIDTH + 40, HEIGHT + 40), new Area(20, 80, WIDTH, HEIGHT));
    }

    @Test
    void eachSideHasItsOwnColour() {
        BufferedImage twice =
                framed(framed(picture(WIDTH, HEIGHT), Color.BLACK, 0, 20, 0, 0), Color.WHITE, 0, 0, 0, 30);
        assertThat(Borders.within(pixels(twice))).containsExactly(new Area(0, 20, WIDTH, HEIGHT));
    }

    @Test
    void aFrameWithinAFrameIsTakenOffInTwoStepsAndAThirdStays() {
        BufferedImage picture = picture(WIDTH, HEIGHT);
        BufferedImage inner = framed(picture, Color.BLACK, 10, 10, 10, 10);
        BufferedImage middle = framed(inner, Color.WHITE, 12, 12, 12, 12);
        BufferedImage outer = framed(middle, Color.DARK_GRAY, 14, 14, 14, 14);
        assertThat(Borders.within(pixels(middle)))
                .containsExactly(new Area(12, 12, WIDTH + 20, HEIGHT + 20), new Area(22, 22, WIDTH, HEIGHT));
        assertThat(Borders.within(pixels(outer))).hasSize(2).doesNotContain(new Area(36, 36, WIDTH, HEIGHT));
    }

    @Test
    void aPictureWithoutBordersHasNone() {
        assertThat(Borders.within(pixels(picture(WIDTH, HEIGHT)))).isEmpty();
        assertThat(of(picture(WIDTH, HEIGHT), "png").trimmed()).isEmpty();
        assertThat(of(picture(WIDTH, HEIGHT), "png").queryVariants()).hasSize(16);
    }

    @Test
    void aSliverIsLeft() {
        assertThat(Borders.within(pixels(framed(picture(WIDTH, HEIGHT), Color.BLACK, 1, 0, 0, 0))))
                .isEmpty();
    }

    @Test
    void aBorderNeverTakesSoMuchThatNoPictureIsLeft() {
        assertThat(Borders.within(pixels(framed(picture(20, 20), Color.WHITE, 100, 100, 100, 100))))
                .allSatisfy(area -> {
                    assertThat(area.width()).isGreaterThanOrEqualTo(64);
                    assertThat(area.height()).isGreaterThanOrEqualTo(64);
                });
        assertThat(Borders.within(pixels(framed(picture(100, 100), Color.WHITE, 900, 900, 900, 900))))
                .allSatisfy(area -> assertThat(area.width()).isGreaterThanOrEqualTo(380));
        int[] flat = new int[500 * 400];
        Arrays.fill(flat, 0x808080);
        assertThat(Borders.within(Pixels.of(500, 400, flat))).allSatisfy(area -> {
            assertThat(area.width()).isGreaterThanOrEqualTo(100);
            assertThat(area.height()).isGreaterThanOrEqualTo(80);
        });
        for (int side : List.of(1, 5, 63, 64, 65)) {
            assertThat(Borders.within(Pixels.of(side, side, new int[side * side])))
                    .allSatisfy(area -> assertThat(area.width()).isGreaterThanOrEqualTo(64));
        }
    }

    /** Otherwise any two pictures with a wide border and a speck in it would be the same. */
    @Test
    void whatIsLeftWithTooLittleInItIsNoVariant() {
        BufferedImage speck =
                framed(new BufferedImage(100, 100, BufferedImage.TYPE_3BYTE_BGR), Color.WHITE, 9, 9, 9, 9);
        speck.setRGB(50, 50, 0xFFFFFF);
        assertThat(Borders.within(pixels(speck))).isNotEmpty();
        assertThat(of(speck, "png").trimmed()).isEmpty();
    }

    @Test
    void aFramedJpegIsFoundByTheUnframedOne() {
        BufferedImage picture = picture(WIDTH, HEIGHT);
        Pdq entry = of(picture, "jpg").full().pdq();
        for (int share : List.of(2, 5, 10)) {
            int frame = WIDTH * share / 100;
            Perceptual framed = of(framed(picture, new Color(200, 200, 210), frame, frame, frame, frame), "jpg");
            assertThat(framed.full().pdq().distance(entry)).as(share + " %").isGreaterThan(31);
            assertThat(nearest(framed, entry)).as(share + " %").isLessThanOrEqualTo(12);
        }
    }

    @Test
    void aFramedAndMirroredCopyIsFoundByItsVariant() throws IOException {
        Pdq entry = fingerprinter
                .of(PictureFixture.sample("blocks-1024x768.jpg"))
                .perceptual()
                .orElseThrow()
                .full()
                .pdq();
        BufferedImage mirrored =
                ImageIO.read(new ByteArrayInputStream(PictureFixture.sample("blocks-1024x768--mirror.jpg")));
        List<QueryVariant> variants =
                of(framed(mirrored, Color.BLACK, 25, 25, 25, 25), "jpg").queryVariants();
        assertThat(variants)
                .filteredOn(variant -> variant.trims() == 0)
                .hasSize(16)
                .noneMatch(variant -> near(variant, entry));
        assertThat(variants)
                .filteredOn(variant -> variant.trims() == 1 && variant.form() == Form.FULL)
                .filteredOn(variant -> near(variant, entry))
                .extracting(QueryVariant::orientation)
                .containsExactly(Orientation.FLIPPED_Y);
    }

    private static boolean near(QueryVariant variant, Pdq entry) {
        return variant.pdq().distance(entry) <= NearDuplicateIndex.GREATEST_THRESHOLD;
    }

    private static int nearest(Perceptual picture, Pdq entry) {
        return picture.queryVariants().stream()
                .mapToInt(variant -> variant.pdq().distance(entry))
                .min()
                .orElseThrow();
    }

    @Test
    void noiseInTheBorderIsBorneAndAPatternIsNot() {
        Random random = new Random(3);
        BufferedImage framed = framed(picture(WIDTH, HEIGHT), Color.GRAY, 30, 30, 30, 30);
        Stream.iterate(0, i -> i + 1).limit(framed.getWidth()).forEach(x -> {
            for (int y = 0; y < 30; y++) {
                int grey = 128 + random.nextInt(11) - 5;
                framed.setRGB(x, y, grey * 0x010101);
            }
        });
        assertThat(Borders.within(pixels(framed))).contains(new Area(30, 30, WIDTH, HEIGHT));
        for (int x = 0; x < framed.getWidth(); x++) {
            framed.setRGB(x, 0, x % 2 * 0xFFFFFF);
        }
        assertThat(Borders.within(pixels(framed)))
                .allSatisfy(area -> assertThat(area.top()).isZero());
    }
}
