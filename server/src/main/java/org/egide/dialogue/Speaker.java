package org.egide.dialogue;

import java.util.Set;
import org.egide.staff.Person;
import org.egide.staff.Role;

/** In which role somebody of staff speaks: all that a reporter learns of them. Titles: {@code dialogue.speaker.<name>}. */
public enum Speaker {
    HOTLINE(Set.of(Role.ANALYST, Role.SUPERVISOR)),
    COUNSELLOR(Set.of(Role.COUNSELLOR)),
    SUPERVISOR(Set.of(Role.SUPERVISOR)),
    POLICE(Set.of(Role.OFFICER)),
    CARE(Set.of(Role.CARE_WORKER)),
    OVERSIGHT(Set.of(Role.OVERSEER));

    private final Set<Role> roles;

    Speaker(Set<Role> roles) {
        this.roles = roles;
    }

    /** Whether that person may speak so. */
    public boolean fits(Person person) {
        return roles.stream().anyMatch(person::is);
    }
}
