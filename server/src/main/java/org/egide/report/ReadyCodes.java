package org.egide.report;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.egide.keys.ReturnKeys;
import org.egide.platform.Refusal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Codes whose costly part was computed before anybody needs them, so that the last page of the child's path does not wait for it. The
 * more are taken, the more are kept ready, one at a time and only while nobody waits for a turn; when nobody took one for a while they
 * are forgotten. They live in memory only and stand for nothing yet.
 */
@Component
final class ReadyCodes implements AutoCloseable {
    /** An evening's rush takes some six a second, and a second makes about as many. */
    static final int MOST = 128;

    private static final int GROWTH = 4;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Duration kept;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Ready> ready = new ArrayDeque<>();
    private int wanted;
    private boolean working;
    private boolean closed;

    @Autowired
    ReadyCodes() {
        this(KEPT);
    }

    /** With another time after which they are forgotten. */
    ReadyCodes(Duration kept) {
        this.kept = kept;
    }

    /** A code with what is stored instead of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    record Ready(ReceiptCode code, byte[] salt, byte[] tag, ReturnKeys.Pair pair) {
        @Override
        public String toString() {
            return "Ready[hidden]";
        }
    }

    /** One that is ready, if there is one; others are made by {@code costly} in the background from now on. */
    Optional<Ready> take(Supplier<Ready> costly) {
        lock.lock();
        try {
            wanted = Math.min(MOST, wanted + GROWTH);
            if (!working && !closed) {
                working = true;
                Thread.ofVirtual().name("ready-codes").start(() -> work(costly));
            }
            changed.signalAll();
            return Optional.ofNullable(ready.pollFirst());
        } finally {
            lock.unlock();
        }
    }

    private void work(Supplier<Ready> costly) {
        try {
            while (oneIsMissing()) {
                add(costly);
            }
        } finally {
            ended();
        }
    }

    private void ended() {
        lock.lock();
        try {
            working = false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until one is missing; no longer once the house closes or nobody took one for a while. */
    private boolean oneIsMissing() {
        lock.lock();
        try {
            var left = kept.toNanos();
            while (!closed && ready.size() >= wanted && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (closed || left <= 0) {
                ready.clear();
                wanted = 0;
                return false;
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void add(Supplier<Ready> costly) {
        Ready one;
        try {
            one = costly.get();
        } catch (Refusal busy) {
            pause();
            return;
        }
        lock.lock();
        try {
            ready.addLast(one);
        } finally {
            lock.unlock();
        }
    }

    /** People wait for turns now; theirs come first. */
    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many are ready. */
    int size() {
        lock.lock();
        try {
            return ready.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
