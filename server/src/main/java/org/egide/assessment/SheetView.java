package org.egide.assessment;

import java.util.List;
import java.util.Optional;
import org.egide.triage.Look;

/**
 * An assessment as one person may see it: until it is decided, a person sees their own view and nobody else's. {@code toAnswer}
 * are the elements of the sheets that apply; {@code refusal} is the stable code why this person gives no view now, if so.
 */
record SheetView(
        Stage stage,
        List<Element> toAnswer,
        Optional<String> refusal,
        Optional<Given> mine,
        List<Given> all,
        Optional<Decision> decision,
        List<SheetStore.Carried> carried,
        List<Look> looks,
        boolean confirmable) {
    /** A view with its derivation, worked out again by the profile in force. */
    record Given(View view, Derived derived) {}

    SheetView {
        toAnswer = List.copyOf(toAnswer);
        all = List.copyOf(all);
        carried = List.copyOf(carried);
        looks = List.copyOf(looks);
    }
}
