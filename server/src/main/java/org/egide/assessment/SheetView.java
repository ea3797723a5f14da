package org.egide.assessment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egide.platform.rules.Derivation;
import org.egide.triage.Look;

/**
 * An assessment as one person may see it: until it is decided, a person sees their own view and nobody else's. {@code refusal} is the
 * stable code why this person gives no view now, if so; {@code confirmable} says that one person may confirm known material.
 * Public for the pages only.
 */
public final class SheetView {
    private final Stage stage;
    private final Set<Sheet> sheets;
    private final Optional<String> refusal;
    private final Optional<Given> mine;
    private final List<Given> all;
    private final Optional<Decision> decision;
    private final List<SheetStore.Carried> carried;
    private final List<Look> looks;
    private final boolean confirmable;

    /** One answer to one element. */
    public record Answer(Element element, String value) {}

    /** A view with its derivation by the profile in force. */
    public record Given(int turn, String form, String verdict, List<Answer> answers, List<Derivation> derivations) {
        public Given {
            answers = List.copyOf(answers);
            derivations = List.copyOf(derivations);
        }

        static Given of(View view, Derived derived) {
            return new Given(
                    view.turn(),
                    view.form().name(),
                    view.derived().name(),
                    view.elements().entrySet().stream()
                            .map(entry -> new Answer(entry.getKey(), entry.getValue()))
                            .toList(),
                    derived.derivations());
        }
    }

    SheetView(
            Stage stage,
            Set<Sheet> sheets,
            Optional<String> refusal,
            Optional<Given> mine,
            List<Given> all,
            Optional<Decision> decision,
            List<SheetStore.Carried> carried,
            List<Look> looks,
            boolean confirmable) {
        this.stage = stage;
        this.sheets = Set.copyOf(sheets);
        this.refusal = refusal;
        this.mine = mine;
        this.all = List.copyOf(all);
        this.decision = decision;
        this.carried = List.copyOf(carried);
        this.looks = List.copyOf(looks);
        this.confirmable = confirmable;
    }

    public String stageName() {
        return stage.name();
    }

    public boolean material() {
        return sheets.contains(Sheet.MATERIAL);
    }

    public boolean conduct() {
        return sheets.contains(Sheet.CONDUCT);
    }

    public List<Element> materialElements() {
        return Element.of(Sheet.MATERIAL);
    }

    public List<Element> conductElements() {
        return Element.of(Sheet.CONDUCT);
    }

    public Optional<String> refusal() {
        return refusal;
    }

    public Optional<Given> mine() {
        return mine;
    }

    /** All views, once it is decided; nothing before. */
    public List<Given> all() {
        return all;
    }

    public Optional<Decision> decision() {
        return decision;
    }

    public boolean unlawful() {
        return decision.filter(found -> found.outcome() == OutcomeKind.UNLAWFUL).isPresent();
    }

    public boolean carriedOver() {
        return !carried.isEmpty();
    }

    /** The short names of the entries from which the outcome was carried over. */
    public List<String> carriedEntries() {
        return carried.stream()
                .map(one -> one.entry().toString().substring(0, 8))
                .toList();
    }

    public List<Look> looks() {
        return looks;
    }

    public boolean confirmable() {
        return confirmable;
    }
}
