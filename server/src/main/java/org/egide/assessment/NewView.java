package org.egide.assessment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.egide.platform.Refusal;
import org.egide.report.Act;
import org.egide.report.Form;

/** One person's view before it is given: the form confirmed, the acts, and an answer to every element of the sheets that apply. */
public record NewView(Form form, Set<Act> acts, Map<Element, String> elements) {
    public NewView {
        Objects.requireNonNull(form);
        acts = Set.copyOf(acts);
        var copy = new EnumMap<Element, String>(Element.class);
        elements.forEach((element, value) -> {
            if (!element.choices().contains(value)) {
                throw Refusal.because("bad-element", "An element has an answer that is not on its list.");
            }
            copy.put(element, value);
        });
        elements = Collections.unmodifiableMap(copy);
    }

    /** Refuses {@code element-missing} unless every element of the sheets is answered; others are left out. */
    NewView answering(Set<Sheet> sheets) {
        var wanted = new EnumMap<Element, String>(Element.class);
        for (var element : Element.values()) {
            if (sheets.contains(element.sheet())) {
                var value = elements.get(element);
                if (value == null) {
                    throw Refusal.because("element-missing", "The element " + element.field() + " is not answered.");
                }
                wanted.put(element, value);
            }
        }
        return new NewView(form, acts, wanted);
    }
}
