package org.egide.frontdoor.view;

import java.util.Set;

/** A helper's form as it was filled in: the fields of the public form and what only somebody near the child knows. Holds personal data. */
public record ConcernFields(SeenFields seen, String age, Set<String> exposed, String wish, String office, String safe) {
    public ConcernFields {
        exposed = Set.copyOf(exposed);
    }

    @Override
    public String toString() {
        return "ConcernFields[hidden]";
    }
}
