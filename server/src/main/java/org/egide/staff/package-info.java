/**
 * People of staff, the desks they belong to and the roles they hold; how they are invited, sign in and prove themselves again
 * before a sensitive act.
 *
 * <p>Promises: nobody signs in with a password alone (passkey first, one-time code as fallback); every staff endpoint names
 * its roles with {@link org.egide.staff.ForStaff}; sessions live in the database as hashes and end by themselves. An
 * {@code ADMINISTRATOR} sees no content. It sends and hears no events.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "keys", "audit"})
@NullMarked
package org.egide.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
