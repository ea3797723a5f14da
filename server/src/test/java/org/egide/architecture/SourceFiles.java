package org.egide.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, for checks that read them. */
final class SourceFiles {
    /** The top of the project, seen from the module's folder in which tests run. */
    static final Path TOP = Path.of("")
            .toAbsolutePath()
            .resolve(Files.exists(Path.of("src/main")) ? ".." : ".")
            .normalize();

    private SourceFiles() {}

    static List<Path> under(String folder, String... endings) {
        var start = TOP.resolve(folder);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (var files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
