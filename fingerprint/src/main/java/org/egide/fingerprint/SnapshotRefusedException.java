package org.egide.fingerprint;

import java.io.IOException;
import java.nio.file.Path;

/** A file that was to be read as the snapshot of an index is none, or not a whole one; the message says why. */
public final class SnapshotRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    SnapshotRefusedException(Path file, String reason) {
        super("the snapshot " + file + " is refused: " + reason);
    }
}
