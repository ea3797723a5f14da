package org.egide.police.view;

/**
 * One referral in words. {@code mine} says that the viewer proposed it, so that another must approve; {@code request} is shown only
 * to whoever decides.
 */
public record ReferralLine(
        String id,
        String report,
        String reportReference,
        String unit,
        String kind,
        String state,
        String legalBasis,
        String request,
        String proposed,
        String packageName,
        String sha256,
        String outcome,
        boolean maySend,
        boolean mine,
        boolean mayAcknowledge,
        boolean mayTellOutcome) {
    @Override
    public String toString() {
        return "ReferralLine[" + id + "]";
    }
}
