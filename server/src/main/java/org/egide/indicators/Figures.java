package org.egide.indicators;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.egide.removal.Survival;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The figures as they may be published. Only months that are over: a month that still grows could be subtracted from itself. The
 * tables are fixed in advance; there are no free queries.
 */
@Component
final class Figures {
    private static final int MONTHS = 12;
    private static final int FEWEST_CLOCKS = 10;

    private final JdbcClient database;
    private final Clock clock;

    Figures(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Reports received, by month (oldest first) and group of reporters. */
    Release received() {
        var months = months();
        var groups = Arrays.stream(Group.values()).map(Enum::name).toList();
        var found = tally("received-by-group", months.getFirst(), months.getLast());
        var counts = months.stream()
                .map(month -> groups.stream()
                        .mapToLong(group -> found.getOrDefault(month + " " + group, 0L))
                        .toArray())
                .toArray(long[][]::new);
        return Release.of(new Table(
                months.stream().map(month -> month.toString().substring(0, 7)).toList(), groups, counts));
    }

    /** Whether anything was counted before this month. */
    boolean any() {
        return database.sql("SELECT EXISTS (SELECT 1 FROM indicators.tally WHERE month < :now)")
                .param("now", Counter.month(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** Final outcomes over the same months, each on its own; nothing is summed. */
    Map<String, Optional<Long>> outcomes() {
        var months = months();
        var sums = new TreeMap<String, Long>();
        tally("assessed", months.getFirst(), months.getLast())
                .forEach((key, n) -> sums.merge(key.substring(key.indexOf(' ') + 1), n, Long::sum));
        var published = new TreeMap<String, Optional<Long>>();
        sums.forEach((outcome, n) -> published.put(outcome, Release.rounded(n)));
        return published;
    }

    /** How long copies stay up after the host was told; empty while there are fewer than 10 clocks. */
    Optional<Survival> removal() {
        var now = clock.instant();
        var runs = database.sql("SELECT begun, gone FROM indicators.removal_clock")
                .query((row, number) -> {
                    var begun = row.getObject("begun", OffsetDateTime.class).toInstant();
                    var gone = Optional.ofNullable(row.getObject("gone", OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant);
                    var time = Duration.between(begun, gone.orElse(now));
                    return new Survival.Run(time.isNegative() ? Duration.ZERO : time, gone.isPresent());
                })
                .list();
        return runs.size() < FEWEST_CLOCKS ? Optional.empty() : Optional.of(Survival.of(runs));
    }

    private List<LocalDate> months() {
        var current = Counter.month(clock.instant());
        return IntStream.rangeClosed(1, MONTHS)
                .mapToObj(back -> current.minusMonths(MONTHS + 1L - back))
                .toList();
    }

    private Map<String, Long> tally(String indicator, LocalDate first, LocalDate last) {
        var found = new TreeMap<String, Long>();
        database.sql("""
                        SELECT month, category, n FROM indicators.tally
                        WHERE indicator = :indicator AND month BETWEEN :first AND :last
                        """)
                .param("indicator", indicator)
                .param("first", first)
                .param("last", last)
                .query(row -> {
                    found.put(
                            row.getObject("month", LocalDate.class) + " " + row.getString("category"),
                            row.getLong("n"));
                });
        return found;
    }
}
