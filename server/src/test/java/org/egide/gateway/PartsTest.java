package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.gateway.GatewayFixture.utf8;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.egide.platform.Refusal;
import org.junit.jupiter.api.Test;

/** A part arrives byte for byte, however the network cuts the body, or it is refused; it is never cut short in silence. */
final class PartsTest {
    private static final String TYPE = "multipart/form-data; boundary=edge";

    /** Gives a few bytes at a time, as a network does. */
    private static InputStream dripping(byte[] bytes, int most) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, most));
            }
        };
    }

    private static byte[] file(InputStream body) throws IOException {
        var parts = Parts.of(TYPE, body);
        var id = parts.next().orElseThrow();
        assertThat(id.field()).isEqualTo("id");
        assertThat(id.text()).isEqualTo("7");
        var file = parts.next().orElseThrow();
        assertThat(file.fileName()).hasValue("noise.bin");
        var bytes = file.stream().readAllBytes();
        assertThat(parts.next()).isEmpty();
        return bytes;
    }

    @Test
    void bytesThatLookLikeADelimiterArriveWholeHoweverTheBodyIsCut() throws IOException {
        var random = new Random(7);
        var pieces = new String[] {
            "\r", "\n", "-", "--", "\r\n--edg", "\r\n--edge", "\r\n--edge x", "\r\n--edge-", "e", "\r\n"
        };
        for (var round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            for (var i = random.nextInt(12); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            // After the piece, a whole delimiter must not arise by chance: that body would mean something else.
            var noise = text.append('x').toString();
            if (noise.contains("\r\n--edge\r\n") || noise.contains("\r\n--edge--")) {
                continue;
            }
            var body = GatewayFixture.multipart("edge", "7", "noise.bin", utf8(noise));
            assertThat(file(dripping(body, 1 + random.nextInt(40)))).isEqualTo(utf8(noise));
        }
    }

    @Test
    void aLargePartCrossesTheBufferWhole() throws IOException {
        var noise = new byte[1_000_003];
        new Random(11).nextBytes(noise);
        var body = GatewayFixture.multipart("edge", "7", "noise.bin", noise);
        assertThat(file(dripping(body, 65_537))).isEqualTo(noise);
    }

    @Test
    void everyCutOfABodyIsRefused() {
        var whole = GatewayFixture.multipart("edge", "7", "noise.bin", utf8("noise"));
        for (var length = 0; length < whole.length - 3; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> file(dripping(cut, 3)))
                    .as("%s", length)
                    .isInstanceOf(Refusal.class)
                    .satisfies(refusal -> assertThat(((Refusal) refusal).code()).startsWith("broken-"));
        }
    }

    @Test
    void aPartThatWasNotReadIsSkipped() {
        var parts = Parts.of(TYPE, dripping(GatewayFixture.multipart("edge", "7", "noise.bin", utf8("noise")), 5));
        var first = parts.next().orElseThrow();
        assertThat(parts.next().orElseThrow().field()).isEqualTo("file");
        assertThat(first.text()).isEmpty();
    }
}
