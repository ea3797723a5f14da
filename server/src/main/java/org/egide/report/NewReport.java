package org.egide.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.egide.audit.Actor;
import org.egide.platform.Language;

/**
 * A report as a door has read it, before it is sealed: the raw bytes as they came in and what was understood of them. The raw
 * bytes are kept whole even where only part is understood. {@code source} names the sender for idempotency and feedback
 * ({@code provider:<id>}); {@code key} makes sending twice harmless. {@code identity} is who tells or who is named, as pairs of
 * field and value. Holds personal data: never logged.
 */
public record NewReport(
        Door door,
        Reporter reporter,
        Actor actor,
        Language language,
        Raw raw,
        Set<Form> forms,
        Set<Act> acts,
        List<Fact> facts,
        Optional<String> narrative,
        Map<String, String> identity,
        List<NewItem> items,
        Optional<String> source,
        Optional<String> key,
        Optional<IssuedCode> code) {

    /** The bytes as received, and what the sender called them. */
    public record Raw(byte[] bytes, String mediaType) {
        /** Whether a door found it machine-made: the parameter {@code signals} names why. It is looked at last, never dropped (R7). */
        public boolean aside() {
            return mediaType.contains(";signals=");
        }

        @Override
        public String toString() {
            return "Raw[" + bytes.length + " bytes]";
        }
    }

    public NewReport {
        Objects.requireNonNull(door);
        Objects.requireNonNull(reporter);
        Objects.requireNonNull(actor);
        Objects.requireNonNull(language);
        Objects.requireNonNull(raw);
        forms = Set.copyOf(forms);
        acts = Set.copyOf(acts);
        facts = List.copyOf(facts);
        identity = Map.copyOf(identity);
        items = List.copyOf(items);
        if (key.isPresent() && source.isEmpty()) {
            throw new IllegalArgumentException("an idempotency key needs a source");
        }
    }

    @Override
    public String toString() {
        return "NewReport[" + door + " " + forms + "]";
    }
}
