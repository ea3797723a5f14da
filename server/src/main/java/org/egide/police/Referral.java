package org.egide.police;

import java.time.Instant;
import java.util.Optional;
import org.egide.report.ReportId;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;

/** One referral; the words of the request are sealed. */
record Referral(
        ReferralId id,
        ReportId report,
        DeskId from,
        DeskId to,
        ReferralKind kind,
        ReferralState state,
        String legalBasis,
        byte[] request,
        PersonId proposedBy,
        Instant proposedAt,
        Optional<PackageName> handedOver,
        String outcome) {

    /** The package as handed over: file name without endings, and SHA-256 of the sealed bytes. */
    record PackageName(String name, String sha256) {}

    @Override
    public String toString() {
        return "Referral[" + id + " " + state + "]";
    }
}
