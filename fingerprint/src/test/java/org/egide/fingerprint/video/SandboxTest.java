package org.egide.fingerprint.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.fingerprint.video.FilmFixture.SHAPES;
import static org.egide.fingerprint.video.FilmFixture.film;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.egide.fingerprint.video.FilmFixture.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a decoder that somebody has taken over can do: a shell stands in for it, and for the playlists ffmpeg itself. */
@Timeout(120)
final class SandboxTest {

    private static final Path SHELL = Path.of("/bin/bash");

    @TempDir
    Path folder;

    @BeforeEach
    void sandbox() {
        FilmFixture.assumeSandbox();
    }

    private static Box shut(String script) {
        Box box = FilmFixture.run(Isolation.NAMESPACES, SHELL, List.of("-c", script));
        assertThat(box.ready()).isTrue();
        return box;
    }

    @Test
    void itReadsTheFilmAndNoOtherFileOfTheMachine() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "canary-7241");
        Box box = shut("cat /film; echo; cat " + secret + " /etc/passwd /proc/1/environ /dev/null /sys/*; ls /");
        assertThat(box.said().lines())
                .containsExactly("ab", "bin", "etc", "film", "lib", "lib64", "program", "sbin", "usr");
        assertThat(box.complained()).contains("no such file").doesNotContain("canary");
        assertThat(shut("ls /etc").said().lines()).isSubsetOf("alternatives", "ld.so.cache");
    }

    // Nothing here may harm the machine should a wall be missing: names that nobody uses, and appending of nothing.
    @Test
    void itWritesNothingAnywhere() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "before");
        Path trace = Path.of("/usr/egide-sandbox-test");
        try {
            Box box = shut("for place in /film /program /new /etc/new /usr/egide-sandbox-test " + target
                    + "; do if : >>$place; then echo opened $place; fi; done; mkdir /d && echo made; touch /film && echo touched;"
                    + " echo end");
            assertThat(box.said()).isEqualTo("end\n");
            assertThat(target).hasContent("before");
            assertThat(trace).doesNotExist();
            assertThat(box.complained()).contains("read-only file system");
        } finally {
            Files.deleteIfExists(trace);
        }
    }

    @Test
    void itReachesNoListenerOfTheMachine() throws IOException {
        try (ServerSocketChannel listener = listener()) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            Box box = shut("echo x >/dev/tcp/127.0.0.1/" + port + " && echo reached");
            assertThat(box.said()).isEmpty();
            assertThat(box.complained()).contains("network is unreachable");
            assertThat(listener.accept()).isNull();
            // The same command outside shows that there was something to reach.
            assertThat(new ProcessBuilder(SHELL.toString(), "-c", "echo x >/dev/tcp/127.0.0.1/" + port)
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(listener.accept()).isNotNull();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static ServerSocketChannel listener() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        return listener;
    }

    @Test
    void itHasNoRightsAndNoWayToAny() {
        Box box = shut("setpriv -d; mount -t tmpfs x /usr && echo mounted; unshare -Ur true && echo unshared;"
                + " chroot / true && echo rooted; kill -9 1 && echo sent; env");
        assertThat(box.said())
                .contains("no_new_privs: 1", "Capability bounding set: [none]", "Inheritable capabilities: [none]")
                .doesNotContain("mounted", "unshared", "rooted");
        assertThat(box.said().lines().filter(line -> line.matches("[A-Z_]+=.*")))
                .allMatch(line -> line.matches("(PWD|SHLVL|OLDPWD|_)=.*"));
        assertThat(box.said()).doesNotContain(System.getProperty("user.home") + "\n");
    }

    @Test
    void itSeesNoOtherProcessAndHasItsLimits() {
        Box box = shut("kill -0 $$ && kill -0 1 && echo own; kill -0 "
                + ProcessHandle.current().pid()
                + " && echo seen; ulimit -f; ulimit -c; ulimit -n; ulimit -v; ulimit -u");
        assertThat(box.said().lines()).containsExactly("own", "0", "0", "64", Long.toString(1L << 20), "64");
    }

    @Test
    void aSwarmOfProcessesIsBounded() {
        Box box = shut("for i in {1..200}; do sleep 5 & done 2>/dev/null; jobs -p | wc -l; exit 0");
        assertThat(box.said().strip())
                .satisfiesAnyOf(
                        said -> assertThat(said).isEmpty(),
                        said -> assertThat(Integer.parseInt(said)).isLessThan(64));
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void itsWholeFamilyEndsWithTheTime() throws Exception {
        Path film = Files.writeString(folder.resolve("film"), "ab");
        String script =
                "trap '' TERM INT HUP; (setsid bash -c 'while :; do sleep 1; done' &) ; echo up; while :; do :; done";
        Duration patience = Duration.ofSeconds(1);
        long begun = System.nanoTime();
        Sandbox sandbox = new Sandbox(Isolation.NAMESPACES, SHELL.toRealPath(), 1L << 30);
        try (RunningFilm running =
                RunningFilm.start(sandbox.command(film, patience, List.of("-c", script)), patience)) {
            List<ProcessHandle> family = new ArrayList<>();
            assertThat(new String(running.output().readNBytes(17), StandardCharsets.UTF_8))
                    .isEqualTo("egide-sandbox\nup\n");
            ProcessHandle.current().descendants().forEach(family::add);
            assertThat(running.output().read()).isNegative();
            running.status();
            assertThat(running.overdue()).isTrue();
            assertThat(family).hasSizeGreaterThan(3);
            for (ProcessHandle one : family) {
                one.onExit().get(10, TimeUnit.SECONDS);
            }
            // Well before its own clock would have done it.
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void itEndsByItsOwnClockWhenNobodyIsLeftToEndIt() throws Exception {
        Path film = Files.writeString(folder.resolve("film"), "ab");
        List<String> command = new Sandbox(Isolation.NAMESPACES, SHELL.toRealPath(), 1L << 30)
                .command(film, Duration.ofMillis(1), List.of("-c", "while :; do sleep 1; done"));
        Process process = new ProcessBuilder(command).start();
        try {
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(137);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aPlaylistThatReachesFfmpegItselfReadsAndFetchesNothing() throws Exception {
        Path inner = film(folder.resolve("inner.ts"), SHAPES, 1, "-c:v", "mpeg2video");
        try (ServerSocketChannel listener = listener()) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            String text = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:" + port
                    + "/a.ts\n#EXTINF:1,\n" + inner.toUri() + "\n#EXT-X-ENDLIST\n";
            Path playlist = Files.writeString(folder.resolve("a.m3u8"), text);
            // Everything is allowed here that the reader forbids: the walls alone hold.
            List<String> careless = List.of("-nostdin -loglevel error -rw_timeout 3000000 -allowed_extensions ALL"
                    .concat(" -protocol_whitelist file,http,tcp,crypto,data -f hls -i FILM -f framemd5 pipe:1")
                    .split(" "));
            assertThat(frames(Isolation.NAMESPACES, playlist, named(careless, "file:/film")))
                    .isZero();
            assertThat(listener.accept()).isNull();
            // And what the reader asks for, without the walls.
            List<String> careful = Ffmpeg.arguments(VideoFormat.MPEG_TS, VideoLimits.DEFAULT);
            assertThat(frames(Isolation.LIMITS_ONLY, playlist, careful)).isZero();
            assertThat(listener.accept()).isNull();
            // Without either, it is fetched: the attack is real.
            Process open = new ProcessBuilder(outside(named(careless, playlist.toString())))
                    .redirectErrorStream(true)
                    .start();
            var called = CompletableFuture.supplyAsync(() -> waitFor(listener));
            called.get(20, TimeUnit.SECONDS);
            open.destroyForcibly().waitFor();
        }
    }

    private static boolean waitFor(ServerSocketChannel listener) {
        try {
            listener.configureBlocking(true);
            listener.accept().close();
            return true;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> named(List<String> arguments, String film) {
        return arguments.stream().map(one -> one.equals("FILM") ? film : one).toList();
    }

    private static List<String> outside(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(Ffmpeg.find().orElseThrow().toString()));
        command.addAll(arguments);
        return command;
    }

    private static int frames(Isolation isolation, Path film, List<String> arguments) throws Exception {
        Duration patience = Duration.ofSeconds(20);
        Sandbox sandbox = new Sandbox(
                isolation, Ffmpeg.program(Ffmpeg.find().orElseThrow()).orElseThrow(), 2L << 30);
        try (RunningFilm running = RunningFilm.start(sandbox.command(film, patience, arguments), patience)) {
            byte[] ready = running.output().readNBytes(Sandbox.READY.length() + 1);
            assertThat(new String(ready, StandardCharsets.UTF_8)).isEqualTo(Sandbox.READY + "\n");
            String said = new String(running.output().readAllBytes(), StandardCharsets.UTF_8);
            running.status();
            return (int) said.lines().filter(line -> !line.startsWith("#")).count();
        }
    }

    @Test
    void namesAreNeverReadAsCommands() throws Exception {
        Path odd = folder.resolve("a';touch b;$(touch c) \"-e\n.mp4");
        Files.copy(film(folder.resolve("a.mp4"), SHAPES, 1), odd);
        assertThat(FilmFixture.fingerprint(odd).frames()).hasSize(1);
        Path dash = Files.copy(odd, folder.resolve("-"));
        assertThat(FilmFixture.fingerprint(dash).frames()).hasSize(1);
        assertThat(folder.toFile().list()).hasSize(3);
    }

    @Test
    void whereTheWallsCannotStandNothingIsRun() throws Exception {
        Path film = Files.writeString(folder.resolve("film"), "ab");
        Sandbox sandbox = new Sandbox(Isolation.NAMESPACES, folder.resolve("absent"), 1L << 30);
        Duration patience = Duration.ofSeconds(20);
        try (RunningFilm running = RunningFilm.start(sandbox.command(film, patience, List.of()), patience)) {
            assertThat(running.output().read()).isNegative();
            assertThat(running.status()).isNotZero();
        }
    }

    @Test
    void withLimitsAloneNoFileGrowsAndFilmsAreRead() throws Exception {
        Path film = film(folder.resolve("a.mp4"), SHAPES, 2);
        var reader = new VideoFingerprinter(Ffmpeg.find(), Isolation.LIMITS_ONLY, VideoLimits.DEFAULT);
        assertThat(reader.of(film)).isEqualTo(FilmFixture.fingerprint(film));
        Path target = folder.resolve("target");
        FilmFixture.run(Isolation.LIMITS_ONLY, SHELL, List.of("-c", "echo x >" + target));
        assertThat(target).isEmptyFile();
        assertThat(reader.of(Files.readAllBytes(film))).isInstanceOf(VideoReading.Refused.class);
    }
}
