package org.egide.upstream;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.SourceId;
import org.egide.staff.DeskId;

/** A source as it is stored; the login is sealed. {@code step} grows with every page, so that no page comes in twice. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Source(
        SourceId id,
        DeskId desk,
        ListId list,
        String name,
        Form form,
        URI base,
        byte[] login,
        Duration every,
        SourceState state,
        long step,
        Cursor cursor,
        Instant nextAt,
        int tries,
        Optional<Fault> fault,
        Optional<Instant> faultAt,
        Optional<Instant> pulledAt) {
    @Override
    public String toString() {
        return "Source[" + id + "]";
    }
}
