/**
 * Fingerprints of films: one PDQ for each second, and two percentages that compare two films (vPDQ).
 *
 * <p>Start at {@link org.egide.fingerprint.video.VideoFingerprinter}. Films are decoded by ffmpeg, a program of its own
 * that an operator installs, in a sandbox which the kernel keeps: it sees its own program, its libraries and the one
 * film, read-only; it has no network and no rights; time, memory, pixels and frames are bounded; nothing of it outlives
 * the call.
 *
 * <p>Never: no shell sees the name or the content of a film, no frame touches a disk, nothing is logged, and no
 * playlist is followed. A match is a hint for a person, not a verdict.
 */
@NullMarked
package org.egide.fingerprint.video;

import org.jspecify.annotations.NullMarked;
