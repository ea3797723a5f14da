package org.egide.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes about itself into {@code postmaster.pid}: the process on line 1, its state on line 8.
 *
 * @param pid process of the server, positive
 * @param state state in the server's word, as "starting" or "ready"; empty before the server has written it
 */
record PostmasterFile(long pid, String state) {

    private static final int STATE_LINE = 8;

    /** Reads the file; empty when there is none or when the server is still writing its first line. */
    static Optional<PostmasterFile> read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        var state = lines.size() < STATE_LINE ? "" : lines.get(STATE_LINE - 1).strip();
        return Optional.of(new PostmasterFile(Long.parseLong(lines.getFirst().strip()), state));
    }

    boolean readyAs(long expectedPid) {
        // After a crash the file of the former server lies there and may still say ready.
        return pid == expectedPid && state.equals("ready");
    }
}
