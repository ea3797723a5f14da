package org.egide.fingerprint.video;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The containers of films that are read, known by their leading bytes, never by the name. */
public enum VideoFormat {
    /** MP4, QuickTime, 3GP. */
    MP4("mov"),
    /** Matroska and WebM. */
    MATROSKA("matroska"),
    /** Audio Video Interleave. */
    AVI("avi"),
    /** MPEG transport stream, with 188 or 192 bytes a packet. */
    MPEG_TS("mpegts"),
    /** MPEG program stream. */
    MPEG_PS("mpeg"),
    /** Flash video. */
    FLV("flv"),
    /** Windows Media. */
    ASF("asf");

    /** So many leading bytes decide. */
    static final int HEAD = 1024;

    private static final Set<String> FIRST_BOXES =
            Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "moof", "styp");
    private static final Set<String> STILL_PICTURES =
            Set.of("heic", "heix", "heim", "heis", "mif1", "avif", "avci", "jxl ");
    private static final String ASF_MARK = "0&\u00b2u\u008ef\u00cf\u0011";

    private final String demuxer;

    VideoFormat(String demuxer) {
        this.demuxer = demuxer;
    }

    /** ffmpeg's name of the one reader that is allowed for it. */
    String demuxer() {
        return demuxer;
    }

    /** The container whose mark these leading bytes carry. */
    public static Optional<VideoFormat> of(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, HEAD), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values()).filter(format -> format.marks(text)).findFirst();
    }

    private boolean marks(String head) {
        return switch (this) {
            case MP4 -> FIRST_BOXES.contains(part(head, 4, 8)) && !STILL_PICTURES.contains(part(head, 8, 12));
            case MATROSKA -> head.startsWith("\u001aE\u00df\u00a3");
            case AVI -> head.startsWith("RIFF") && part(head, 8, 12).equals("AVI ");
            case MPEG_TS -> packets(head, 0, 188) || packets(head, 4, 192);
            case MPEG_PS -> head.startsWith("\0\0\u0001\u00ba");
            case FLV -> head.startsWith("FLV\u0001");
            case ASF -> head.startsWith(ASF_MARK);
        };
    }

    private static String part(String head, int from, int to) {
        return head.length() < to ? "" : head.substring(from, to);
    }

    private static boolean packets(String head, int first, int size) {
        for (int packet = 0; packet < 3; packet++) {
            if (!part(head, first + packet * size, first + packet * size + 1).equals("G")) {
                return false;
            }
        }
        return true;
    }
}
