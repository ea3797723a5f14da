package org.egide.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.web.Network;
import org.egide.platform.web.Networks;
import org.egide.testing.SettableClock;
import org.junit.jupiter.api.Test;

/** Whose attempts count together, and that nobody's count for others. */
final class AttemptsTest {
    private final SettableClock clock = new SettableClock();
    private final Attempts attempts = new Attempts(clock);
    private final Networks networks = new Networks(
            Settings.load(Map.of()).with(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.0/8,::1/128,192.0.2.0/28")));

    private Network network(String address) {
        return networks.of("127.0.0.1", List.of(address));
    }

    private int taken(Network network, int most) {
        for (var taken = 0; taken < most; taken++) {
            try {
                attempts.take(network);
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isEqualTo("busy");
                return taken;
            }
        }
        return most;
    }

    @Test
    void aNetworkHas20AttemptsAndOneMoreEachTwoSeconds() {
        var office = network("198.51.100.7");
        assertThat(taken(office, 1_000)).isEqualTo(20);
        clock.advance(Duration.ofSeconds(10));
        assertThat(taken(office, 1_000)).isEqualTo(5);
        clock.advance(Duration.ofDays(1));
        assertThat(taken(office, 1_000)).isEqualTo(20);
    }

    @Test
    void anAttemptThatFitsCostsNothing() {
        var office = network("198.51.100.7");
        for (var person = 0; person < 200; person++) {
            attempts.take(office);
            attempts.giveBack(office);
        }
        assertThat(taken(office, 1_000)).isEqualTo(20);
    }

    @Test
    void whatOneNetworkUsesUpIsNotMissingInAnother() {
        assertThat(taken(network("203.0.113.9"), 1_000)).isEqualTo(20);
        assertThat(taken(network("2001:db8:0:100::1"), 1_000)).isEqualTo(20);
        assertThatCode(() -> attempts.take(network("198.51.100.7"))).doesNotThrowAnyException();
    }

    @Test
    void anotherAddressOfTheSameNetworkHelpsNobody() {
        assertThat(taken(network("203.0.113.9"), 20)).isEqualTo(20);
        assertThatThrownBy(() -> attempts.take(network("203.0.113.200"))).isInstanceOf(Refusal.class);
        assertThat(taken(network("2001:db8:0:100::1"), 20)).isEqualTo(20);
        assertThatThrownBy(() -> attempts.take(network("2001:db8:0:1ff:1:2:3:4")))
                .isInstanceOf(Refusal.class);
        assertThatCode(() -> attempts.take(network("2001:db8:0:200::1"))).doesNotThrowAnyException();
    }

    @Test
    void manyNetworksDoNotFillTheMemory() {
        for (var number = 0; number < 3 * Attempts.NETWORKS; number++) {
            attempts.take(new Network("invented " + number));
        }
        assertThat(attempts.networks()).isEqualTo(Attempts.NETWORKS);
    }

    @Test
    void whatTheSenderWritesBeforeTheProxyDoesNotCount() {
        var real = network("203.0.113.9");
        assertThat(networks.of("127.0.0.1", List.of("198.51.100.7, 203.0.113.9")))
                .isEqualTo(real);
        assertThat(networks.of("127.0.0.1", List.of("198.51.100.7", "203.0.113.9")))
                .isEqualTo(real);
        assertThat(networks.of("127.0.0.1", List.of("198.51.100.7, 203.0.113.9, 192.0.2.3")))
                .isEqualTo(real);
        assertThat(networks.of("::1", List.of("nonsense, 203.0.113.9"))).isEqualTo(real);
    }

    @Test
    void nobodyButATrustedProxyIsBelieved() {
        var peer = networks.of("203.0.113.9", List.of());
        assertThat(networks.of("203.0.113.9", List.of("198.51.100.7"))).isEqualTo(peer);
        assertThat(networks.of("127.0.0.1", List.of())).isEqualTo(networks.of("127.0.0.9", List.of()));
        assertThat(networks.of("127.0.0.1", List.of("host.example"))).isEqualTo(networks.of("127.0.0.1", List.of()));
    }
}
