package org.egide.sharing.view;

import java.util.List;
import java.util.Optional;

/**
 * A partner on the desk's page: {@code mine} when the viewer proposed it, {@code choices} the lists that may be proposed for it,
 * {@code clockMinutes} how wrong its clock seems.
 */
public record PartnerRow(
        String id,
        String name,
        String formKey,
        String username,
        String state,
        String ground,
        String territories,
        boolean reasons,
        boolean wrapped,
        boolean mine,
        List<ListLine> lists,
        List<ListChoice> choices,
        PullLine today,
        Optional<Long> clockMinutes) {
    public PartnerRow {
        lists = List.copyOf(lists);
        choices = List.copyOf(choices);
    }

    /** Whether it is over for good. */
    public boolean ended() {
        return state.equals("ENDED");
    }
}
