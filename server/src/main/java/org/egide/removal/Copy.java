package org.egide.removal;

import java.time.Instant;
import java.util.Optional;
import org.egide.report.ItemId;
import org.egide.report.ReportId;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;

/** One location of one item, with its clock. The address and what it looked like are sealed. */
record Copy(
        CopyId id,
        ReportId report,
        ItemId item,
        DeskId desk,
        CopyState state,
        Optional<CopyState> before,
        int round,
        byte[] address,
        Optional<byte[]> looks,
        String host,
        String profile,
        Times times,
        int checks,
        String lastVerdict,
        Optional<PersonId> owner) {

    /** The moments of a copy; absent is not yet. */
    record Times(
            Instant found,
            Optional<Instant> noticed,
            Optional<Instant> escalateAt,
            Optional<Instant> gone,
            Optional<Instant> lastCheck,
            Optional<Instant> nextCheck) {
        /** When the removal clock began: with the notice, or with the finding if nobody was told. */
        Instant begun() {
            return noticed.orElse(found);
        }
    }

    /** The short name that hosts and desk use. */
    String reference() {
        return "N-" + id.value().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Copy[" + id + " " + state + "]";
    }
}
