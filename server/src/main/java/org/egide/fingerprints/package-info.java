/**
 * Lists of fingerprints and the question "is this known?".
 *
 * <p>Promises: hashes are sealed at rest and never shown or logged; an entry counts as verified only on a list of the verified
 * kind and after two different people confirmed it or the source it comes from; a withdrawal is seen by the next question, in every process; every addition,
 * confirmation and withdrawal is in the audit record with who and why. Partners that hold no list ask by
 * {@link org.egide.fingerprints.Enquiries} and cannot compute the list from the answers. A match is a hint for a person: nothing here decides,
 * closes or lowers anything. It sends and hears no events.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "keys", "audit", "staff", "fingerprint", "report"})
@NullMarked
package org.egide.fingerprints;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
