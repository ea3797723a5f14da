package org.egide.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The steps of the demonstration in their order. Each is done, then proved by something read back from outside; the first that
 * does not hold ends the run, because all later ones stand on it.
 */
final class Script {
    private final List<Step> steps = new ArrayList<>();
    private final PrintStream out;

    Script(PrintStream out) {
        this.out = out;
    }

    /** What is done in a step; returns the proof. */
    @FunctionalInterface
    interface Act {
        Proof play() throws Exception;
    }

    private record Step(String happens, Act act) {}

    /** Adds a step; {@code happens} is one sentence. */
    Script step(String happens, Act act) {
        steps.add(new Step(happens, act));
        return this;
    }

    /** Plays all steps and returns the status of the run: 0 only if every step held. */
    int play() {
        var start = System.nanoTime();
        for (var number = 1; number <= steps.size(); number++) {
            if (!held(number, steps.get(number - 1))) {
                var left = steps.size() - number;
                out.printf(Locale.ROOT, "%nStep %d did not hold", number);
                out.println(left == 0 ? "." : "; the " + left + " after it were not tried.");
                return 1;
            }
        }
        var seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        out.printf(Locale.ROOT, "%nAll %d steps held, in %d seconds.%n", steps.size(), seconds);
        return 0;
    }

    /** A step may fail in any way; whatever it is becomes the sentence of its failure and the status of the run. */
    private boolean held(int number, Step step) {
        try {
            var proof = step.act().play();
            out.printf(Locale.ROOT, "%2d. %s%n", number, step.happens());
            proof.lines().forEach(line -> out.println("      " + line));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(number, step, "the run was interrupted");
        } catch (Exception e) {
            return failed(number, step, reason(e));
        }
    }

    private boolean failed(int number, Step step, String reason) {
        out.printf(Locale.ROOT, "%2d. FAILED: %s%n      %s%n", number, step.happens(), reason);
        return false;
    }

    private static String reason(Exception failure) {
        return failure instanceof NotHeld
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName() + ": " + failure.getMessage() + place(failure);
    }

    private static String place(Exception failure) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("org.egide.demo")) {
                return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return "";
    }
}
