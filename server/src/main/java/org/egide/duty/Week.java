package org.egide.duty;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.egide.platform.Refusal;

/**
 * The hours of a week: for each day the spans that begin on it. A span that ends at or before its begin ends on the next day, so
 * {@code 22:00-06:00} is a night and {@code 00:00-24:00} a whole day. As text: {@code 1 08:00-12:00 13:00-18:00;2 08:00-18:00}, day 1
 * being Monday.
 */
record Week(Map<DayOfWeek, List<Span>> days) {
    static final Week ALWAYS = new Week(Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(day -> day, day -> List.of(new Span(LocalTime.MIN, LocalTime.MIN)))));

    /** From a time of day until another; never longer than a day. */
    record Span(LocalTime from, LocalTime until) {
        boolean overMidnight() {
            return !until.isAfter(from);
        }

        static Span of(String text) {
            var ends = text.split("-", -1);
            try {
                if (ends.length == 2) {
                    return new Span(LocalTime.parse(ends[0]), LocalTime.parse(ends[1].replace("24:00", "00:00")));
                }
            } catch (DateTimeParseException e) {
                throw unreadable();
            }
            throw unreadable();
        }

        String text() {
            return from + "-" + (until.equals(LocalTime.MIN) ? "24:00" : until);
        }
    }

    Week {
        days = new EnumMap<>(days);
        days.values().removeIf(List::isEmpty);
        days.replaceAll((day, spans) -> List.copyOf(spans));
        days = java.util.Collections.unmodifiableMap(days);
        if (days.values().stream().anyMatch(spans -> spans.size() > 12)) {
            throw Refusal.because("too-many-hours", "A day has at most twelve spans of hours.");
        }
    }

    private static Refusal unreadable() {
        return Refusal.because("bad-hours", "Hours are written like 08:00-12:00 13:00-18:00.");
    }

    /** The same spans on each of those days. */
    static Week on(List<DayOfWeek> days, String spans) {
        return new Week(days.stream().distinct().collect(Collectors.toMap(day -> day, day -> spans(spans))));
    }

    /** Reads the hours of one day as people type them; empty is a closed day. */
    static List<Span> spans(String text) {
        var spans = new ArrayList<Span>();
        for (var part : text.strip().split("[\\s,]+", -1)) {
            if (!part.isEmpty()) {
                spans.add(Span.of(part));
            }
        }
        return spans;
    }

    static Week of(String text) {
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        for (var day : text.split(";", -1)) {
            if (!day.isBlank()) {
                days.put(DayOfWeek.of(Integer.parseInt(day.substring(0, 1))), spans(day.substring(1)));
            }
        }
        return new Week(days);
    }

    String text() {
        return days.keySet().stream()
                .sorted()
                .map(day -> day.getValue() + " " + textOf(day))
                .collect(Collectors.joining(";"));
    }

    /** The hours that begin on that day, as people type them. */
    String textOf(DayOfWeek day) {
        return of(day).stream().map(Span::text).collect(Collectors.joining(" "));
    }

    List<Span> of(DayOfWeek day) {
        return days.getOrDefault(day, List.of());
    }

    boolean isAlways() {
        return equals(ALWAYS);
    }
}
