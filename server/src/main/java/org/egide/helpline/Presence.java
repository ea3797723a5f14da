package org.egide.helpline;

import java.time.Instant;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.staff.PersonId;

/** A counsellor at work: the languages spoken, how many talks at once, and the last sign of life. */
public record Presence(PersonId person, Set<Language> languages, int capacity, Instant seen) {
    public Presence {
        languages = Set.copyOf(languages);
        if (languages.isEmpty() || capacity < 1 || capacity > 20) {
            throw new IllegalArgumentException("somebody at work speaks a language and takes 1 to 20 talks");
        }
    }
}
