package org.egide.staff;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.egide.audit.Actor;
import org.egide.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * {@code ./egide staff ...}: the operator makes desks, invites people and ends sessions. Prints one-time links, which are shown here
 * and nowhere again.
 */
@Component
public final class StaffCommand {
    private static final String USAGE = """
            staff list                                              desks and people
            staff desk --kind HOTLINE --name NAME                   a new desk
            staff invite --name NAME --role ROLE[,ROLE] [--desk D]  a new person, with a link that serves once
            staff invite --again SIGN-IN-NAME                       a new link for somebody who is known
            staff end-sessions --who SIGN-IN-NAME                   signs somebody out everywhere
            """;
    private static final Actor OPERATOR = Actor.system("operator");

    private final Desks desks;
    private final People people;
    private final Invitations invitations;
    private final Sessions sessions;

    StaffCommand(Desks desks, People people, Invitations invitations, Sessions sessions) {
        this.desks = desks;
        this.people = people;
        this.invitations = invitations;
        this.sessions = sessions;
    }

    /** Runs one command and returns the exit status; what went wrong is one sentence. */
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty()) {
            out.print(USAGE);
            return 2;
        }
        try {
            var options = options(arguments.subList(1, arguments.size()));
            return switch (arguments.getFirst()) {
                case "list" -> list(out);
                case "desk" -> desk(options, out);
                case "invite" -> invite(options, out);
                case "end-sessions" -> endSessions(options, out);
                default -> {
                    out.print(USAGE);
                    yield 2;
                }
            };
        } catch (Refusal refusal) {
            out.println(refusal.sentence());
            return 1;
        }
    }

    private int list(PrintStream out) {
        desks.receiving();
        for (var desk : desks.all()) {
            out.println(desk.id() + "  " + desk.kind() + "  " + desk.name());
            for (var person : people.ofDesk(desk.id())) {
                var roles = person.roles().stream().sorted().map(Role::name).collect(Collectors.joining(","));
                out.println("    " + people.handleOf(person.id()) + "  " + person.name() + "  " + roles);
            }
        }
        return 0;
    }

    private int desk(Map<String, String> options, PrintStream out) {
        var desk = desks.create(choice(DeskKind.class, needed(options, "kind")), needed(options, "name"));
        out.println(desk.id() + "  " + desk.kind() + "  " + desk.name());
        return 0;
    }

    private int invite(Map<String, String> options, PrintStream out) {
        var person = options.containsKey("again") ? known(needed(options, "again")) : create(options);
        var link = invitations.invite(person, OPERATOR);
        out.println(people.handleOf(person) + " joins here, once, within " + Invitations.LIFE.toHours() + " hours:");
        out.println(invitations.address(link));
        return 0;
    }

    private PersonId create(Map<String, String> options) {
        return people.create(needed(options, "name"), desk(options).id(), roles(needed(options, "role")))
                .id();
    }

    private Desk desk(Map<String, String> options) {
        if (!options.containsKey("desk")) {
            return desks.receiving();
        }
        var named = needed(options, "desk");
        desks.receiving();
        var found = desks.all().stream()
                .filter(desk ->
                        desk.name().equals(named) || desk.id().toString().equals(named))
                .toList();
        if (found.size() != 1) {
            throw Refusal.because(
                    "unknown-desk", "There is not exactly one desk with the name or id " + named + "; see staff list.");
        }
        return found.getFirst();
    }

    private int endSessions(Map<String, String> options, PrintStream out) {
        var ended = sessions.endAll(known(needed(options, "who")), OPERATOR);
        out.println(ended + " sessions ended");
        return 0;
    }

    private PersonId known(String handle) {
        return people.byHandle(handle)
                .orElseThrow(() -> Refusal.because("unknown-person", "Nobody has the sign-in name " + handle + "."));
    }

    private static Set<Role> roles(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(role -> choice(Role.class, role))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String text) {
        var name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.because(
                        "unknown-choice", text + " is none of " + Arrays.toString(type.getEnumConstants()) + "."));
    }

    private static Map<String, String> options(List<String> arguments) {
        var options = new LinkedHashMap<String, String>();
        for (var i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            if (!name.startsWith("--") || i + 1 == arguments.size()) {
                throw Refusal.because("bad-option", "An option is --name followed by its value: " + name);
            }
            options.put(name.substring(2), arguments.get(i + 1));
        }
        return options;
    }

    private static String needed(Map<String, String> options, String name) {
        var value = options.getOrDefault(name, "");
        if (value.isBlank()) {
            throw Refusal.because("missing-option", "--" + name + " is needed.");
        }
        return value;
    }
}
