package org.egide.sharing;

import java.time.Instant;
import java.util.List;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.HashKind;

/** What one partner says of an entry by one kind of fingerprint; {@code notes} are ids of reasons, or tags. */
record Feedback(EntryId entry, int member, HashKind kind, FeedbackValue value, List<String> notes, Instant at) {
    Feedback {
        notes = List.copyOf(notes);
    }

    /** The kind as the wire form writes it in feedback: {@code Md5}. */
    static String written(HashKind kind) {
        var name = kind.name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
