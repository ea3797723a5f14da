package org.egide.sharing;

import java.util.Optional;
import java.util.Set;
import org.egide.audit.Actor;
import org.egide.fingerprints.Enquirer;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.Territory;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;

/**
 * A partner that pulls lists. {@code member} is its number in the wire form, {@code leads} the list of what it submits, {@code made}
 * the second (since 1970) it came to be. Endpoints {@link ForSharingPartner} take it.
 */
public record SharingPartner(
        PartnerId id,
        DeskId desk,
        String name,
        SharingForm form,
        String username,
        PartnerState state,
        String ground,
        Set<Territory> territories,
        boolean wrapped,
        int callsPerDay,
        int member,
        Optional<ListId> leads,
        PersonId proposedBy,
        long made) {
    public SharingPartner {
        territories = Set.copyOf(territories);
    }

    /** This partner in the audit record and as a voter. */
    public Actor actor() {
        return Actor.provider(id.value());
    }

    /** As one whose vote counts. */
    Enquirer voter() {
        return new Enquirer(actor(), desk, territories, 1, 1);
    }

    @Override
    public String toString() {
        return "SharingPartner[" + id + "]";
    }
}
