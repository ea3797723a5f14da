package org.egide.fingerprint.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where ffmpeg is, and how it is asked for one frame a second.
 *
 * <p>One reader is allowed, the one that the leading bytes name, and the decoders of films alone; of the ways to reach
 * data only the local file. Readers of playlists, of lists of files and of streams from elsewhere are not among them.
 */
final class Ffmpeg {

    /** What is said where it is missing. */
    static final String MISSING =
            "ffmpeg was not found; films need it: install Debian's package ffmpeg, or name the program in the settings";

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/ffmpeg"), Path.of("/usr/local/bin/ffmpeg"), Path.of("/bin/ffmpeg"));

    private static final String DECODERS = "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,"
            + "mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,mpeg1video,mpeg2video,mpegvideo,h263,h263i,wmv1,wmv2,wmv3,vc1,flv,"
            + "vp6,vp6f,vp6a,theora,svq1,svq3,mjpeg,mjpegb,prores,dnxhd,dvvideo,cinepak,indeo3,indeo5,msvideo1,"
            + "qtrle,rawvideo,huffyuv,ffvhuff,ffv1";

    // Second k shows what the film shows at k. Containers round times; half a frame makes up for it.
    private static final String SECONDS = "setpts=PTS-0.02/TB,fps=fps=1:start_time=0:round=up";
    private static final String COLOURS = "scale=flags=accurate_rnd+full_chroma_int+bitexact,format=rgb24";

    private Ffmpeg() {}

    /** The program in its usual places. */
    static Optional<Path> find() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    /** The program itself behind any links, since that is what is put into the sandbox. */
    static Optional<Path> program(Path named) {
        try {
            Path real = named.toRealPath();
            return Files.isRegularFile(real) && Files.isExecutable(real) ? Optional.of(real) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Frames go to standard output; turned or mirrored films stay as they are stored. */
    static List<String> arguments(VideoFormat format, VideoLimits limits) {
        return List.of(("-hide_banner -nostdin -loglevel error -protocol_whitelist file -format_whitelist "
                        + format.demuxer() + " -codec_whitelist " + DECODERS + " -f " + format.demuxer()
                        + " -threads 2 -max_pixels " + limits.pixels()
                        + " -an -sn -dn -noautorotate -reinit_filter 0 -i file:" + Sandbox.FILM
                        + " -map 0:V:0 -filter_threads 1 -vf " + SECONDS + "," + COLOURS
                        + " -fps_mode passthrough -frames:v " + (limits.frames() + 1L)
                        + " -c:v ppm -f image2pipe pipe:1")
                .split(" "));
    }
}
