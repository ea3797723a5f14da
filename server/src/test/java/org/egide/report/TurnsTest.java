package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.egide.platform.Refusal;
import org.egide.platform.web.AskerFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is, under a clock that the test moves and with one worker that the test holds. */
final class TurnsTest {
    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final Turns turns = new Turns(1, nanos::get);
    private final List<String> served = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void holdTheOnlyWorker() {
        turns.start();
        asks("holder", false, true);
        until(() -> served.size() == 1);
        served.clear();
    }

    @AfterEach
    void end() throws Exception {
        release.countDown();
        for (var caller : callers) {
            caller.join();
        }
        turns.stop();
    }

    @Test
    void R7_anHonestCallerPassesAFloodFromAnotherNetwork() throws Exception {
        for (var i = 0; i < Turns.LANE; i++) {
            waits("flood");
        }
        waits("child");
        finish();
        // One of the flood came first of all, when nobody had had anything; the child is next.
        assertThat(served.subList(0, 2)).containsExactlyInAnyOrder("flood", "child");
    }

    @Test
    void R7_theSurplusOfALaneIsToldBusyAndALaneOfItsOwnStaysOpen() {
        for (var i = 0; i < Turns.LANE; i++) {
            waits("flood");
        }
        assertThatThrownBy(() -> AskerFixture.as("flood", () -> turns.take(false, () -> "")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("busy"));
        waits("child");
        assertThat(turns.waiting()).isEqualTo(Turns.LANE + 1);
    }

    @Test
    void R7_inAFloodFromEverywhereTheHouseIsBoundedAndANewcomerStillGetsIn() throws Exception {
        // Every network has had a turn already, and asks again.
        for (var i = 0; i < Turns.HOUSE; i++) {
            AskerFixture.as("flood " + i, () -> turns.had(1));
        }
        for (var i = 0; i < Turns.HOUSE; i++) {
            waits("flood " + i);
        }
        waits("child");
        assertThat(turns.waiting()).isEqualTo(Turns.HOUSE);
        until(() -> busy.get() == 1);
        finish();
        assertThat(served.getFirst()).isEqualTo("child");
    }

    @Test
    void R7_whatLooksMachineMadeComesAfterAllOthers() throws Exception {
        asks("junk", true, false);
        until(() -> turns.waiting() == 1);
        for (var i = 0; i < 5; i++) {
            waits("people");
        }
        finish();
        assertThat(served.getLast()).isEqualTo("junk");
    }

    @Test
    void R6_whoHadMuchLeavesAWorkerForOthers() throws Exception {
        var two = new Turns(2, nanos::get);
        two.start();
        try {
            AskerFixture.as("flood", () -> two.had(20));
            for (var i = 0; i < 2; i++) {
                callers.add(Thread.startVirtualThread(
                        () -> AskerFixture.as("flood", () -> two.take(false, this::hold))));
            }
            until(() -> two.waiting() == 1);
            // The flood holds one worker and waits for it; the child is served by the other at once.
            assertThat(AskerFixture.as("child", () -> two.take(false, () -> "served")))
                    .isEqualTo("served");
            assertThat(two.waiting()).isEqualTo(1);
            release.countDown();
            until(() -> two.waiting() == 0);
        } finally {
            two.stop();
        }
    }

    @Test
    void R7_aFloodDoesNotCarryAwayWhatWasMadeReadyForOthers() {
        var given = IntStream.range(0, 100)
                .filter(number -> AskerFixture.as("flood", turns::hadLittle))
                .count();
        assertThat(given).isBetween(10L, 30L);
        assertThat(AskerFixture.as("child", turns::hadLittle)).isTrue();
    }

    @Test
    void nobodyIsBlockedForGood() throws Exception {
        AskerFixture.as("flood", () -> turns.had(1_000));
        nanos.addAndGet(Duration.ofMinutes(20).toNanos());
        AskerFixture.as("other", () -> turns.had(1));
        waits("other");
        waits("flood");
        finish();
        assertThat(served).containsExactly("flood", "other");
    }

    @Test
    void whatFailsFailsForItsCallerAndTheNextIsServed() throws Exception {
        release.countDown();
        assertThatThrownBy(() -> turns.take(false, () -> {
                    throw new IllegalStateException("invented");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.<String>take(false, () -> "next")).isEqualTo("next");
    }

    private void waits(String who) {
        var before = turns.waiting();
        asks(who, false, false);
        until(() -> turns.waiting() > before || (turns.waiting() == Turns.HOUSE && busy.get() > 0));
    }

    private void asks(String who, boolean aside, boolean holds) {
        callers.add(Thread.startVirtualThread(() -> AskerFixture.as(who, () -> {
            try {
                return turns.take(aside, () -> {
                    served.add(who);
                    return holds ? hold() : who;
                });
            } catch (Refusal refusal) {
                busy.incrementAndGet();
                return "";
            }
        })));
    }

    private String hold() {
        try {
            release.await();
            return "";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void finish() throws Exception {
        var all = turns.waiting();
        release.countDown();
        until(() -> served.size() == all);
    }

    private static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
