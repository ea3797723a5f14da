package org.egide.sharing;

import java.util.Arrays;
import java.util.Optional;

/** What a partner says of an entry, with the word of the StopNCII form. Only the first two are votes. */
enum FeedbackValue {
    /** It belongs where it stands. */
    BLOCKED("Blocked"),
    /** It does not. */
    NOT_BLOCKED("NotBlocked"),
    UNKNOWN("Unknown"),
    NONE("None"),
    QUALITY_UNKNOWN("QualityUnknown"),
    PENDING_REVIEW("PendingReview"),
    WITHDRAWN("Withdrawn"),
    DELETED("Deleted");

    private final String word;

    FeedbackValue(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Optional<FeedbackValue> of(String word) {
        return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }

    /** Up, down, or no vote. */
    Optional<Boolean> vote() {
        return switch (this) {
            case BLOCKED -> Optional.of(true);
            case NOT_BLOCKED -> Optional.of(false);
            case UNKNOWN, NONE, QUALITY_UNKNOWN, PENDING_REVIEW, WITHDRAWN, DELETED -> Optional.empty();
        };
    }
}
