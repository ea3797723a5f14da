package org.egide.fingerprint.video;

import org.egide.fingerprint.Refusal;

/** What became of a file that was to be read as a film. */
public sealed interface VideoReading permits VideoFingerprint, VideoReading.Refused {

    /**
     * No frame was hashed.
     *
     * @param refusal the stable code and a sentence without any content of the file
     */
    record Refused(Refusal refusal) implements VideoReading {}
}
