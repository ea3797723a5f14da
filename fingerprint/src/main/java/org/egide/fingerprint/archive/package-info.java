/**
 * Scans a seized archive of millions of files against lists of known material (R17.1).
 *
 * <p>Promises: memory is bounded however many files there are and however they lie; a kill at any moment loses nothing
 * and repeats nothing, because the files are first written down in an {@link
 * org.egide.fingerprint.archive.Inventory} and each outcome then in a {@link org.egide.fingerprint.archive.Journal};
 * files seen are files hashed and files skipped, each with a stable reason. Start at {@link
 * org.egide.fingerprint.archive.ArchiveScan}.
 *
 * <p>Never: it follows no link, changes nothing below the scanned folder but its own outputs if they lie there, opens no
 * network connection, and never says what a picture shows. A match is a hint for a person, not a verdict.
 */
@NullMarked
package org.egide.fingerprint.archive;

import org.jspecify.annotations.NullMarked;
