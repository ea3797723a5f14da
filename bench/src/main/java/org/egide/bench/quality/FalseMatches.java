package org.egide.bench.quality;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.egide.bench.quality.Misses.Tried;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.Pixels;
import org.egide.fingerprint.QueryVariant;

/**
 * How many different pictures are taken for the same: a list of generated pictures, and every picture of the corpus asked against it, itself
 * excepted. Pictures of different seeds count as different, even where a family gives nearly the same twice.
 */
final class FalseMatches {
    private static final int SIDE = 256;

    private final long seed;
    private final int pictures;
    private final Fingerprinter fingerprinter = new Fingerprinter();
    private final List<Hashed> corpus = new ArrayList<>();

    /** What is asked for one picture, whether it is trusted or not. */
    private record Hashed(Pdq entry, boolean trusted, List<QueryVariant> variants) {}

    /**
     * What came of one list and one way of looking.
     *
     * @param list pictures on the list
     * @param trustedOnly whether pictures of quality under 50 are left out on both sides
     * @param tried way of looking
     * @param queries pictures asked
     * @param pairs pictures compared with pictures
     * @param falsePairs for each threshold, how many of these were near
     * @param falseQueries for each threshold, how many pictures met at least one
     * @param families at the greatest threshold, which kinds of pictures were taken for which
     */
    record Result(
            int list,
            boolean trustedOnly,
            Tried tried,
            int queries,
            long pairs,
            List<Long> falsePairs,
            List<Long> falseQueries,
            Map<String, Long> families) {
        Map<String, Object> line() {
            var line = new LinkedHashMap<String, Object>();
            line.put("false_matches", tried.name().toLowerCase(Locale.ROOT));
            line.put("list", list);
            line.put("trusted_only", trustedOnly);
            line.put("queries", queries);
            line.put("pairs", pairs);
            for (var i = 0; i < Quality.THRESHOLDS.size(); i++) {
                var counts = new LinkedHashMap<String, Object>();
                counts.put("queries", falseQueries.get(i));
                counts.put("pairs", falsePairs.get(i));
                line.put("threshold_" + Quality.THRESHOLDS.get(i), counts);
            }
            line.put("families_" + Quality.THRESHOLDS.getLast(), new TreeMap<>(families));
            return line;
        }
    }

    FalseMatches(long seed, int pictures) {
        this.seed = seed;
        this.pictures = pictures;
    }

    /** For lists of a thousand, of ten thousand and of all pictures. */
    List<Result> measured() {
        corpus.addAll(
                IntStream.range(0, pictures).parallel().mapToObj(this::hashed).toList());
        var results = new ArrayList<Result>();
        IntStream.of(1_000, 10_000, pictures)
                .filter(list -> list <= pictures)
                .distinct()
                .forEach(list -> {
                    results.addAll(measured(list, true));
                    results.addAll(measured(list, false));
                });
        return results;
    }

    /** Pictures that may be matched at all. */
    long trusted() {
        return corpus.stream().filter(Hashed::trusted).count();
    }

    private Hashed hashed(int number) {
        // Numbers that the other measurement does not use.
        var picture = fingerprinter
                .of(pixels(Family.numbered(seed + 1, number, SIDE)))
                .orElseThrow();
        return new Hashed(picture.full().pdq(), picture.full().trusted(), variants(picture));
    }

    private static List<QueryVariant> variants(Perceptual picture) {
        var variants = new ArrayList<QueryVariant>();
        if (!picture.full().trusted()) {
            for (var orientation : Orientation.values()) {
                variants.add(new QueryVariant(
                        Form.FULL, 0, orientation, picture.full().variant(orientation)));
            }
        }
        picture.queryVariants().stream()
                .filter(variant -> variant.form() == Form.FULL)
                .forEach(variants::add);
        return variants;
    }

    private static Pixels pixels(BufferedImage image) {
        var width = image.getWidth();
        var height = image.getHeight();
        return Pixels.of(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    private List<Result> measured(int list, boolean trustedOnly) {
        var entries = new HashMap<Pdq, List<Integer>>();
        for (var number = 0; number < list; number++) {
            if (!trustedOnly || corpus.get(number).trusted) {
                entries.computeIfAbsent(corpus.get(number).entry, none -> new ArrayList<>())
                        .add(number);
            }
        }
        var index = NearDuplicateIndex.of(entries.keySet().iterator());
        var results = new ArrayList<Result>();
        for (var tried : Tried.values()) {
            results.add(measured(list, trustedOnly, tried, entries, index));
        }
        return results;
    }

    private Result measured(
            int list, boolean trustedOnly, Tried tried, Map<Pdq, List<Integer>> entries, NearDuplicateIndex index) {
        var count = Quality.THRESHOLDS.size();
        var falsePairs = new AtomicLongArray(count);
        var falseQueries = new AtomicLongArray(count);
        var queries = new AtomicLong();
        var pairs = new AtomicLong();
        var families = new ConcurrentSkipListMap<String, Long>();
        var listed = entries.values().stream().mapToLong(List::size).sum();
        IntStream.range(0, pictures)
                .parallel()
                .filter(number -> !trustedOnly || !queried(number, tried, true).isEmpty())
                .forEach(number -> {
                    queries.incrementAndGet();
                    var itself = number < list && (!trustedOnly || corpus.get(number).trusted);
                    pairs.addAndGet(listed - (itself ? 1 : 0));
                    var near = near(number, queried(number, tried, trustedOnly), entries, index);
                    for (var i = 0; i < count; i++) {
                        int threshold = Quality.THRESHOLDS.get(i);
                        var found = near.values().stream()
                                .filter(bits -> bits <= threshold)
                                .count();
                        falsePairs.addAndGet(i, found);
                        falseQueries.addAndGet(i, found > 0 ? 1 : 0);
                    }
                    near.keySet()
                            .forEach(other ->
                                    families.merge(Family.of(number) + " as " + Family.of(other), 1L, Long::sum));
                });
        return new Result(
                list,
                trustedOnly,
                tried,
                queries.intValue(),
                pairs.get(),
                all(falsePairs),
                all(falseQueries),
                Map.copyOf(families));
    }

    private List<QueryVariant> queried(int number, Tried tried, boolean trustedOnly) {
        var picture = corpus.get(number);
        return picture.variants.stream()
                .filter(variant -> Misses.counts(variant, tried))
                .filter(variant -> !trustedOnly || picture.trusted || variant.trims() > 0)
                .toList();
    }

    /** The pictures on the list that came near, the one itself excepted, and how near. */
    private static Map<Integer, Integer> near(
            int number, List<QueryVariant> variants, Map<Pdq, List<Integer>> entries, NearDuplicateIndex index) {
        var near = new HashMap<Integer, Integer>();
        for (var variant : variants) {
            for (var found : index.near(variant.pdq(), NearDuplicateIndex.GREATEST_THRESHOLD)) {
                for (var other : entries.getOrDefault(found.pdq(), List.of())) {
                    if (other != number) {
                        near.merge(other, found.distance(), Math::min);
                    }
                }
            }
        }
        return near;
    }

    private static List<Long> all(AtomicLongArray counts) {
        return IntStream.range(0, counts.length()).mapToObj(counts::get).toList();
    }
}
