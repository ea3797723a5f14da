package org.egide.dialogue;

import java.util.Optional;
import org.egide.platform.AgeBand;
import org.egide.report.Subject;
import org.egide.staff.DeskId;
import org.egide.staff.Person;

/**
 * Says who of staff may read and answer about one kind of subject, whose it is, and for what age its reporter is spoken to. The module
 * that owns the subjects contributes a bean of this type; without one for its kind, nobody may.
 */
public interface SubjectAccess {
    /** The kind it speaks for. */
    Subject.Kind kind();

    /** Whether this person may read and answer about it; a subject that is not there is nobody's. */
    boolean allows(Person viewer, Subject subject);

    /** The desk that owns it; empty when it is not there. */
    Optional<DeskId> desk(Subject subject);

    /** The age that its reporter said; empty when nobody knows. Must work in a process without the keyring. */
    Optional<AgeBand> band(Subject subject);
}
