package org.egide.removal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long copies stay up, by Kaplan and Meier: what is still up counts for as long as it has been seen (censored), so that slow
 * hosts do not make the figure look better. The mean over removed copies alone is deliberately not offered (R26.4, C5.c).
 */
public final class Survival {
    private final List<Point> points;
    private final int clocks;

    private Survival(List<Point> points, int clocks) {
        this.points = List.copyOf(points);
        this.clocks = clocks;
    }

    /** One removal clock: how long it ran, and whether it ended with verified absence. */
    public record Run(Duration time, boolean gone) {
        public Run {
            Objects.requireNonNull(time);
            if (time.isNegative()) {
                throw new IllegalArgumentException("a removal clock runs forward");
            }
        }
    }

    /** After this time, that share (0 to 1) is still up. */
    public record Point(Duration time, double stillUp) {}

    /** The curve of these clocks. */
    public static Survival of(Collection<Run> runs) {
        var times = new TreeMap<Duration, int[]>();
        for (var run : runs) {
            times.computeIfAbsent(run.time(), time -> new int[2])[run.gone() ? 0 : 1]++;
        }
        var points = new ArrayList<Point>();
        var atRisk = runs.size();
        var stillUp = 1.0;
        for (var step : times.entrySet()) {
            var gone = step.getValue()[0];
            if (gone > 0) {
                stillUp *= 1.0 - (double) gone / atRisk;
                points.add(new Point(step.getKey(), stillUp));
            }
            atRisk -= gone + step.getValue()[1];
        }
        return new Survival(points, runs.size());
    }

    /** The steps of the curve, earliest first. */
    public List<Point> points() {
        return points;
    }

    /** How many clocks it stands on. */
    public int clocks() {
        return clocks;
    }

    /** The share (0 to 1) still up after that time. */
    public double stillUp(Duration time) {
        var share = 1.0;
        for (var point : points) {
            if (point.time().compareTo(time) > 0) {
                break;
            }
            share = point.stillUp();
        }
        return share;
    }

    /** The time by which half is gone; empty while more is still up. */
    public Optional<Duration> median() {
        return goneBy(0.5);
    }

    /** The time by which nine of ten are gone; empty while more is still up. */
    public Optional<Duration> ninetieth() {
        return goneBy(0.9);
    }

    private Optional<Duration> goneBy(double share) {
        // A hair of tolerance: 1 - 9/10 is not exactly 0.1 in binary.
        return points.stream()
                .filter(point -> point.stillUp() <= 1 - share + 1e-9)
                .map(Point::time)
                .findFirst();
    }
}
