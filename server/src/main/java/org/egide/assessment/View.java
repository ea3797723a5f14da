package org.egide.assessment;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.egide.report.Act;
import org.egide.report.Form;
import org.egide.staff.PersonId;

/** One person's view as given; never changed. */
record View(
        PersonId person,
        int turn,
        Form form,
        Set<Act> acts,
        Map<Element, String> elements,
        String profile,
        Verdict derived,
        Instant given) {
    View {
        acts = Set.copyOf(acts);
        elements = new EnumMap<>(elements);
    }

    /** Same outcome, and no key element on which the two differ. */
    boolean agreesWith(View other) {
        return derived == other.derived
                && elements.keySet().equals(other.elements.keySet())
                && elements.keySet().stream()
                        .filter(Element::key)
                        .allMatch(element -> Objects.equals(elements.get(element), other.elements.get(element)));
    }
}
