package org.egide.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code bench quality}: misses for each edit, false matches on a corpus of generated pictures, as JSON lines and, with {@code --table}, as
 * the tables of {@code docs/guide/quality.md}. The same numbers at every run with the same seed.
 */
public final class Quality {
    /** Thresholds that are measured; the last is the greatest there is. */
    static final List<Integer> THRESHOLDS = List.of(15, 20, 25, 31);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private long seed = 1;
    private int pictures = 100;
    private int corpus = 20_000;
    private Optional<Path> table = Optional.empty();
    private Optional<String> tool = Optional.empty();

    private Quality() {}

    /** Measures and prints. */
    public static void run(List<String> arguments) throws IOException, InterruptedException {
        ImageIO.setUseCache(false);
        var quality = new Quality();
        try {
            quality.read(new ArrayDeque<>(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("egide: bench quality: " + wrong.getMessage());
            System.exit(2);
        }
        quality.measure();
    }

    private void read(ArrayDeque<String> words) {
        while (!words.isEmpty()) {
            var option = words.removeFirst();
            if (words.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            var value = words.removeFirst();
            switch (option) {
                case "--seed" -> seed = number(option, value);
                case "--pictures" -> pictures = number(option, value);
                case "--corpus" -> corpus = number(option, value);
                case "--table" -> table = Optional.of(Path.of(value));
                case "--tool" -> tool = Optional.of(value);
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
    }

    private static int number(String option, String value) {
        if (!value.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException(option + " is a whole number of at most seven digits, not " + value);
        }
        return Integer.parseInt(value);
    }

    private void measure() throws IOException, InterruptedException {
        var start = System.nanoTime();
        var misses = new Misses(seed, pictures).measured();
        for (var result : misses) {
            print(result.line());
        }
        if (tool.isPresent()) {
            outside(tool.get());
        }
        var alike = LookAlike.measured(seed, pictures);
        for (var result : alike) {
            print(result.line());
        }
        if (corpus > 0) {
            var falseMatches = new FalseMatches(seed, corpus);
            var results = falseMatches.measured();
            for (var result : results) {
                print(result.line());
            }
            var all = new LinkedHashMap<String, Object>();
            all.put("seed", seed);
            all.put("pictures", pictures);
            all.put("corpus", corpus);
            all.put("corpus_trusted", falseMatches.trusted());
            all.put("seconds", (System.nanoTime() - start) / 1_000_000_000);
            print(all);
            if (table.isPresent()) {
                Files.writeString(table.get(), QualityTable.of(misses, alike, results));
            }
        }
    }

    private void outside(String command) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("egide-quality");
        try {
            for (var result : new Misses(seed, pictures).measured(new OutsideTool(command, folder))) {
                var line = new LinkedHashMap<String, Object>(Map.of("tool", command));
                line.putAll(result.line());
                print(line);
            }
        } finally {
            List<Path> files;
            try (var walk = Files.walk(folder)) {
                files = new ArrayList<>(walk.sorted(Comparator.reverseOrder()).toList());
            }
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }

    private static void print(Map<String, Object> line) {
        System.out.println(JSON.writeValueAsString(line));
    }
}
