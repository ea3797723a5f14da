package org.egide.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Searches everything that the server has written, byte by byte: database files, its write-ahead log, sealed files, logs. */
final class Secrecy {
    private final List<String> found = new ArrayList<>();
    private int files;
    private long bytes;
    private boolean controlFound;

    private Secrecy() {}

    /**
     * Searches a folder for the canaries; {@code control} is a text that is no secret and must be found, or else the search itself
     * would prove nothing.
     */
    static Secrecy of(Path folder, String control) throws IOException {
        var search = new Secrecy();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                search.look(folder, file, control);
            }
        }
        return search;
    }

    private void look(Path folder, Path file, String control) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            // The database removes files of its own while we look.
            return;
        }
        files++;
        bytes += content.length;
        var text = new String(content, StandardCharsets.ISO_8859_1);
        controlFound |= text.contains(control);
        for (var canary : Canary.values()) {
            for (var form : canary.forms()) {
                if (text.contains(new String(form, StandardCharsets.ISO_8859_1))) {
                    found.add(canary + " in " + folder.relativize(file));
                    break;
                }
            }
        }
    }

    Proof proof() {
        NotHeld.unless(controlFound, "the search does not even find what is no secret");
        NotHeld.unless(found.isEmpty(), "in clear: " + String.join(", ", found));
        return Proof.of(
                files + " files with " + bytes / 1_000_000 + " MB searched for " + Canary.values().length
                        + " words in plain, UTF-16, hexadecimal and base64: none",
                "the same search finds the name of the desk, which is no secret");
    }
}
