package org.egide.upstream;

import java.util.UUID;
import org.egide.fingerprints.ForeignName;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;

/** A vote about to be sent: on the entry of that name, for one kind of its hashes. */
record Vote(UUID id, ForeignName name, Hashes hashes, HashKind kind, boolean up) {
    @Override
    public String toString() {
        return "Vote[" + id + "]";
    }
}
