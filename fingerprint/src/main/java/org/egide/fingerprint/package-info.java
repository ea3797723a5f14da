/**
 * Fingerprints of pictures and the search for near duplicates, for anyone: hotlines, platforms, archives.
 *
 * <p>Promises: the bytes of a picture are decoded within stated bounds or refused with a stable reason; the same
 * decoded pixels always give the same bits; a search finds every entry within its threshold. Start at {@link
 * org.egide.fingerprint.Fingerprinter} for bytes, at {@link org.egide.fingerprint.PdqHasher} for pixels, at {@link
 * org.egide.fingerprint.NearDuplicateIndex} for search.
 *
 * <p>Never: it opens no network connection, writes no file but the snapshot of an index that it is told to, keeps no picture, logs nothing, and never says what a
 * picture shows. A match is a hint for a person, not a verdict.
 */
@NullMarked
package org.egide.fingerprint;

import org.jspecify.annotations.NullMarked;
