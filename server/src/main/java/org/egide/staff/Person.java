package org.egide.staff;

import java.util.Objects;
import java.util.Set;
import org.egide.audit.Actor;

/** A person of staff: the desk they belong to and the roles they hold. The name never reaches a log. */
public record Person(PersonId id, String name, Desk desk, Set<Role> roles) {
    public Person {
        Objects.requireNonNull(id);
        Objects.requireNonNull(desk);
        roles = Set.copyOf(roles);
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("a person has a name of at most 200 characters");
        }
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** This person as actor in the audit record. */
    public Actor actor() {
        return Actor.person(id.value());
    }

    @Override
    public String toString() {
        return "Person[" + id + " " + roles + "]";
    }
}
