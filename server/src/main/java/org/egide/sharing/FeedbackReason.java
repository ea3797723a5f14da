package org.egide.sharing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why an entry does not belong where it stands, as the NCMEC form names reasons: by a lasting id and a sentence for programs' logs. */
enum FeedbackReason {
    NOT_SAID("0b6b9f0e-6f0c-4f1c-9a35-2d1f6a4a9e01", "No reason given"),
    NOT_ON_GROUND("0b6b9f0e-6f0c-4f1c-9a35-2d1f6a4a9e02", "Does not meet the ground of the list"),
    OTHER_CLASS("0b6b9f0e-6f0c-4f1c-9a35-2d1f6a4a9e03", "Classified wrongly"),
    HARMLESS("0b6b9f0e-6f0c-4f1c-9a35-2d1f6a4a9e04", "Harmless content matches"),
    UNSPECIFIC("0b6b9f0e-6f0c-4f1c-9a35-2d1f6a4a9e05", "Fingerprint says too little");

    private final String guid;
    private final String sentence;

    FeedbackReason(String guid, String sentence) {
        this.guid = guid;
        this.sentence = sentence;
    }

    String guid() {
        return guid;
    }

    String sentence() {
        return sentence;
    }

    /** Those that a partner can choose. */
    static List<FeedbackReason> offered() {
        return Arrays.stream(values()).filter(reason -> reason != NOT_SAID).toList();
    }

    static Optional<FeedbackReason> of(String guid) {
        return Arrays.stream(values())
                .filter(reason -> reason.guid.equals(guid))
                .findFirst();
    }
}
