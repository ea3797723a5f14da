package org.egide.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.egide.resilience.SharingNode;
import org.egide.testing.ChildNode;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that has a page and its {@code next} when the node is killed. */
final class SharingKillTest {
    private final int port = TestNode.freePort();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPullThatAKillBrokeOffGoesOnByItsNextAndLosesNothing() throws Exception {
        var node = start();
        try {
            var login = Files.readString(folder.resolve("login")).split(":", 2);
            var client = new NcmecClient(
                    HttpClient.newHttpClient(),
                    URI.create("http://127.0.0.1:" + port + "/hashsharing"),
                    login[0],
                    login[1]);
            until(() -> client.page(NcmecClient.range(0, now())).estimate() == SharingScene.ENTRIES);
            var to = now();
            var first = client.page(NcmecClient.range(0, to));
            client.take(first);
            node.destroyForcibly();
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
            node = start();
            client.drain(client.page(first.next().orElseThrow()));
            var wrong = Files.readString(folder.resolve("wrong"));
            until(() -> {
                client.drain(client.page(NcmecClient.range(to, now())));
                return client.deleted().stream().anyMatch(key -> key.endsWith(wrong));
            });
            assertThat(client.held()).hasSize(SharingScene.ENTRIES - 1);
        } finally {
            node.destroy();
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private Process start() throws IOException {
        return ChildNode.start(SharingNode.class, folder, String.valueOf(port));
    }
}
