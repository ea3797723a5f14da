package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a picture does not pass, however it comes; what are words passes byte for byte. */
final class SieveTest {
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void R10_aPictureIsFoundInEveryDisguise(String format) {
        var picture = noise(format);
        taken(Sieve.sift("image/" + format, picture), Unwanted.Kind.IMAGE);
        taken(Sieve.sift("application/octet-stream", picture), Unwanted.Kind.IMAGE);
        taken(Sieve.sift("text/plain", picture), Unwanted.Kind.IMAGE);
        taken(Sieve.sift("multipart/form-data; boundary=xyz", multipart(picture, "holiday.txt")), Unwanted.Kind.IMAGE);
        var inline = "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(picture);
        var wrapped = Base64.getMimeEncoder().encodeToString(picture);
        for (var text : List.of(inline, wrapped)) {
            var sifted = Sieve.sift(Sieve.FORM, form("hear me " + text + " that was it"));
            taken(sifted, Unwanted.Kind.IMAGE);
            assertThat(new String(sifted.body(), StandardCharsets.ISO_8859_1))
                    .contains("hear+me", "that+was+it", "quarantine")
                    .hasSizeLessThan(300);
        }
    }

    @Test
    void R10_aPictureInAFieldWithoutAFileNameIsOneAllTheSame() {
        var picture = noise("png");
        taken(Sieve.sift("multipart/form-data; boundary=xyz", multipart(picture, "")), Unwanted.Kind.IMAGE);
        taken(Sieve.sift(Sieve.FORM, percent(picture)), Unwanted.Kind.IMAGE);
        taken(Sieve.sift("multipart/form-data", multipart(picture, "")), Unwanted.Kind.IMAGE);
        taken(
                Sieve.sift(
                        "application/json",
                        ("{\"words\":\"" + Base64.getEncoder().encodeToString(picture) + "\"}")
                                .getBytes(StandardCharsets.UTF_8)),
                Unwanted.Kind.IMAGE);
    }

    @Test
    void R10_filmsAndOtherFilesStayOutToo() {
        var films = Map.of(
                "mp4", "000000186674797069736f6d0000020069736f6d69736f32",
                "webm", "1a45dfa3934282886d6174726f736b61",
                "avi", "524946462400000041564920080000000000",
                "ogg", "4f67675300020000000000000000");
        films.forEach((name, hex) -> taken(
                Sieve.sift(
                        "multipart/form-data; boundary=xyz",
                        multipart(HexFormat.of().parseHex(hex), name)),
                Unwanted.Kind.VIDEO));
        taken(
                Sieve.sift("multipart/form-data; boundary=xyz", multipart(new byte[] {'P', 'K', 3, 4, 0, 0}, "a.zip")),
                Unwanted.Kind.OTHER);
        taken(Sieve.sift("application/zip", new byte[] {'P', 'K', 3, 4, 0, 0}), Unwanted.Kind.OTHER);
    }

    @Test
    void theWordsAroundAFileArriveAsTheFormTheyWere() {
        var sifted = Sieve.sift("multipart/form-data; boundary=xyz", multipart(noise("png"), "a.png"));
        assertThat(sifted.mediaType()).isEqualTo(Sieve.FORM);
        assertThat(new String(sifted.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        "words=" + URLEncoder.encode("Écoutez-moi & lisez", StandardCharsets.UTF_8) + "&quarantined=1");
    }

    @Test
    void whatHoldsNoPictureIsTheSameBytes() {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++) {
            var text = new StringBuilder("https://pictures.example/GIF89a/ftyp?RIFF=OggS BM 8BPS ");
            for (var i = random.nextInt(200); i > 0; i--) {
                text.appendCodePoint(random.nextInt(10) == 0 ? 0x600 + random.nextInt(60) : 0x20 + random.nextInt(94));
            }
            var body = form(text.toString());
            var sifted = Sieve.sift(Sieve.FORM, body);
            assertThat(sifted.taken()).as(text.toString()).isEmpty();
            assertThat(sifted.body()).isEqualTo(body);
        }
        var hash = form("a".repeat(64) + " " + "0123456789abcdef".repeat(16));
        assertThat(Sieve.sift(Sieve.FORM, hash).body()).isEqualTo(hash);
    }

    @Test
    void whateverComesTheSieveAnswers() {
        var random = new Random(11);
        for (var round = 0; round < 5_000; round++) {
            var bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            for (var type : List.of(Sieve.FORM, "multipart/form-data; boundary=b", "multipart/mixed", "x", "")) {
                assertThat(Sieve.sift(type, bytes)).isNotNull();
            }
        }
    }

    private static void taken(Sieve.Sifted sifted, Unwanted.Kind kind) {
        assertThat(sifted.taken())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(kind));
        assertThat(Magic.inside(sifted.body())).isEmpty();
    }

    private static byte[] form(String words) {
        return ("who=ME&words=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&step=send")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] percent(byte[] value) {
        var form = new StringBuilder("words=");
        for (var one : value) {
            form.append("%%%02X".formatted(one));
        }
        return form.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] multipart(byte[] content, String name) {
        var body = new ByteArrayOutputStream();
        var file = name.isEmpty() ? "" : "; filename=\"" + name + "\"";
        body.writeBytes(
                ("--xyz\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nÉcoutez-moi & lisez\r\n--xyz\r\n"
                                + "Content-Disposition: form-data; name=\"photo\"" + file
                                + "\r\nContent-Type: text/plain\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** Noise, no likeness of anything. */
    static byte[] noise(String format) {
        var image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        var random = new Random(3);
        for (var i = 0; i < 24 * 24; i++) {
            image.setRGB(i % 24, i / 24, random.nextInt());
        }
        var bytes = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
