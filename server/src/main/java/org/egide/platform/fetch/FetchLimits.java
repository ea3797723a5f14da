package org.egide.platform.fetch;

import java.time.Duration;

/** What one fetch may cost: time to connect, time between two reads, time in all, bytes after decompression, redirects. */
record FetchLimits(Duration connect, Duration read, Duration overall, int bytes, int redirects) {
    static final FetchLimits USUAL =
            new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), 20 * 1024 * 1024, 3);

    /** For services where the house has an account. */
    static final FetchLimits ACCOUNT = new FetchLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60), 16 * 1024 * 1024, 0);
}
