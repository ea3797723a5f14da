package org.egide.dialogue;

import java.util.List;
import java.util.Optional;
import org.egide.platform.AgeBand;
import org.egide.report.Subject;
import org.springframework.stereotype.Component;

/**
 * For what age a reporter is spoken to, and by which rule (R53.1): as they chose themselves, else by the age they said, else in the
 * words for {@link AgeBand#FROM_13}.
 */
@Component
public final class Readers {
    private final List<SubjectAccess> accesses;
    private final Choices choices;

    Readers(List<SubjectAccess> accesses, Choices choices) {
        this.accesses = List.copyOf(accesses);
        this.choices = choices;
    }

    /** The rules. Titles: {@code dialogue.rule.<name>}. */
    public enum Rule {
        CHOSEN,
        AGE_SAID,
        NOBODY_KNOWS
    }

    /** The age, and why it was taken. */
    public record Reader(AgeBand band, Rule rule) {}

    public Reader of(Subject subject) {
        var chosen = Optional.ofNullable(choices.current(subject).get(Topic.WORDS))
                .flatMap(entry -> AgeBand.of(entry.answer()));
        if (chosen.isPresent()) {
            return new Reader(chosen.get(), Rule.CHOSEN);
        }
        return accesses.stream()
                .filter(access -> access.kind() == subject.kind())
                .flatMap(access -> access.band(subject).stream())
                .findFirst()
                .map(band -> new Reader(band, Rule.AGE_SAID))
                .orElse(new Reader(AgeBand.FROM_13, Rule.NOBODY_KNOWS));
    }
}
