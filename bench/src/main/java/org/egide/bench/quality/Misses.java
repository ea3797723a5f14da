package org.egide.bench.quality;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.QueryVariant;

/**
 * How far each edit moves a picture from its entry, and so how many copies are missed. The entry is the hash of the original as a JPEG of
 * quality 95; pictures whose entry is not trusted (quality under 50) are not on a list and not counted. All distances are of the full form.
 */
final class Misses {
    /** Farther than any two hashes: nothing that may be compared. */
    static final int NOT_COMPARED = Pdq.BITS + 1;

    private static final int SIDE = 640;

    private final long seed;
    private final int pictures;
    private final Fingerprinter fingerprinter = new Fingerprinter();

    Misses(long seed, int pictures) {
        this.seed = seed;
        this.pictures = pictures;
    }

    /** With what a copy is looked for; each tries all that the one before tries. */
    enum Tried {
        /** The copy's own hash. */
        AS_IT_IS,
        /** Its eight orientations. */
        TURNED,
        /** Those of the picture without its uniform borders too: what the commands and the server do. */
        TRIMMED
    }

    /**
     * The distances of one edit.
     *
     * @param edit which
     * @param bits for each way of looking, for each picture
     * @param families of the pictures
     */
    record Result(Edit edit, Map<Tried, int[]> bits, List<Family> families) {
        int pictures() {
            return bits(Tried.AS_IT_IS).length;
        }

        int median(Tried tried) {
            var rising = bits(tried).clone();
            Arrays.sort(rising);
            return rising.length == 0 ? 0 : rising[rising.length / 2];
        }

        /** Share of copies farther than the threshold. */
        double missed(Tried tried, int threshold) {
            return Arrays.stream(bits(tried)).filter(far -> far > threshold).count() / (double) Math.max(1, pictures());
        }

        private int[] bits(Tried tried) {
            return Optional.ofNullable(bits.get(tried)).orElseThrow();
        }

        Map<String, Object> line() {
            var line = new LinkedHashMap<String, Object>();
            line.put("edit", edit.name().toLowerCase(Locale.ROOT));
            line.put("pictures", pictures());
            for (var tried : bits.keySet()) {
                var name = tried.name().toLowerCase(Locale.ROOT);
                line.put("median_bits_" + name, median(tried));
                var missed = new LinkedHashMap<String, Object>();
                for (var threshold : Quality.THRESHOLDS) {
                    missed.put("" + threshold, Quality.rounded(missed(tried, threshold)));
                }
                line.put("missed_" + name, missed);
            }
            line.put("missed_31_of_families", missedOfFamilies());
            return line;
        }

        /** Copies that no way finds, of all, as in {@code 3/12}. */
        private Map<Family, String> missedOfFamilies() {
            var missed = new EnumMap<Family, String>(Family.class);
            var all = bits.containsKey(Tried.TRIMMED) ? bits(Tried.TRIMMED) : bits(Tried.AS_IT_IS);
            for (var family : Family.values()) {
                var own = IntStream.range(0, all.length)
                        .filter(i -> families.get(i) == family)
                        .toArray();
                var far = Arrays.stream(own).filter(i -> all[i] > 31).count();
                missed.put(family, far + "/" + own.length);
            }
            return missed;
        }
    }

    private record Distances(Family family, Map<Edit, Map<Tried, Integer>> byEdit) {}

    List<Result> measured() {
        var all = IntStream.range(0, pictures)
                .parallel()
                .mapToObj(this::distances)
                .flatMap(Optional::stream)
                .toList();
        return results(all, List.of(Tried.values()));
    }

    /** The same files through somebody else's tool: only the hash it gives for each file is compared. */
    List<Result> measured(OutsideTool tool) throws IOException, InterruptedException {
        for (var number = 0; number < pictures; number++) {
            var original = original(number);
            tool.give(number + "-original", original);
            var picture = Jpeg.decoded(original);
            for (var edit : Edit.values()) {
                tool.give(number + "-" + edit.name(), edit.of(picture));
            }
        }
        var hashes = tool.run();
        var all = new ArrayList<Distances>();
        for (var number = 0; number < pictures; number++) {
            var entry = hashes.get(number + "-original");
            if (entry != null) {
                var byEdit = new EnumMap<Edit, Map<Tried, Integer>>(Edit.class);
                for (var edit : Edit.values()) {
                    var copy = Optional.ofNullable(hashes.get(number + "-" + edit.name()));
                    byEdit.put(
                            edit,
                            Map.of(Tried.AS_IT_IS, copy.map(entry::distance).orElse(NOT_COMPARED)));
                }
                all.add(new Distances(Family.of(number), byEdit));
            }
        }
        return results(all, List.of(Tried.AS_IT_IS));
    }

    private static List<Result> results(List<Distances> all, List<Tried> ways) {
        var results = new ArrayList<Result>();
        for (var edit : Edit.values()) {
            var bits = new EnumMap<Tried, int[]>(Tried.class);
            for (var tried : ways) {
                bits.put(
                        tried,
                        all.stream()
                                .mapToInt(one -> Optional.ofNullable(one.byEdit.get(edit))
                                        .map(of -> of.get(tried))
                                        .orElse(NOT_COMPARED))
                                .toArray());
            }
            results.add(
                    new Result(edit, bits, all.stream().map(Distances::family).toList()));
        }
        return results;
    }

    private byte[] original(int number) {
        return Jpeg.encoded(Family.numbered(seed, number, SIDE), 95);
    }

    private Optional<Distances> distances(int number) {
        var original = original(number);
        return fingerprinter
                .of(original)
                .perceptual()
                .map(Perceptual::full)
                .filter(entry -> entry.trusted())
                .map(entry -> distances(Family.of(number), entry.pdq(), Jpeg.decoded(original)));
    }

    private Distances distances(Family family, Pdq entry, BufferedImage picture) {
        var byEdit = new EnumMap<Edit, Map<Tried, Integer>>(Edit.class);
        for (var edit : Edit.values()) {
            var copy = fingerprinter.of(edit.of(picture));
            var bits = new EnumMap<Tried, Integer>(Tried.class);
            for (var tried : Tried.values()) {
                bits.put(tried, nearest(entry, copy, tried));
            }
            byEdit.put(edit, bits);
        }
        return new Distances(family, byEdit);
    }

    private static int nearest(Pdq entry, Fingerprints copy, Tried tried) {
        return copy.perceptual().map(Perceptual::queryVariants).orElse(List.of()).stream()
                .filter(variant -> counts(variant, tried))
                .mapToInt(variant -> variant.pdq().distance(entry))
                .min()
                .orElse(NOT_COMPARED);
    }

    static boolean counts(QueryVariant variant, Tried tried) {
        if (variant.form() != Form.FULL) {
            return false;
        }
        return switch (tried) {
            case AS_IT_IS -> variant.trims() == 0 && variant.orientation() == Orientation.ORIGINAL;
            case TURNED -> variant.trims() == 0;
            case TRIMMED -> true;
        };
    }
}
