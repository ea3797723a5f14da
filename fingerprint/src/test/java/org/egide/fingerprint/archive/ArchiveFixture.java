package org.egide.fingerprint.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.PictureFixture;

/** A generated archive with a list of known material, and scans of it in this process. */
final class ArchiveFixture {

    final Path archive;
    final Path list;
    private final Path folder;
    private String said = "";

    ArchiveFixture(Path folder) throws IOException {
        this.folder = folder;
        this.archive = Files.createDirectory(folder.resolve("archive"));
        this.list = Files.writeString(folder.resolve("list.csv"), "sha256\n");
    }

    Path put(String name, byte[] bytes) throws IOException {
        Path path = archive.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes);
    }

    /** Texts and pictures in some folders; one text and one picture of ten are on the list. */
    void fill(int files) throws IOException {
        StringBuilder known = new StringBuilder("sha256,pdq,quality\n");
        for (int i = 0; i < files; i++) {
            boolean picture = i % 4 == 0;
            byte[] bytes = picture
                    ? PictureFixture.png(40, 40, i)
                    : ("generated text " + i).getBytes(StandardCharsets.US_ASCII);
            put(i % 7 + "/" + i % 3 + "/" + i + (picture ? ".png" : ".txt"), bytes);
            if (i % 10 == 0 && picture) {
                Fingerprints.Perceptual found =
                        new Fingerprinter().of(bytes).perceptual().orElseThrow();
                known.append(',')
                        .append(found.full().pdq().hex())
                        .append(',')
                        .append(found.full().quality())
                        .append('\n');
            } else if (i % 10 == 5) {
                known.append(ExactHashes.of(bytes).sha256()).append(",,\n");
            }
        }
        Files.writeString(list, known);
    }

    Path out(String name) {
        return folder.resolve(name);
    }

    int scan(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--list", list.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        arguments.add(archive.toString());
        return run(arguments.toArray(String[]::new));
    }

    int run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return new ScanCommand(stream, stream, Clock.systemUTC()).run(arguments);
        } finally {
            said = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /** Both streams of the last run. */
    String said() {
        return said;
    }

    List<String> hits(Path out) throws IOException {
        return Files.readAllLines(out);
    }

    List<String> files(Path out) throws IOException {
        return Files.readAllLines(out.resolveSibling(out.getFileName() + ".files.csv"));
    }

    String manifest(Path out) throws IOException {
        return Files.readString(out.resolveSibling(out.getFileName() + ".manifest.json"));
    }

    /** The line of the table of files that ends with this. */
    String line(Path out, String path) throws IOException {
        return files(out).stream()
                .filter(line -> line.endsWith(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line for " + path));
    }

    Path work(Path out) {
        return out.resolveSibling(out.getFileName() + ".scan");
    }
}
