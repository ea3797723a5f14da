package org.egide.dialogue;

import org.egide.report.Subject;
import org.egide.staff.Person;

/**
 * Says who of staff may read and answer about one kind of subject. The module that owns the subjects contributes a bean of this type;
 * without one for its kind, nobody may.
 */
public interface SubjectAccess {
    /** The kind it speaks for. */
    Subject.Kind kind();

    /** Whether this person may read and answer about it; a subject that is not there is nobody's. */
    boolean allows(Person viewer, Subject subject);
}
