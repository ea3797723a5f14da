package org.egide.removal;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Limits;
import org.egide.platform.fetch.Fetched;
import org.egide.platform.fetch.GuardedFetch;
import org.egide.platform.jobs.Routine;
import org.springframework.stereotype.Component;

/**
 * Looks at each copy when its look is due: fetches, fingerprints in memory, drops the bytes, keeps the verdict. Fetches stand
 * outside any transaction.
 */
@Component
final class Rechecks implements Routine {
    private static final Duration PUT_OFF = Duration.ofMinutes(5);
    private static final int AT_ONCE = 20;

    private final CopyStore copies;
    private final Removal removal;
    private final GuardedFetch fetch;
    private final Clock clock;
    private final Fingerprinter fingerprinter = new Fingerprinter(new Limits(20L * 1024 * 1024, 40_000_000, 1_000));

    Rechecks(CopyStore copies, Removal removal, GuardedFetch fetch, Clock clock) {
        this.copies = copies;
        this.removal = removal;
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "removal-rechecks";
    }

    @Override
    public int work() {
        var due = copies.takeForCheck(clock.instant(), PUT_OFF, AT_ONCE);
        for (var copy : due) {
            look(copy);
        }
        return due.size();
    }

    private void look(Copy copy) {
        var fetched = Location.of(copies.address(copy))
                .web()
                .map(fetch::fetch)
                .orElseGet(() -> new Fetched.Refused("no-web-address"));
        switch (fetched) {
            case Fetched.Content content -> compare(copy, content);
            case Fetched.Absent absent ->
                removal.seen(copy.id(), Verdict.ABSENT, "status-" + absent.status(), Optional.empty());
            case Fetched.NoAnswer none -> removal.seen(copy.id(), Verdict.NO_ANSWER, none.code(), Optional.empty());
            case Fetched.Refused refused -> removal.seen(copy.id(), Verdict.REFUSED, refused.code(), Optional.empty());
        }
    }

    private void compare(Copy copy, Fetched.Content content) {
        var now = fingerprinter.of(content.bytes());
        var known = copies.looks(copy);
        if (known.isPresent()) {
            removal.seen(copy.id(), known.get().compare(now), "", Optional.empty());
        } else if (copy.state() == CopyState.GONE) {
            removal.seen(copy.id(), Verdict.UNCLEAR, "never-seen-before", Optional.empty());
        } else {
            removal.seen(copy.id(), Verdict.FIRST_LOOK, "", Optional.of(Looks.of(now)));
        }
    }
}
