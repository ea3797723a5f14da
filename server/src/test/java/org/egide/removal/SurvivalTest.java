package org.egide.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SurvivalTest {
    @Test
    void withoutCopiesThatAreUpItIsThePlainShare() {
        var curve = Survival.of(
                IntStream.rangeClosed(1, 10).mapToObj(hour -> gone(hour)).toList());
        assertThat(curve.stillUp(Duration.ofHours(3))).isCloseTo(0.7, within(1e-9));
        assertThat(curve.median()).contains(Duration.ofHours(5));
        assertThat(curve.ninetieth()).contains(Duration.ofHours(9));
    }

    /** Worked by hand: 5 at risk, one goes at 1 (4/5); one leaves sight at 2; 3 at risk, one goes at 3 (4/5 x 2/3). */
    @Test
    void whatIsStillUpCountsForAsLongAsItWasSeen() {
        var curve = Survival.of(List.of(gone(1), up(2), gone(3), up(4), up(5)));
        assertThat(curve.stillUp(Duration.ofHours(1))).isCloseTo(0.8, within(1e-9));
        assertThat(curve.stillUp(Duration.ofHours(5))).isCloseTo(0.8 * 2 / 3, within(1e-9));
        assertThat(curve.median()).isEmpty();
    }

    @Test
    void aMedianThatIsNotReachedIsNotInvented() {
        assertThat(Survival.of(List.of(gone(1), up(100), up(100))).median()).isEqualTo(Optional.empty());
        assertThat(Survival.of(List.of()).median()).isEmpty();
        assertThat(Survival.of(List.of()).stillUp(Duration.ofHours(1))).isEqualTo(1.0);
    }

    @Test
    void R26_4_slowHostsNeverMakeTheFigureLookBetter() {
        var quick = List.of(gone(1), gone(2), gone(3));
        var withSlow = List.of(gone(1), gone(2), gone(3), up(50), up(60));
        assertThat(Survival.of(withSlow).stillUp(Duration.ofHours(3)))
                .isGreaterThan(Survival.of(quick).stillUp(Duration.ofHours(3)));
    }

    @Test
    void aClockThatRunsBackwardsIsRefused() {
        assertThatThrownBy(() -> gone(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Survival.Run gone(long hours) {
        return new Survival.Run(Duration.ofHours(hours), true);
    }

    private static Survival.Run up(long hours) {
        return new Survival.Run(Duration.ofHours(hours), false);
    }
}
