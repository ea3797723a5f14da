package org.egide.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.NewList;
import org.egide.fingerprints.SourceId;
import org.egide.platform.Refusal;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.SettableClock;
import org.springframework.boot.test.context.TestComponent;

/** Two supervisors of the receiving desk, and sources that they set up, confirm and read. */
@TestComponent
final class SourceFixture {
    private final Upstreams upstreams;
    private final PullRoutine pulls;
    private final SettableClock clock;
    private final Person one;
    private final Person two;

    SourceFixture(Upstreams upstreams, PullRoutine pulls, SettableClock clock, Desks desks, People people) {
        this.upstreams = upstreams;
        this.pulls = pulls;
        this.clock = clock;
        var desk = desks.receiving().id();
        this.one = people.create("First supervisor", desk, Set.of(Role.SUPERVISOR));
        this.two = people.create("Second supervisor", desk, Set.of(Role.SUPERVISOR));
    }

    Person one() {
        return one;
    }

    Person two() {
        return two;
    }

    NewSource wanted(UpstreamFixture upstream, boolean verified) {
        var form = upstream instanceof NcmecFixture ? Form.NCMEC : Form.STOPNCII;
        var login = form == Form.NCMEC
                ? new Login(NcmecFixture.USER, NcmecFixture.PASSWORD, "")
                : new Login(StopNciiFixture.FETCH_KEY, StopNciiFixture.SUBSCRIPTION, StopNciiFixture.FEEDBACK_KEY);
        return new NewSource(
                form,
                NewSource.base(upstream.base()),
                login,
                clock.instant().minus(Duration.ofDays(30)),
                Duration.ofHours(1),
                new NewList("Upstream " + UUID.randomUUID(), "Article 1", "A1", 31, verified));
    }

    SourceId setUp(UpstreamFixture upstream, boolean verified) {
        return upstreams.setUp(one, wanted(upstream, verified));
    }

    SourceId confirmed(UpstreamFixture upstream) {
        return confirmed(upstream, true);
    }

    SourceId confirmed(UpstreamFixture upstream, boolean verified) {
        var id = setUp(upstream, verified);
        upstreams.confirm(two, id);
        return id;
    }

    /** Reads until nothing is due. */
    void pull() {
        for (var round = 0; pulls.work() > 0; round++) {
            if (round > 2_000) {
                throw new AssertionError("a source is due for ever");
            }
        }
    }

    /** Reads once more, an hour later. */
    void pullLater() {
        clock.advance(Duration.ofHours(1));
        pull();
    }

    Source source(SourceId id) {
        return upstreams.one(one, id);
    }

    long count(SourceId id, What what) {
        return upstreams.counted(one, id).getOrDefault(what, 0L);
    }

    Instant ago(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }

    /** So that no other test reads what this one left. */
    void endAll() {
        upstreams.of(one).stream()
                .filter(source -> source.state() != SourceState.ENDED)
                .forEach(source -> upstreams.end(one, source.id(), "the test is over"));
    }

    static Hashes md5(long seed) {
        return Hashes.parse("md5:" + UpstreamFixture.noise(seed, 16));
    }

    static String refused(Runnable act) {
        try {
            act.run();
        } catch (Refusal refusal) {
            return refusal.code();
        }
        throw new AssertionError("nothing was refused");
    }
}
