package org.egide.bench.evening;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What clients were told was kept, and how long the answers took. */
final class Count {
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger fromChildren = new AtomicInteger();
    final AtomicInteger fromDesk = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger leftWaiting = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final Collection<Double> begins = new ConcurrentLinkedQueue<>();
    /** From the first tap until an answer stood on the child's page. */
    final Collection<Double> waits = new ConcurrentLinkedQueue<>();

    final Collection<Double> says = new ConcurrentLinkedQueue<>();
    final Collection<Double> looks = new ConcurrentLinkedQueue<>();

    /** The value below which that share lies, in milliseconds. */
    static double quantile(Collection<Double> times, double share) {
        var sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? 0
                : Math.round(10 * sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()))) / 10.0;
    }

    static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
