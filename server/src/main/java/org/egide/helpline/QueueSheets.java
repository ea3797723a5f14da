package org.egide.helpline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.egide.helpline.view.QueueSheet;
import org.egide.platform.Language;
import org.egide.platform.web.DeskPage;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** Puts the queue of a desk into the words of its page. */
@Component
final class QueueSheets {
    private final Talks talks;
    private final Presences presences;
    private final Helplines helplines;
    private final People people;
    private final Clock clock;

    QueueSheets(Talks talks, Presences presences, Helplines helplines, People people, Clock clock) {
        this.talks = talks;
        this.presences = presences;
        this.helplines = helplines;
        this.people = people;
        this.clock = clock;
    }

    QueueSheet of(DeskPage page, Person viewer, int rows) {
        var names = new HashMap<PersonId, String>();
        people.ofDesk(viewer.desk().id()).forEach(person -> names.put(person.id(), person.name()));
        var talking = talks.talking(viewer);
        var lines = helplines.of(viewer.desk().id());
        var own = presences.of(viewer.id());
        return new QueueSheet(
                rows(page, talks.waiting(viewer, rows), names),
                rows(page, talks.mine(viewer), names),
                rows(
                        page,
                        talking.stream().filter(one -> !one.isWith(viewer.id())).toList(),
                        names),
                atWork(viewer, names, talking),
                own.isPresent(),
                own.map(Presence::capacity).orElse(3),
                tongues(lines, own.map(Presence::languages).orElse(Set.of())),
                lines.stream()
                        .map(line -> new QueueSheet.Choice(line.id(), line.name(page.language())))
                        .toList(),
                failing(viewer),
                viewer.is(Role.COUNSELLOR),
                viewer.is(Role.SUPERVISOR));
    }

    private List<QueueSheet.Row> rows(DeskPage page, List<Contact> contacts, Map<PersonId, String> names) {
        return contacts.stream()
                .map(contact -> new QueueSheet.Row(
                        contact.id().toString(),
                        contact.id().reference(),
                        contact.urgency().ordinal(),
                        contact.waiting().orElseGet(clock::instant),
                        page.t("helpline.kind." + contact.kind()),
                        contact.language().ownName(),
                        page.t("helpline.age." + contact.age()),
                        contact.needs().stream()
                                .sorted()
                                .map(need -> page.t("helpline.need." + need))
                                .toList(),
                        contact.extortion(),
                        contact.tellings(),
                        contact.counsellor()
                                .map(person -> names.getOrDefault(person, ""))
                                .orElse("")))
                .toList();
    }

    private List<QueueSheet.AtWork> atWork(Person viewer, Map<PersonId, String> names, List<Contact> talking) {
        return presences.of(viewer.desk().id()).stream()
                .map(one -> new QueueSheet.AtWork(
                        names.getOrDefault(one.person(), ""),
                        one.languages().stream().map(Language::ownName).sorted().collect(Collectors.joining(", ")),
                        (int) talking.stream()
                                .filter(contact -> contact.isWith(one.person()))
                                .count(),
                        one.capacity()))
                .toList();
    }

    /** The languages of the desk's lines; of a desk without one, all. */
    private static List<QueueSheet.Tongue> tongues(List<Helpline> lines, Set<Language> spoken) {
        var tongues = new ArrayList<QueueSheet.Tongue>();
        for (var language : Language.values()) {
            if (lines.isEmpty()
                    || lines.stream().anyMatch(line -> line.languages().contains(language))) {
                tongues.add(new QueueSheet.Tongue(language, spoken.isEmpty() || spoken.contains(language)));
            }
        }
        return tongues;
    }

    private List<QueueSheet.Failing> failing(Person viewer) {
        if (!viewer.is(Role.SUPERVISOR)) {
            return List.of();
        }
        return helplines.failing().entrySet().stream()
                .flatMap(file -> file.getValue().stream()
                        .map(one -> new QueueSheet.Failing(
                                file.getKey() + ".yaml", one.code(), one.where(), one.sentence())))
                .toList();
    }
}
