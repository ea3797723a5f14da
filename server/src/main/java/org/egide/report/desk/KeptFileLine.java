package org.egide.report.desk;

import org.egide.report.FileId;

/** A file of a report, unopened; its size in bytes. */
public record KeptFileLine(FileId id, long size) {
    /** The size in kibibytes, rounded up. */
    public long kibibytes() {
        return (size + 1023) / 1024;
    }
}
