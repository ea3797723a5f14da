package org.egide.fingerprint.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is to outlive a loss of power. */
final class Durable {

    private Durable() {}

    /** Names that appeared in this folder stay there. */
    static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
