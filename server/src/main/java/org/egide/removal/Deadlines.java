package org.egide.removal;

import java.time.Clock;
import org.egide.platform.jobs.Routine;
import org.springframework.stereotype.Component;

/** Reminds hosts and hands over to people when time is over. */
@Component
final class Deadlines implements Routine {
    private final CopyStore copies;
    private final Removal removal;
    private final Clock clock;

    Deadlines(CopyStore copies, Removal removal, Clock clock) {
        this.copies = copies;
        this.removal = removal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "removal-deadlines";
    }

    @Override
    public int work() {
        var now = clock.instant();
        var reminders = copies.dueReminders(now);
        reminders.forEach(removal::remind);
        var escalations = copies.dueEscalations(now);
        escalations.forEach(removal::escalate);
        return reminders.size() + escalations.size();
    }
}
