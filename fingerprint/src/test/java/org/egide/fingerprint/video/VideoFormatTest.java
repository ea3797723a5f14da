package org.egide.fingerprint.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class VideoFormatTest {

    /** Bytes that the container starts with. */
    static byte[] start(VideoFormat format) {
        String text = switch (format) {
            case MP4 -> "\0\0\0\u0018ftypisom\0\0\0\0isommp42";
            case MATROSKA -> "\u001aE\u00df\u00a3";
            case AVI -> "RIFF\u0010\0\0\0AVI LIST";
            case MPEG_TS -> ("G" + "\0".repeat(187)).repeat(3);
            case MPEG_PS -> "\0\0\u0001\u00ba";
            case FLV -> "FLV\u0001\u0005\0\0\0\u0009";
            case ASF -> "0&\u00b2u\u008ef\u00cf\u0011";
        };
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void everyContainerIsKnownByItsStartAndByNothingLess() {
        for (VideoFormat format : VideoFormat.values()) {
            byte[] start = start(format);
            assertThat(VideoFormat.of(start)).contains(format);
            for (int length = 0; length < 4; length++) {
                assertThat(VideoFormat.of(Arrays.copyOf(start, length))).isEmpty();
            }
        }
    }

    @Test
    void transportStreamsOfDiscsWithFourMoreBytesAPacketAreKnown() {
        byte[] packets = ("\0\0\0\0G" + "\0".repeat(187)).repeat(3).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(VideoFormat.of(packets)).contains(VideoFormat.MPEG_TS);
    }
}
