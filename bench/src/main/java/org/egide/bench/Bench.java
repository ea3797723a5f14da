package org.egide.bench;

import java.util.Arrays;
import java.util.List;

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
            case "hash" -> PictureHashes.run(rest);
            default -> {
                System.err.println("egide: the benchmarks are:");
                System.err.println("  intake [--clients N] [--seconds N] [--rounds N]");
                System.err.println("  index --data DIR [--snapshot FILE]");
                System.err.println("  index --data DIR --generate N [--skewed]   writes such a set");
                System.err.println("  hash DIR [--threads N] [--generate]   pictures under DIR; generates some first");
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
