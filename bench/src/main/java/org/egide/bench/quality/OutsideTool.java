package org.egide.bench.quality;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.egide.fingerprint.Pdq;

/**
 * Somebody else's detector on the same pictures (R42.1): a command that is called once with the path of a folder as its last argument and
 * prints, for each file in it, {@code path,hash} with a hash of 256 bits in 64 hexadecimal digits. A file that it leaves out was not
 * recognised. It runs with the rights of whoever runs the bench.
 */
final class OutsideTool {
    private static final int MINUTES = 60;

    private final List<String> command;
    private final Path folder;

    OutsideTool(String command, Path folder) {
        this.command = List.of(command.strip().split("\\s+"));
        this.folder = folder;
    }

    void give(String name, byte[] file) throws IOException {
        Files.write(folder.resolve(name + ".jpg"), file);
    }

    /** The hashes by the names that were given. */
    Map<String, Pdq> run() throws IOException, InterruptedException {
        var output = Files.createTempFile("egide-quality", ".csv");
        try {
            var words = new ArrayList<>(command);
            words.add(folder.toString());
            var process = new ProcessBuilder(words)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("the tool did not end within " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the tool ended with status " + process.exitValue());
            }
            return read(Files.readAllLines(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    private static Map<String, Pdq> read(List<String> lines) {
        var hashes = new HashMap<String, Pdq>();
        for (var line : lines) {
            var comma = line.lastIndexOf(',');
            if (comma > 0) {
                var path = line.substring(0, comma).replace("\"", "");
                var name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jpg$", "");
                hash(line.substring(comma + 1).strip()).ifPresent(hash -> hashes.put(name, hash));
            }
        }
        return hashes;
    }

    /** Nothing for the heading. */
    private static Optional<Pdq> hash(String digits) {
        return digits.matches("[0-9a-fA-F]{64}")
                ? Optional.of(Pdq.parse(digits.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
