package org.egide.demo;

import java.util.List;
import java.util.Set;
import org.egide.gateway.Credentials;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.sharing.NewPartner;
import org.egide.sharing.SharingForm;
import org.egide.sharing.SharingPartners;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;

/** The invented people of staff and their desks, who have to be there before anybody can sign in. */
final class Cast {
    private Cast() {}

    static Personas assemble(Stage stage) {
        var desks = stage.bean(Desks.class);
        var people = stage.bean(People.class);
        var personas = stage.bean(Personas.class);
        var hotline = desks.create(DeskKind.HOTLINE, "Hotline of Exempland").id();
        var police = desks.create(DeskKind.POLICE, stage.world().unit().name()).id();
        var oversight =
                desks.create(DeskKind.OVERSIGHT, "Oversight body of Exempland").id();
        personas.add("analyst-1", Role.ANALYST, people.create("Noor Haddad", hotline, Set.of(Role.ANALYST)));
        personas.add("analyst-2", Role.ANALYST, people.create("Camille Roux", hotline, Set.of(Role.ANALYST)));
        personas.add("supervisor-1", Role.SUPERVISOR, people.create("Ines Ferro", hotline, Set.of(Role.SUPERVISOR)));
        personas.add("officer-1", Role.OFFICER, people.create("Jonas Lind", police, Set.of(Role.OFFICER)));
        personas.add("overseer-1", Role.OVERSEER, people.create("Ada Osei", oversight, Set.of(Role.OVERSEER)));
        var helpline = desks.create(DeskKind.HELPLINE, Helpline.DESK).id();
        personas.add("counsellor-1", Role.COUNSELLOR, people.create("Marta Oduya", helpline, Set.of(Role.COUNSELLOR)));
        personas.add(
                "administrator-1",
                Role.ADMINISTRATOR,
                people.create("Tomas Novak", hotline, Set.of(Role.ADMINISTRATOR)));
        return personas;
    }

    /** A provider and a partner hotline with their passwords. */
    static List<Access.Provider> providers(Stage stage) {
        var providers = stage.bean(Providers.class);
        return List.of(
                access("Pictures of Exempland", providers.create("Pictures of Exempland", ProviderKind.SOCIAL_MEDIA)),
                access("Hotline of Otherland", providers.create("Hotline of Otherland", ProviderKind.HOTLINE)));
    }

    /** A partner that may pull lists: proposed by the administrator, agreed to by the supervisor. */
    static Access.Client sharing(Stage stage, Personas personas) {
        var partners = stage.bean(SharingPartners.class);
        var made = partners.propose(
                person(personas, "administrator-1"),
                new NewPartner(
                        "Platform of Exempland",
                        SharingForm.NCMEC,
                        "Agreement with the hotline, invented for the demonstration",
                        Set.of(),
                        false,
                        NewPartner.USUAL_CALLS));
        partners.confirm(person(personas, "supervisor-1"), made.partner());
        return new Access.Client(made.username(), made.password());
    }

    private static Person person(Personas personas, String name) {
        return personas.all().stream()
                .filter(persona -> persona.name().equals(name))
                .findFirst()
                .orElseThrow()
                .person();
    }

    private static Access.Provider access(String name, Credentials credentials) {
        return new Access.Provider(name, credentials.username(), credentials.password());
    }
}
