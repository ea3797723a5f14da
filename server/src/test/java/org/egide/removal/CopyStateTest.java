package org.egide.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CopyStateTest {
    @Test
    void R26_4_goneIsReachedOverAFirstAbsenceOnly() {
        for (var state : CopyState.values()) {
            assertThat(state.mayBecome(CopyState.GONE)).isEqualTo(state == CopyState.ABSENT_ONCE);
        }
    }

    @Test
    void fromEveryStateThereIsAWayToGone() {
        for (var state : CopyState.values()) {
            assertThat(reachable(state)).contains(CopyState.GONE);
        }
    }

    @Test
    void everyStateThatIsNotGoneCanStillEndWithAPerson() {
        for (var state : EnumSet.complementOf(EnumSet.of(CopyState.GONE, CopyState.ESCALATED))) {
            assertThat(state.mayEscalate()).as("%s", state).isTrue();
        }
    }

    @Test
    void noStateFollowsItself() {
        for (var state : CopyState.values()) {
            assertThat(state.mayBecome(state)).as("%s", state).isFalse();
        }
    }

    /** Ten thousand walks that a copy can take: it never goes from up to gone without an absence just before. */
    @Test
    void noWalkEndsAClockWithoutTwoAbsencesInARow() {
        var random = new Random(26);
        for (var walk = 0; walk < 10_000; walk++) {
            var state = CopyState.FOUND;
            var previous = state;
            for (var step = 0; step < 30; step++) {
                var next = state.successors().stream()
                        .sorted()
                        .skip(random.nextInt(state.successors().size()))
                        .findFirst();
                previous = state;
                state = next.orElseThrow();
                if (state == CopyState.GONE) {
                    assertThat(previous).isEqualTo(CopyState.ABSENT_ONCE);
                }
                if (previous == CopyState.GONE) {
                    assertThat(state).isEqualTo(CopyState.REAPPEARED);
                }
            }
        }
    }

    private static Set<CopyState> reachable(CopyState from) {
        var seen = EnumSet.noneOf(CopyState.class);
        var next = new ArrayDeque<CopyState>(Set.of(from));
        while (!next.isEmpty()) {
            for (var successor : next.poll().successors()) {
                if (seen.add(successor)) {
                    next.add(successor);
                }
            }
        }
        return seen;
    }
}
