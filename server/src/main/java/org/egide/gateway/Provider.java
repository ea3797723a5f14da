package org.egide.gateway;

import java.util.Objects;
import org.egide.audit.Actor;
import org.egide.staff.DeskId;

/** A service or partner that reports by interface, and the desk that answers for it. Endpoints {@link ForProvider} take it. */
public record Provider(ProviderId id, DeskId desk, String name, ProviderKind kind, String username, boolean active) {
    /** Longest name, in characters. */
    public static final int MAX_NAME = 200;

    public Provider {
        Objects.requireNonNull(id);
        Objects.requireNonNull(desk);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(username);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a provider has a name of at most " + MAX_NAME + " characters");
        }
    }

    /** This provider in the audit record. */
    public Actor actor() {
        return Actor.provider(id.value());
    }

    /** This provider as the source of its reports. */
    public String source() {
        return "provider:" + id;
    }
}
