package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandsTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        out.reset();
        err.reset();
        try (PrintStream results = new PrintStream(out, false, StandardCharsets.UTF_8);
                PrintStream notes = new PrintStream(err, false, StandardCharsets.UTF_8)) {
            return new Commands(results, notes).run(texts);
        }
    }

    private List<String> results() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> notes() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Path put(String name, byte[] bytes) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes);
    }

    @Test
    void hashWalksFoldersInOrder() throws IOException {
        byte[] png = PictureFixture.png(80, 80, 1);
        for (String name : List.of("b/2.png", "b/1.png", "a.png", "b-.png", "with,comma \"x\".png")) {
            put(name, png);
        }
        assertThat(run("hash", folder)).isZero();
        assertThat(results()).hasSize(6).first().isEqualTo("pdq,quality,sha256,md5,path");
        Fingerprints expected = new Fingerprinter().of(png);
        PerceptualHash full = expected.perceptual().orElseThrow().full();
        assertThat(results().get(1))
                .isEqualTo(full.pdq().hex() + "," + full.quality() + ","
                        + expected.exact().sha256() + "," + expected.exact().md5() + "," + folder.resolve("a.png"));
        assertThat(results().stream().skip(1).map(line -> line.replaceAll(".*" + folder.getFileName() + "/", "")))
                .containsExactly("a.png", "b-.png", "b/1.png", "b/2.png", "with,comma \"\"x\"\".png\"");
        assertThat(notes()).isEmpty();
    }

    @Test
    void whatIsNoPictureGoesToStandardErrorWithItsReasonAndTheRestIsHashed() throws IOException {
        put("1.txt", "text".getBytes(StandardCharsets.US_ASCII));
        put("2.png", PictureFixture.pngDeclaring(65_000, 65_000));
        put("3.png", PictureFixture.png(4, 4, 1));
        put("4.png", PictureFixture.png(40, 40, 1));
        assertThat(run("hash", folder, folder.resolve("absent"))).isEqualTo(1);
        assertThat(results()).hasSize(2);
        assertThat(notes())
                .extracting(note -> note.replaceAll("^.*?/([^/:]*): ([A-Z_]+): .+$", "$1 $2"))
                .containsExactly(
                        "1.txt UNKNOWN_FORMAT", "2.png TOO_MANY_PIXELS", "3.png TOO_SMALL", "absent NOT_FOUND");
    }

    @Test
    void matchFindsAMirroredCopyInAListThatHashWrote() throws IOException {
        Path original = put("pictures/original.jpg", PictureFixture.sample("blocks-1024x768.jpg"));
        run("hash", original);
        Path list = Files.write(folder.resolve("list.csv"), out.toByteArray());
        Path mirrored = put("pictures/mirror.jpg", PictureFixture.sample("blocks-1024x768--mirror.jpg"));
        Path other = put("pictures/other.png", PictureFixture.sample("noise-97x131.png"));
        Path flat = put("pictures/flat.png", PictureFixture.sample("flat-grey.png"));
        assertThat(run("match", "--list", list, other, mirrored, flat, original))
                .isZero();
        assertThat(results()).hasSize(3).first().isEqualTo("path,pdq,distance,entry");
        assertThat(results().get(1)).startsWith(mirrored + ",");
        assertThat(results().get(2)).startsWith(original + ",").contains(",0,");
        String[] hit = results().get(1).split(",", -1);
        assertThat(Pdq.parse(hit[1]).distance(Pdq.parse(hit[3]))).isEqualTo(Integer.parseInt(hit[2]));
        assertThat(notes()).singleElement().asString().contains("flat.png: LOW_QUALITY");
    }

    /** The query's side finds the unframed copy of what is listed framed only if the list was made with this option. */
    @Test
    void aFramedCopyIsFoundAndSoIsAnUnframedOneIfTheListWasMadeInsideBorders() throws IOException {
        byte[] sample = PictureFixture.sample("blocks-1024x768.jpg");
        Path plain = put("plain.jpg", sample);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(sample));
        BufferedImage frame = new BufferedImage(1104, 848, BufferedImage.TYPE_3BYTE_BGR);
        frame.getRaster().setRect(40, 40, picture.getRaster());
        Path framed = put("framed.png", PictureFixture.encoded(frame, "png"));
        run("hash", plain);
        Path plainList = Files.write(folder.resolve("plain.csv"), out.toByteArray());
        assertThat(run("match", "--list", plainList, framed)).isZero();
        assertThat(results()).hasSize(2).last().asString().startsWith(framed + ",");
        run("hash", framed);
        assertThat(results()).hasSize(2);
        Path framedList = Files.write(folder.resolve("framed.csv"), out.toByteArray());
        assertThat(run("match", "--list", framedList, plain)).isZero();
        assertThat(results()).hasSize(1);
        assertThat(run("hash", "--inside-borders", framed)).isZero();
        assertThat(results()).hasSizeGreaterThan(2);
        Path insideList = Files.write(folder.resolve("inside.csv"), out.toByteArray());
        assertThat(run("match", "--list", insideList, plain)).isZero();
        assertThat(results()).hasSizeGreaterThan(1).element(1).asString().startsWith(plain + ",");
    }

    @Test
    void hitsAreNearestFirstAndTheThresholdHolds() throws IOException {
        Path picture = put("p.png", PictureFixture.png(200, 200, 5));
        Pdq pdq = new Fingerprinter()
                .of(Files.readAllBytes(picture))
                .perceptual()
                .orElseThrow()
                .full()
                .pdq();
        Pdq near = new Pdq(pdq.a() ^ 3, pdq.b(), pdq.c(), pdq.d());
        Pdq far = new Pdq(pdq.a(), pdq.b(), pdq.c() ^ 0x3FF, pdq.d());
        Path list = put(
                "list",
                (far.hex() + "\n" + near.hex() + "\n\n" + near.hex() + "\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(run("match", "--list", list, picture)).isZero();
        assertThat(results().stream().skip(1).map(line -> line.split(",", -1)[2]))
                .containsExactly("2", "10");
        assertThat(run("match", "--threshold", "9", "--list", list, picture)).isZero();
        assertThat(results()).hasSize(2);
    }

    @Test
    void aBadLineRefusesTheListWithItsNumber() throws IOException {
        Path picture = put("p.png", PictureFixture.png(20, 20, 5));
        Path list = put("list", ("0".repeat(64) + "\nABC\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(run("match", "--list", list, picture)).isEqualTo(2);
        assertThat(notes()).singleElement().asString().contains("line 2");
        assertThat(results()).isEmpty();
    }

    @Test
    void wrongUsageIsOneSentenceAndAStatus() {
        List<Object[]> wrong = List.of(
                new Object[] {},
                new Object[] {"smash"},
                new Object[] {"hash"},
                new Object[] {"hash", "--fast", "x"},
                new Object[] {"hash", ""},
                new Object[] {"match", "x"},
                new Object[] {"match", "--list"},
                new Object[] {"match", "--list", folder.resolve("absent"), "x"},
                new Object[] {"match", "--list", folder, "x"},
                new Object[] {"match", "--list", "l", "--threshold", "32", "x"},
                new Object[] {"match", "--list", "l", "--threshold", "-1", "x"},
                new Object[] {"match", "--list", "l"});
        assertThat(wrong).allSatisfy(arguments -> {
            assertThat(run(arguments)).isEqualTo(2);
            assertThat(notes()).hasSize(1);
            assertThat(results()).isEmpty();
        });
    }
}
