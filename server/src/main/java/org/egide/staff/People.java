package org.egide.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people of staff. Each has a sign-in name made from their name, needed only where no passkey is used. */
@Component
public final class People {
    private static final String SELECT = """
            SELECT p.id, p.name, p.handle, p.roles, d.id AS desk_id, d.kind AS desk_kind, d.name AS desk_name
            FROM staff.person p JOIN staff.desk d ON d.id = p.desk
            """;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Desks desks;
    private final Clock clock;

    People(JdbcClient database, Transaction transaction, Audit audit, Desks desks, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.desks = desks;
        this.clock = clock;
    }

    public Optional<Person> find(PersonId id) {
        return database.sql(SELECT + "WHERE p.id = :id")
                .param("id", id.value())
                .query((row, number) -> read(row))
                .optional();
    }

    /** Everybody of a desk, by name. */
    public List<Person> ofDesk(DeskId desk) {
        return database.sql(SELECT + "WHERE d.id = :desk ORDER BY p.name, p.id")
                .param("desk", desk.value())
                .query((row, number) -> read(row))
                .list();
    }

    /** Everybody of the node with that role, by name. */
    public List<Person> with(Role role) {
        return database.sql(SELECT + "WHERE :role = ANY(p.roles) ORDER BY p.name, p.id")
                .param("role", role.name())
                .query((row, number) -> read(row))
                .list();
    }

    /** Everybody of a desk and when they were last there, by name. */
    public List<Seen> seen(DeskId desk) {
        return database.sql("""
                        SELECT p.id, p.name, p.roles, d.id AS desk_id, d.kind AS desk_kind, d.name AS desk_name, p.made,
                            s.seen, s.open
                        FROM staff.person p JOIN staff.desk d ON d.id = p.desk
                        LEFT JOIN (SELECT person, max(seen) AS seen, max(seen) FILTER (WHERE ended IS NULL) AS open
                            FROM staff.session GROUP BY person) AS s ON s.person = p.id
                        WHERE d.id = :desk ORDER BY p.name, p.id
                        """)
                .param("desk", desk.value())
                .query((row, number) -> new Seen(
                        read(row), Times.read(row, "made"), Times.maybe(row, "seen"), Times.maybe(row, "open")))
                .list();
    }

    /** A new person, who cannot sign in before following an invitation. At least one role is needed. */
    public Person create(String name, DeskId desk, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw Refusal.because("no-role", "A person of staff needs at least one role.");
        }
        return transaction.in(() -> {
            var home = desks.find(desk).orElseThrow(Refusal::notFound);
            var person = new Person(new PersonId(UUID.randomUUID()), name.strip(), home, roles);
            database.sql("""
                            INSERT INTO staff.person (id, handle, name, desk, roles, made)
                            VALUES (:id, :handle, :name, :desk, string_to_array(:roles, ','), :made)
                            """)
                    .param("id", person.id().value())
                    .param("handle", freeHandle(person.name()))
                    .param("name", person.name())
                    .param("desk", desk.value())
                    .param("roles", joined(roles))
                    .param("made", Times.of(clock.instant()))
                    .update();
            audit.record(AuditEntry.of(
                    Actor.system("staff"),
                    "staff.person-created",
                    "person:" + person.id(),
                    Map.of("desk", desk.toString(), "roles", joined(roles))));
            return person;
        });
    }

    Optional<PersonId> byHandle(String handle) {
        return database.sql("SELECT id FROM staff.person WHERE handle = :handle")
                .param("handle", handle(handle))
                .query((row, number) -> new PersonId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** Everybody whose sign-in name, written plainly, is one of these. */
    public List<Person> called(Set<String> names) {
        return database.sql(SELECT + "WHERE translate(p.handle, '-', '') = ANY (:names) ORDER BY p.id")
                .param("names", names.toArray(String[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    /** A name without what sets words apart, as {@link #called} compares it. */
    public static String plain(String name) {
        return handle(name).replace("-", "");
    }

    String handleOf(PersonId id) {
        return database.sql("SELECT handle FROM staff.person WHERE id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    private String freeHandle(String name) {
        var wanted = handle(name);
        var taken = Set.copyOf(database.sql("SELECT handle FROM staff.person WHERE starts_with(handle, :wanted)")
                .param("wanted", wanted)
                .query(String.class)
                .list());
        var free = wanted;
        for (var number = 2; taken.contains(free); number++) {
            free = wanted + "-" + number;
        }
        return free;
    }

    /** Lower case, letters and digits of any script, hyphens between. */
    static String handle(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var handle = plain.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
        return handle.isEmpty() ? "person" : handle;
    }

    private static String joined(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    }

    static Person read(ResultSet row) throws SQLException {
        var desk = new Desk(
                new DeskId(row.getObject("desk_id", UUID.class)),
                DeskKind.valueOf(row.getString("desk_kind")),
                row.getString("desk_name"));
        var roles = new TreeSet<Role>();
        if (row.getArray("roles").getArray() instanceof Object[] names) {
            Arrays.stream(names).map(String::valueOf).map(Role::valueOf).forEach(roles::add);
        }
        return new Person(new PersonId(row.getObject("id", UUID.class)), row.getString("name"), desk, roles);
    }
}
