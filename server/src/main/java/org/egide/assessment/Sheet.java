package org.egide.assessment;

import java.util.EnumSet;
import java.util.Set;
import org.egide.report.Form;

/** Which elements are asked for: those of material, those of conduct towards a child, or both. */
enum Sheet {
    MATERIAL,
    CONDUCT;

    /** The sheets of a report. Where nobody named a form it is about material. */
    static Set<Sheet> of(Set<Form> forms) {
        var sheets = EnumSet.noneOf(Sheet.class);
        forms.forEach(form -> sheets.add(of(form)));
        return sheets.isEmpty() ? EnumSet.of(MATERIAL) : sheets;
    }

    static Sheet of(Form form) {
        return switch (form) {
            case ABUSE_MATERIAL, IMAGE_THE_CHILD_MADE, NON_CONSENSUAL_SHARING, AI_GENERATED_MATERIAL, LIVE_ABUSE ->
                MATERIAL;
            case GROOMING,
                    SEXUAL_EXTORTION,
                    CONTACT_ABUSE,
                    TRAFFICKING,
                    EXPLOITATION_IN_PROSTITUTION,
                    TRAVEL_AND_TOURISM,
                    PROMOTION,
                    UNWANTED_CONTENT_TO_CHILD,
                    HARMFUL_BEHAVIOUR_BY_CHILD,
                    WORRY -> CONDUCT;
        };
    }
}
