package org.egide.report;

import java.util.Collection;
import java.util.Set;

/** A module that keeps files before the report that will name them, and says which of these it still needs. */
public interface NamesFiles {
    /** Those of the files that the module names. */
    Set<FileId> named(Collection<FileId> files);
}
