package org.egide.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A whole server in a process of its own, for a test to kill. */
public final class ChildNode {
    private ChildNode() {}

    /**
     * Starts the class with the folder as its first argument and returns when it says {@code ready}; what it complains of is in the
     * folder's file {@code errors}.
     */
    public static Process start(Class<?> main, Path folder, String... arguments) throws IOException {
        return start(System.getProperty("java.class.path"), main, folder, arguments);
    }

    /** The same with more on the class path. */
    public static Process startWith(Path more, Class<?> main, Path folder, String... arguments) throws IOException {
        return start(more + File.pathSeparator + System.getProperty("java.class.path"), main, folder, arguments);
    }

    private static Process start(String classPath, Class<?> main, Path folder, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx400m", "-XX:+UseSerialGC", "-cp", classPath));
        command.addAll(List.of(main.getName(), folder.toString()));
        command.addAll(List.of(arguments));
        var node = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            var out = node.inputReader(StandardCharsets.UTF_8);
            for (var line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
                assertThat(line)
                        .as("the server ended: " + Files.readString(folder.resolve("errors")))
                        .isNotNull();
            }
        } catch (IOException | AssertionError e) {
            node.destroyForcibly();
            throw e;
        }
        return node;
    }
}
