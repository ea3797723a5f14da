package org.egide.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.Match;
import org.egide.fingerprints.NewList;
import org.egide.fingerprints.SourceId;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EgideTest
final class NcmecPullTest {
    private static final AtomicLong SEED = new AtomicLong(1_000_000);

    private final Upstreams upstreams;
    private final PullRoutine pulls;
    private final FingerprintLists lists;
    private final SettableClock clock;
    private final Person one;
    private final Person two;
    private final NcmecFixture upstream = new NcmecFixture();

    NcmecPullTest(
            Upstreams upstreams,
            PullRoutine pulls,
            FingerprintLists lists,
            SettableClock clock,
            Desks desks,
            People people) {
        this.upstreams = upstreams;
        this.pulls = pulls;
        this.lists = lists;
        this.clock = clock;
        var desk = desks.receiving().id();
        this.one = people.create("First supervisor", desk, Set.of(Role.SUPERVISOR));
        this.two = people.create("Second supervisor", desk, Set.of(Role.SUPERVISOR));
    }

    @AfterEach
    void stop() {
        upstreams.of(one).stream()
                .filter(source -> source.state() != SourceState.ENDED)
                .forEach(source -> upstreams.end(one, source.id(), "the test is over"));
        upstream.close();
    }

    private SourceId source(boolean verified) {
        var list = new NewList("Upstream " + UUID.randomUUID(), "Article 1", "A1", 31, verified);
        var login = new Login(NcmecFixture.USER, NcmecFixture.PASSWORD, "");
        var wanted = new NewSource(
                Form.NCMEC,
                NewSource.base(upstream.base()),
                login,
                clock.instant().minus(Duration.ofDays(30)),
                Duration.ofHours(1),
                list);
        return upstreams.setUp(one, wanted);
    }

    private SourceId confirmed() {
        var id = source(true);
        upstreams.confirm(two, id);
        return id;
    }

    private void pull() {
        while (pulls.work() > 0) {
            // Until nothing is due.
        }
    }

    private static Hashes md5(long seed) {
        return Hashes.parse("md5:" + UpstreamFixture.noise(seed, 16));
    }

    private Instant ago(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }

    @Test
    void aPageComesInAndCountsAsConfirmedByItsSource() {
        var seed = SEED.getAndAdd(10);
        upstream.put("a", ago(60), seed).put("b", ago(50), seed + 1);
        var id = confirmed();
        pull();
        assertThat(lists.match(md5(seed))).singleElement().satisfies(match -> {
            assertThat(match.kind()).isEqualTo(Match.Kind.EXACT);
            assertThat(match.verified()).isTrue();
        });
        assertThat(lists.match(md5(seed + 1))).hasSize(1);
        assertThat(upstreams.counted(one, id)).containsEntry(What.ADDED, 2L);
    }
}
