package org.egide.fingerprint;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Prints the canonical hash, its quality and the exact hashes of each picture. */
final class HashCommand {

    private final PrintStream out;
    private final PrintStream err;

    HashCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<Path> paths) {
        out.print(Csv.line("pdq", "quality", "sha256", "md5", "path"));
        return new PictureFiles(out, err).each(paths, HashCommand::line);
    }

    private static PictureFiles.Output line(Path path, ExactHashes exact, Fingerprints.Perceptual perceptual) {
        PerceptualHash hash = perceptual.full();
        return new PictureFiles.Output(
                Csv.line(hash.pdq().hex(), hash.quality(), exact.sha256(), exact.md5(), path), "");
    }
}
