package org.egide.helpline;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Objects;

/** A span of opening on some days of the week; {@code until} midnight means the end of the day. */
public record Hours(DayOfWeek first, DayOfWeek last, LocalTime from, LocalTime until) {
    public Hours {
        Objects.requireNonNull(first);
        Objects.requireNonNull(last);
        if (!until.equals(LocalTime.MIDNIGHT) && !from.isBefore(until)) {
            throw new IllegalArgumentException("a span ends after it begins");
        }
    }

    boolean holds(DayOfWeek day, LocalTime time) {
        var onDay = first.compareTo(last) <= 0
                ? day.compareTo(first) >= 0 && day.compareTo(last) <= 0
                : day.compareTo(first) >= 0 || day.compareTo(last) <= 0;
        return onDay && !time.isBefore(from) && (until.equals(LocalTime.MIDNIGHT) || time.isBefore(until));
    }

    /** As it is written: {@code mon-fri 08:00-20:00}. */
    String text() {
        return short3(first) + "-" + short3(last) + " " + from + "-" + until;
    }

    private static String short3(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(java.util.Locale.ROOT);
    }
}
