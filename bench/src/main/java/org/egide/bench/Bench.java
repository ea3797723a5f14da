package org.egide.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.egide.bench.evening.Evening;
import org.egide.bench.quality.Quality;

/** Runs the benchmark that is named; without a name it lists them. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var name = arguments.length == 0 ? "" : arguments[0];
        var rest =
                arguments.length == 0 ? List.<String>of() : List.of(Arrays.copyOfRange(arguments, 1, arguments.length));
        switch (name) {
            case "intake" -> Intake.run(rest);
            case "index" -> NearDuplicates.run(rest);
            case "scan" -> Scan.run(rest);
            case "quality" -> Quality.run(rest);
            case "hash" -> PictureHashes.run(rest);
            case "match" -> Service.run(rest);
            case "evening" -> evening(rest);
            case "door" -> Door.run(rest);
            default -> {
                System.err.println("egide: the benchmarks are:");
                System.err.println("  intake [--clients N] [--seconds N] [--rounds N]");
                System.err.println("  index --data DIR [--snapshot FILE]");
                System.err.println("  index --data DIR --generate N [--skewed]   writes such a set");
                System.err.println("  scan --data DIR [--files N] [--kills N] [--seed N]");
                System.err.println("  quality [--pictures N] [--corpus N] [--seed N] [--table FILE] [--tool COMMAND]");
                System.err.println("  hash DIR [--threads N] [--generate]   pictures under DIR; generates some first");
                System.err.println(
                        "  evening [--seconds N] [--rows N] [--turns N]   192 helplines; 0 seconds or rows leaves a part out");
                System.err.println(
                        "  match [--entries N] [--rows N] [--seconds N] [--clients N] [--batch N] [--seed N] [--keep 1]");
                System.err.println(
                        "  door [--children N] [--think SECONDS] [--guesses N] [--networks N] [--seconds N]");
                System.exit(2);
            }
        }
        System.exit(0);
    }

    private static void evening(List<String> rest) throws Exception {
        var folder = Path.of("var", "bench-evening").toAbsolutePath();
        Intake.delete(folder);
        try {
            Evening.run(Intake.options(rest), folder, Intake.freePort());
        } finally {
            Intake.delete(folder);
        }
    }
}
