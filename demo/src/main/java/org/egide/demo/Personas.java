package org.egide.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.egide.staff.Person;
import org.egide.staff.Role;

/**
 * The people of staff whom the demonstration knows by a short name. Only the demonstration's configuration makes this bean, so
 * a server that had this code on its class path by mistake would not start at all instead of opening sessions for anybody.
 */
public final class Personas {
    private final List<Persona> known = new CopyOnWriteArrayList<>();

    /** One of them. */
    public record Persona(String name, Role role, Person person) {}

    void add(String name, Role role, Person person) {
        known.add(new Persona(name, role, person));
    }

    Optional<Persona> find(String name) {
        return known.stream().filter(persona -> persona.name().equals(name)).findFirst();
    }

    Persona get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("there is no persona " + name));
    }

    List<Persona> all() {
        return new ArrayList<>(known);
    }
}
