package org.egide.duty;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.egide.platform.Language;

/** Whether somebody is there to receive a report (R42.3). */
public sealed interface Reception {
    /** A person is there. */
    record Open() implements Reception {}

    /** Nobody is there; somebody will be at {@code opens}, a moment to be said in that time zone, where it is known. */
    record Closed(Optional<Instant> opens, ZoneId zone) implements Reception {
        /** The moment as people say it: day of the week, day, month, and the hour where the desk is. */
        public Optional<String> said(Language language) {
            return opens.map(at -> Sentences.moment(language, at, zone));
        }
    }

    /** People are there and have more to read than they can. */
    record Full() implements Reception {}
}
