package org.egide.audit;

import java.util.Objects;
import java.util.UUID;

/** Who acted: a person of staff, a provider, a reporter without a name, or a part of the system. Never a personal name. */
public record Actor(Kind kind, String id) {
    /** What kind of actor. */
    public enum Kind {
        PERSON,
        PROVIDER,
        REPORTER,
        SYSTEM
    }

    public Actor {
        Objects.requireNonNull(kind);
        if (id.isBlank()) {
            throw new IllegalArgumentException("an actor has an id");
        }
    }

    public static Actor person(UUID id) {
        return new Actor(Kind.PERSON, id.toString());
    }

    public static Actor provider(UUID id) {
        return new Actor(Kind.PROVIDER, id.toString());
    }

    /** Somebody who reports; the door is all that is known. */
    public static Actor reporter(String door) {
        return new Actor(Kind.REPORTER, door);
    }

    /** A part of the system acting by itself, for instance {@code triage}. */
    public static Actor system(String part) {
        return new Actor(Kind.SYSTEM, part);
    }
}
