package org.egide.removal;

import java.time.Duration;
import java.time.Instant;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.stereotype.Component;

/** How fast the clocks of removal run. */
@Component
final class Pace {
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration WATCH_DAILY = Duration.ofDays(30);

    private final Settings settings;

    Pace(Settings settings) {
        this.settings = settings;
    }

    /** The second look after a first absence, and the first after a notice. */
    Instant soon(Instant now) {
        return now.plus(shorter(SOON, usual()));
    }

    Instant nextCheck(Instant now) {
        return now.plus(usual());
    }

    /** What is gone is watched for years: daily for a month, then weekly (R19.2). */
    Instant nextWatch(Instant gone, Instant now) {
        var fresh = now.isBefore(gone.plus(WATCH_DAILY));
        return now.plus(fresh ? Duration.ofDays(1) : Duration.ofDays(7));
    }

    Instant reminder(Instant from) {
        return from.plus(settings.hours(Setting.REMINDER_HOURS));
    }

    Instant escalation(Instant from) {
        return from.plus(settings.hours(Setting.ESCALATION_HOURS));
    }

    private Duration usual() {
        return settings.minutes(Setting.RECHECK_MINUTES);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
