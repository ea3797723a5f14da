package org.egide.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.egide.platform.Settings;
import org.egide.testing.SettableClock;
import org.junit.jupiter.api.Test;

final class AskersTest {
    private final SettableClock clock = new SettableClock();
    private final Askers askers = new Askers(new Networks(Settings.load(Map.of())), clock);

    @Test
    void R7_aNetworkHasOneNameADayThatSaysNothingAndTheKeyIsForgottenAtNight() {
        var one = asker("203.0.113.7");
        assertThat(asker("203.0.113.250")).as("the same /24").isEqualTo(one);
        assertThat(asker("203.0.114.7")).isNotEqualTo(one);
        assertThat(asker("2001:db8:1:aa00::1")).as("the same /56").isEqualTo(asker("2001:db8:1:aaff:1::9"));
        assertThat(asker("2001:db8:1:ab00::1")).isNotEqualTo(asker("2001:db8:1:aa00::1"));
        assertThat(one.lane()).doesNotContain("203").matches("[0-9a-f]{24}").doesNotContain("cb0071");
        assertThat(one.toString()).doesNotContain(one.lane());
        clock.advance(Duration.ofDays(1));
        assertThat(asker("203.0.113.7")).as("another day").isNotEqualTo(one);
        assertThat(new Askers(new Networks(Settings.load(Map.of())), clock).of(network("203.0.113.7")))
                .as("another process")
                .isNotEqualTo(asker("203.0.113.7"));
    }

    private Asker asker(String address) {
        return askers.of(network(address));
    }

    private static Network network(String address) {
        return Network.of(InetAddress.ofLiteral(address));
    }
}
