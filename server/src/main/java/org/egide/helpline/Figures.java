package org.egide.helpline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.egide.platform.jobs.Routine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was counted of waiting and answering, for the supervisor's page and as metrics of the whole node. */
@Component
final class Figures implements Routine {
    static final int DAYS = 28;

    private final JdbcClient database;
    private final Clock clock;
    private volatile Counts today = Counts.NONE;
    private volatile long waiting;
    private volatile double longest;

    Figures(JdbcClient database, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        Gauge.builder("egide.helpline.waiting", this, figures -> figures.waiting)
                .description("children in the queues now")
                .register(meters);
        Gauge.builder("egide.helpline.waiting.longest", this, figures -> figures.longest)
                .baseUnit("seconds")
                .description("the longest wait of a child who sits in front of the page")
                .register(meters);
        for (var what : new Tally.What[] {Tally.What.BEGUN, Tally.What.ANSWERED, Tally.What.ABANDONED}) {
            Gauge.builder("egide.helpline.today", this, figures -> figures.today.of(what))
                    .tag("what", what.name())
                    .description("contacts of this day")
                    .register(meters);
        }
    }

    /** Counts by what was counted. */
    record Counts(Map<String, Long> numbers) {
        static final Counts NONE = new Counts(Map.of());

        Counts {
            numbers = Map.copyOf(numbers);
        }

        long of(Tally.What what) {
            return numbers.getOrDefault(what.name(), 0L);
        }

        /** How many waited in each class. */
        long[] waits() {
            var waits = new long[Tally.WAITS.length + 1];
            Arrays.setAll(waits, at -> numbers.getOrDefault("WAIT_" + at, 0L));
            return waits;
        }

        /** The share of the begun, in percent; 0 when none began. */
        double share(Tally.What what) {
            return of(Tally.What.BEGUN) == 0 ? 0 : 100.0 * of(what) / of(Tally.What.BEGUN);
        }

        /** The upper end, in seconds, of the class in which that share of all waits lies; none when it is the open class. */
        java.util.OptionalInt within(double share) {
            var waits = waits();
            var all = Arrays.stream(waits).sum();
            var sum = 0L;
            for (var at = 0; at < Tally.WAITS.length; at++) {
                sum += waits[at];
                if (all > 0 && sum >= share * all) {
                    return java.util.OptionalInt.of(Tally.WAITS[at]);
                }
            }
            return java.util.OptionalInt.empty();
        }

        static Counts sum(Collection<Counts> all) {
            var sum = new TreeMap<String, Long>();
            all.forEach(one -> one.numbers.forEach((what, number) -> sum.merge(what, number, Long::sum)));
            return new Counts(sum);
        }
    }

    /** The counts of those lines over the last {@link #DAYS} days, by line. */
    Map<String, Counts> of(Stream<String> lines) {
        var counts = new TreeMap<String, Map<String, Long>>();
        database.sql("""
                        SELECT line, what, sum(number) AS number FROM helpline.tally
                        WHERE line = ANY (:lines) AND day > :since GROUP BY line, what
                        """)
                .param("lines", lines.toArray(String[]::new))
                .param("since", day().minusDays(DAYS))
                .query(row -> {
                    counts.computeIfAbsent(row.getString("line"), line -> new TreeMap<>())
                            .put(row.getString("what"), row.getLong("number"));
                });
        var read = new TreeMap<String, Counts>();
        counts.forEach((line, numbers) -> read.put(line, new Counts(numbers)));
        return read;
    }

    @Override
    public String name() {
        return "helpline-figures";
    }

    /** Refreshes what the metrics say. */
    @Override
    public int work() {
        var numbers = new TreeMap<String, Long>();
        database.sql("SELECT what, sum(number) AS number FROM helpline.tally WHERE day = :day GROUP BY what")
                .param("day", day())
                .query(row -> {
                    numbers.put(row.getString("what"), row.getLong("number"));
                });
        today = new Counts(numbers);
        database.sql("""
                        SELECT count(*), coalesce(extract(epoch FROM :now - min(waiting_since)
                            FILTER (WHERE kind = 'CHAT')), 0)
                        FROM helpline.contact WHERE state = 'WAITING'
                        """).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(row -> {
            waiting = row.getLong(1);
            longest = row.getDouble(2);
        });
        return 0;
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
