package org.egide.gateway;

import java.util.Optional;
import org.egide.report.FileId;

/** A file of an intake, opened: its name on the wire, the sender's file name and, where sent, the details as received. */
record IntakeFile(String name, FileId file, String fileName, Optional<byte[]> details) {
    @Override
    public String toString() {
        return "IntakeFile[" + name + "]";
    }
}
