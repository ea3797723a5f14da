package org.egide.staff;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.egide.platform.Language;

/**
 * A session of a person of staff that is open now. {@code id} is no secret and names the session for things bound to it;
 * {@code csrf} is the token that its forms carry; {@code proved} is when the person last proved who they are; {@code ends} is when
 * it ends at the latest. A handler on an endpoint with {@link ForStaff} may take it as a parameter.
 */
public record OpenSession(
        UUID id,
        Person person,
        String csrf,
        Instant opened,
        Instant proved,
        Instant ends,
        Optional<Language> language) {
    @Override
    public String toString() {
        return "OpenSession[" + id + "]";
    }
}
