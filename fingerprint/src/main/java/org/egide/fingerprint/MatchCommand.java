package org.egide.fingerprint;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.NearDuplicateIndex.Neighbour;

/**
 * Prints, for each picture, the entries of a list that are near it in any orientation, with or without its
 * uniform border, nearest first.
 *
 * <p>A list does not say in which form its hashes are, so both forms are tried. The column {@code pdq} is the variant of
 * the picture's hash that came nearest to the entry: the distance is between the two columns. A picture of low quality
 * is not matched, since its bits mean nothing; standard error says so.
 */
final class MatchCommand {

    private final PrintStream out;
    private final PrintStream err;
    private final NearDuplicateIndex index;
    private final int threshold;

    /** An entry of the list and the query that came nearest to it. */
    private record Hit(Pdq query, int distance, Pdq entry) {}

    MatchCommand(PrintStream out, PrintStream err, NearDuplicateIndex index, int threshold) {
        this.out = out;
        this.err = err;
        this.index = index;
        this.threshold = threshold;
    }

    int run(List<Path> paths) {
        out.print(Csv.line("path", "pdq", "distance", "entry"));
        return new PictureFiles(out, err).each(paths, this::lines);
    }

    private PictureFiles.Output lines(Path path, ExactHashes exact, Perceptual perceptual) {
        if (!perceptual.trusted()) {
            return new PictureFiles.Output(
                    "",
                    path + ": LOW_QUALITY: not matched, quality "
                            + perceptual.full().quality() + " is below " + PerceptualHash.TRUSTED_QUALITY + "\n");
        }
        StringBuilder lines = new StringBuilder();
        for (Hit hit : hits(perceptual)) {
            lines.append(Csv.line(
                    path, hit.query().hex(), hit.distance(), hit.entry().hex()));
        }
        return new PictureFiles.Output(lines.toString(), "");
    }

    private List<Hit> hits(Perceptual perceptual) {
        Map<Pdq, Hit> nearest = new HashMap<>();
        for (Pdq query : queries(perceptual)) {
            for (Neighbour found : index.near(query, threshold)) {
                Hit hit = new Hit(query, found.distance(), found.pdq());
                nearest.merge(found.pdq(), hit, (one, other) -> other.distance() < one.distance() ? other : one);
            }
        }
        Collection<Hit> hits = nearest.values();
        return hits.stream()
                .sorted(Comparator.comparingInt(Hit::distance).thenComparing(Hit::entry))
                .toList();
    }

    private static Set<Pdq> queries(Perceptual perceptual) {
        Set<Pdq> queries = new LinkedHashSet<>();
        perceptual.queryVariants().forEach(variant -> queries.add(variant.pdq()));
        return queries;
    }
}
