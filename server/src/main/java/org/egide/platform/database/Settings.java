package org.egide.platform.database;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How large the private PostgreSQL may be and how long to wait for it.
 *
 * @param port TCP port on 127.0.0.1, 1 to 65535; when empty, a free one is chosen at each start
 * @param sharedBuffersMegabytes memory for the page cache, MiB, 16 or more
 * @param maxConnections connections at once, 5 to 1000; three of them stay reserved for the administrator
 * @param maxWalMegabytes size of the write-ahead log that forces a checkpoint, MiB, 64 or more
 * @param compressWal whether full page images in the write-ahead log are compressed
 * @param startPatience how long a start, with recovery after a crash, may take
 * @param stopPatience how long an orderly stop may take before the server is made to stop at once and to recover at the next start
 * @param fallbackAccount system account that runs the server when Egide itself runs as root and the kernel permits no user namespaces
 */
public record Settings(
        OptionalInt port,
        int sharedBuffersMegabytes,
        int maxConnections,
        int maxWalMegabytes,
        boolean compressWal,
        Duration startPatience,
        Duration stopPatience,
        String fallbackAccount) {

    public Settings {
        port.ifPresent(given -> within("port", given, 1, 65_535));
        within("sharedBuffersMegabytes", sharedBuffersMegabytes, 16, 1_048_576);
        within("maxConnections", maxConnections, 5, 1000);
        within("maxWalMegabytes", maxWalMegabytes, 64, 1_048_576);
        positive("startPatience", startPatience);
        positive("stopPatience", stopPatience);
        if (!fallbackAccount.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw new IllegalArgumentException(
                    "fallbackAccount is not the name of a system account: " + fallbackAccount);
        }
    }

    /** Values that suit a machine with two cores and two gigabytes. */
    public static Settings smallMachine() {
        return new Settings(
                OptionalInt.empty(), 128, 40, 1024, true, Duration.ofMinutes(5), Duration.ofMinutes(2), "nobody");
    }

    public Settings withPort(int chosen) {
        return new Settings(
                OptionalInt.of(chosen),
                sharedBuffersMegabytes,
                maxConnections,
                maxWalMegabytes,
                compressWal,
                startPatience,
                stopPatience,
                fallbackAccount);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must lie between %d and %d, but is %d".formatted(name, least, most, value));
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }
}
