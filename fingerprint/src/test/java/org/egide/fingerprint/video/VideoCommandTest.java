package org.egide.fingerprint.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.fingerprint.video.FilmFixture.SHAPES;
import static org.egide.fingerprint.video.FilmFixture.film;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class VideoCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void films() {
        FilmFixture.assumeSandbox();
    }

    private int run(Object... arguments) throws InterruptedException {
        out.reset();
        err.reset();
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        return new VideoCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(texts.toArray(String[]::new));
    }

    @Test
    void itPrintsALineForEachSecondAndSaysWhichFilesItCouldNotRead() throws Exception {
        Path film = film(folder.resolve("a,b.mp4"), SHAPES, 2);
        Files.writeString(folder.resolve("c.mp4"), "text");
        assertThat(run(folder)).isEqualTo(1);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3).first().isEqualTo("path,second,pdq,quality");
        assertThat(lines.get(2)).matches("\"" + film + "\",1,[0-9a-f]{64},\\d+");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("c.mp4: UNKNOWN_FORMAT: ");
        assertThat(run(film)).isZero();
    }

    @Test
    void itComparesTwoFilms() throws Exception {
        Path film = film(folder.resolve("a.mp4"), SHAPES, 4);
        Path piece = FilmFixture.edited(film, folder.resolve("b.mkv"), "-t", "1");
        assertThat(run("--compare", piece, film)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"query_found_percent\":100.0,\"compared_found_percent\":25.0,\"query_frames\":1,"
                        + "\"compared_frames\":4,\"threshold\":31,\"orientation\":\"ORIGINAL\"}\n");
    }

    @Test
    void withoutFfmpegItSaysSo() throws Exception {
        Path film = film(folder.resolve("a.mp4"), SHAPES, 1);
        assertThat(run("--ffmpeg", "/nowhere", film)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("NO_FFMPEG: ffmpeg was not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--compare one", "--nonsense a", "--threshold 32 a", "--threshold", "--ffmpeg"})
    void wrongUsageIsOneSentence(String arguments) throws Exception {
        assertThat(run((Object[]) (arguments.isEmpty() ? new String[0] : arguments.split(" "))))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    /** Another process: only there can namespaces be forbidden, or the heap be small. */
    private String command(List<String> before, String heap, Path film) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(VideoCommand.class.getName(), film.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + said;
    }

    @Test
    void whereTheKernelForbidsNamespacesFilmsAreRefusedAndNotDecodedInTheOpen() throws Exception {
        Path film = film(folder.resolve("a.mp4"), SHAPES, 1);
        List<String> forbidding = List.of("/usr/bin/unshare", "-Ur", "/bin/sh", "-c");
        List<String> before = new ArrayList<>(forbidding);
        before.addAll(List.of("echo 0 >/proc/sys/user/max_user_namespaces && exec \"$@\"", "sh"));
        assertThat(command(before, "-Xmx64m", film))
                .startsWith("1\n")
                .contains("NO_SANDBOX")
                .doesNotContain(",0,");
    }

    @Test
    void theHeapDoesNotGrowWithTheFilm() throws Exception {
        // 300 frames of 2.7 MB each through a heap of 32 MB.
        Path film =
                film(folder.resolve("a.mkv"), "testsrc2=size=1280x720:rate=1", 300, "-c:v", "mpeg2video", "-g", "1");
        String said = command(List.of(), "-Xmx32m", film);
        assertThat(said).startsWith("0\n");
        assertThat(said.lines()).hasSize(302);
    }
}
