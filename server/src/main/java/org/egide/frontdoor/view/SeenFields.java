package org.egide.frontdoor.view;

import java.util.Set;

/** The public form as it was filled in, so that nothing has to be typed twice. Holds personal data. */
public record SeenFields(
        String danger,
        String links,
        String place,
        String account,
        String channel,
        Set<String> forms,
        String when,
        String words,
        String teller,
        String name,
        String reach,
        boolean insider,
        String key,
        String shown) {
    public SeenFields {
        forms = Set.copyOf(forms);
    }

    public boolean chose(String form) {
        return forms.contains(form);
    }

    @Override
    public String toString() {
        return "SeenFields[hidden]";
    }
}
