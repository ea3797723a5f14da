package org.egide.fingerprint;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints the canonical hash, its quality and the exact hashes of each picture; if asked, one more line for each part that
 * lies inside a uniform border, so that a list made of them also finds copies without the border.
 */
final class HashCommand {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean inside;

    HashCommand(PrintStream out, PrintStream err, boolean inside) {
        this.out = out;
        this.err = err;
        this.inside = inside;
    }

    int run(List<Path> paths) {
        out.print(Csv.line("pdq", "quality", "sha256", "md5", "path"));
        return new PictureFiles(out, err).each(paths, this::lines);
    }

    private PictureFiles.Output lines(Path path, ExactHashes exact, Fingerprints.Perceptual perceptual) {
        StringBuilder lines = new StringBuilder(line(path, exact, perceptual.full()));
        if (inside) {
            for (Trimmed trimmed : perceptual.trimmed()) {
                if (trimmed.full().trusted()) {
                    lines.append(line(path, exact, trimmed.full()));
                }
            }
        }
        return new PictureFiles.Output(lines.toString(), "");
    }

    private static String line(Path path, ExactHashes exact, PerceptualHash hash) {
        return Csv.line(hash.pdq().hex(), hash.quality(), exact.sha256(), exact.md5(), path);
    }
}
