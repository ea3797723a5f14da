package org.egide.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.egide.testing.ChildNode;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, killed with {@code kill -9} in the middle of a first pull: nothing is lost and nothing is there twice. */
final class PullKillTest {
    private static final int KILLS = 3;
    private static final int ENTRIES = 8_000;

    private final NcmecFixture upstream = new NcmecFixture();
    private final int port = TestNode.freePort();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void acceptance3_aRestartInTheMiddleLosesNothing() throws Exception {
        var at = Instant.now().minus(Duration.ofHours(5));
        for (var i = 0; i < ENTRIES; i++) {
            upstream.put("e" + i, i < 4_000 ? at : at.plusSeconds(i), 3_300_000 + i);
        }
        var random = new Random();
        for (var kill = 0; kill < KILLS; kill++) {
            var node = start();
            killAtRequest(node, 3 + random.nextInt(3), random.nextInt(120));
            assertThat(node.waitFor(60, TimeUnit.SECONDS))
                    .as("the server was killed")
                    .isTrue();
        }
        upstream.itself();
        var node = start();
        try {
            assertThat(node.inputReader(StandardCharsets.UTF_8).readLine())
                    .isEqualTo("done " + ENTRIES + " " + ENTRIES + " " + ENTRIES);
        } finally {
            node.destroy();
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void killAtRequest(Process node, int number, int millisLater) {
        var asked = new AtomicInteger();
        var later = CompletableFuture.delayedExecutor(millisLater, TimeUnit.MILLISECONDS);
        upstream.instead(line -> {
            if (asked.incrementAndGet() == number) {
                later.execute(node::destroyForcibly);
            }
            return upstream.answer(UpstreamFixture.query(line));
        });
    }

    private Process start() throws IOException {
        return ChildNode.start(PullNode.class, folder, String.valueOf(port), upstream.base());
    }
}
