package org.egide.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Demo demo = new Demo(stream, stream);

    @TempDir
    Path folder;

    @Test
    void theMainJobHoldsFromEndToEndAndLeavesNothingRunning() throws IOException {
        var environment = Map.of("EGIDE_DATA", folder.toString(), "EGIDE_PORT", "0");

        assertThat(demo.run(List.of("--exit"), environment)).as(this::text).isZero();
        assertThat(text()).contains("steps held").doesNotContain("FAILED");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("access.json"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void aWrongArgumentIsToldAndNothingStarts() {
        assertThat(demo.run(List.of("--quit"), Map.of())).isEqualTo(2);
        assertThat(text()).contains("usage: demo [--exit]");
    }

    @Test
    void aFolderThatIsNotOfADemonstrationIsNeverWiped() throws IOException {
        var precious = Files.writeString(folder.resolve("precious.txt"), "mine");

        var status = demo.run(List.of("--exit"), Map.of("EGIDE_DATA", folder.toString(), "EGIDE_PORT", "0"));

        assertThat(status).isEqualTo(1);
        assertThat(text()).contains("not-a-demonstration");
        assertThat(precious).hasContent("mine");
    }

    @Test
    void aTakenPortIsToldInOneSentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            var status = demo.run(List.of("--exit"), Map.of("EGIDE_DATA", folder.toString(), "EGIDE_PORT", port));

            assertThat(status).isEqualTo(1);
            assertThat(text()).contains("Port " + port + " is taken");
        }
    }

    @Test
    void anUnknownSettingStopsTheStart() {
        var status = demo.run(List.of("--exit"), Map.of("EGIDE_DATA", folder.toString(), "EGIDE_PROT", "1"));

        assertThat(status).isEqualTo(1);
        assertThat(text()).contains("EGIDE_PORT");
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
