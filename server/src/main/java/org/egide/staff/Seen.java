package org.egide.staff;

import java.time.Instant;
import java.util.Optional;

/**
 * When a person was last at the desk: to about twenty seconds, from their sessions, which every process writes down. {@code lastOpen}
 * leaves out sessions that were ended; {@code made} is when the person was entered.
 */
public record Seen(Person person, Instant made, Optional<Instant> last, Optional<Instant> lastOpen) {}
