package org.egide.report;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.web.Asker;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes turns at what is costly on purpose: so many computations at once ({@code EGIDE_ARGON_WORKERS}), each on a thread of its own, so
 * that the pages of others go on. Every network is a lane, and lanes take turns; who had much of late (forgotten by half each minute)
 * comes after who had little, and leaves one worker idle for them. So a flood waits for itself, and an honest caller passes it. A lane and
 * the whole house hold only so many; the surplus of the greediest is told {@code busy}. Nobody is blocked: a lane that asked much is only
 * later (R6, R7 of front-door-and-care).
 */
@Component
final class Turns implements SmartLifecycle {
    /** Of one network, waiting. */
    static final int LANE = 12;

    /** Of all networks, waiting. */
    static final int HOUSE = 96;

    /** Who had more than this of late leaves one worker to others. */
    private static final double MUCH = 8;

    private static final int REMEMBERED = 10_000;
    private static final double HALF_LIFE = Duration.ofMinutes(1).toNanos();

    private final int workers;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private int waiting;
    private int working;
    private boolean open;

    @Autowired
    Turns(Settings settings) {
        this(settings.number(Setting.ARGON_WORKERS), System::nanoTime);
    }

    Turns(int workers, LongSupplier nanos) {
        this.workers = workers;
        this.nanos = nanos;
    }

    /** One who waits, and what is to be done for them. */
    private record Waiting(Runnable work, CompletableFuture<?> done, long since) {}

    /** One network: who waits, and how much it had of late. Guarded by the lock. */
    private static final class Lane {
        private final boolean aside;
        private final Deque<Waiting> line = new ArrayDeque<>();
        private double had;
        private long at;
        private long last = Long.MIN_VALUE;

        private Lane(boolean aside, long at) {
            this.aside = aside;
            this.at = at;
        }

        private double had(long now) {
            had *= Math.pow(0.5, (now - at) / HALF_LIFE);
            at = now;
            return had;
        }

        private long since() {
            return line.isEmpty() ? Long.MAX_VALUE : line.getFirst().since();
        }
    }

    /** Does the work when its turn comes; what looks machine-made ({@code aside}) comes after all others. Refuses {@code busy}. */
    <T> T take(boolean aside, Supplier<T> costly) {
        var done = new CompletableFuture<T>();
        enter(Asker.here(), aside, new Waiting(() -> run(costly, done), done, nanos.getAsLong()));
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static <T> void run(Supplier<T> costly, CompletableFuture<T> done) {
        try {
            done.complete(costly.get());
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }

    private void enter(Asker asker, boolean aside, Waiting one) {
        lock.lock();
        try {
            var lane =
                    lanes.computeIfAbsent(asker.lane() + (aside ? " aside" : ""), name -> new Lane(aside, one.since()));
            if (!open || lane.line.size() >= LANE || (waiting >= HOUSE && !makeRoom(lane, one.since()))) {
                throw busy();
            }
            lane.line.add(one);
            waiting++;
            forget();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The last of the greediest lane goes, when the newcomer's had less. */
    private boolean makeRoom(Lane newcomer, long now) {
        var greediest = lanes.values().stream()
                .filter(lane -> !lane.line.isEmpty())
                .max(order(now).thenComparingInt(lane -> lane.line.size()))
                .filter(lane -> order(now).compare(newcomer, lane) < 0);
        greediest.ifPresent(lane -> {
            lane.line.removeLast().done().completeExceptionally(busy());
            waiting--;
        });
        return greediest.isPresent();
    }

    private static Comparator<Lane> order(long now) {
        return Comparator.<Lane, Boolean>comparing(lane -> lane.aside).thenComparingDouble(lane -> lane.had(now));
    }

    private void forget() {
        if (lanes.size() > REMEMBERED) {
            var now = nanos.getAsLong();
            lanes.values().removeIf(lane -> lane.line.isEmpty() && lane.had(now) < 0.5);
        }
        if (lanes.size() > 2 * REMEMBERED) {
            lanes.values().removeIf(lane -> lane.line.isEmpty());
        }
    }

    private static Refusal busy() {
        return Refusal.withStatus(503, "busy", "Many people ask at this moment. Try again in a minute.");
    }

    private void serve() {
        for (var next = next(); next.isPresent(); next = next()) {
            next.get().work().run();
            lock.lock();
            try {
                working--;
                work.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The one whose turn it is; waits for one, and ends when the house closes and nobody waits. */
    private Optional<Waiting> next() {
        lock.lock();
        try {
            while (true) {
                var lane = first();
                if (lane.isPresent()) {
                    return lane.map(this::taken);
                }
                if (!open && waiting == 0) {
                    return Optional.empty();
                }
                work.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private Waiting taken(Lane lane) {
        lane.had++;
        lane.last = nanos.getAsLong();
        waiting--;
        working++;
        return lane.line.removeFirst();
    }

    /** Who had little comes before who had much, then whose last turn is longest ago; the last idle worker stays for who had little. */
    private Optional<Lane> first() {
        var now = nanos.getAsLong();
        return lanes.values().stream()
                .filter(lane -> !lane.line.isEmpty())
                .min(Comparator.<Lane, Boolean>comparing(lane -> lane.aside)
                        .thenComparing(lane -> lane.had(now) > MUCH)
                        .thenComparingLong(lane -> lane.last)
                        .thenComparingLong(Lane::since))
                .filter(lane -> !(lane.aside || lane.had(now) > MUCH) || working == 0 || working < workers - 1);
    }

    /** Counts turns for the caller as if they had been taken, for work that was done elsewhere. */
    double had(int number) {
        lock.lock();
        try {
            var now = nanos.getAsLong();
            var lane = lanes.computeIfAbsent(Asker.here().lane(), name -> new Lane(false, now));
            lane.had = lane.had(now) + number;
            lane.last = now;
            return lane.had;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the caller may have what was done beforehand, so that a flood does not carry it all away; counts as a turn. */
    boolean hadLittle() {
        return had(1) <= 3 * MUCH;
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            open = true;
            for (var number = 0; number < workers; number++) {
                threads.add(Thread.ofPlatform().daemon().name("turns-" + number).start(this::serve));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Who waits already is still served. */
    @Override
    public void stop() {
        lock.lock();
        try {
            open = false;
            work.signalAll();
            threads.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Before the doors open and after they close. */
    @Override
    public int getPhase() {
        return 0;
    }
}
