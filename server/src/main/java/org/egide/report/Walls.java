package org.egide.report;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.Write;
import org.egide.staff.DeskId;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Walls for conflicts of interest (R11 of front-door-and-care): who is named by a reporter or linked to the subject can neither find
 * nor open nor count the report. The database decides it in one place, {@code report.walled(report, viewer)}: every query that
 * shows reports to a person asks it with {@link #viewer}. A wall stands at once; people confirm and lift it.
 */
@Component
public final class Walls {
    private static final int LONGEST_REASON = 300;

    /** Shorter names are anybody's. */
    private static final int SHORTEST_NAME = 6;

    private final JdbcClient database;
    private final ReportStore store;
    private final People people;
    private final Desks desks;
    private final Seals seals;
    private final Audit audit;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Walls(
            JdbcClient database,
            ReportStore store,
            People people,
            Desks desks,
            Seals seals,
            Audit audit,
            Transaction transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.people = people;
        this.desks = desks;
        this.seals = seals;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** The viewer as {@code report.walled} takes it. */
    public static UUID[] viewer(Person viewer) {
        var ids = Stream.of(viewer.id().value(), viewer.desk().id().value());
        return viewer.is(Role.SUPERVISOR)
                ? ids.toArray(UUID[]::new)
                : Stream.concat(ids, Stream.of(Wall.ALL_BUT_SUPERVISORS)).toArray(UUID[]::new);
    }

    /** Whether a wall stands between the person and the report. */
    public boolean between(Person viewer, ReportId report) {
        return database.sql("SELECT report.walled(:report, :viewer)")
                .param("report", report.value())
                .param("viewer", viewer(viewer))
                .query(Boolean.class)
                .single();
    }

    /** Whether a wall stands against everybody of that desk. */
    public boolean against(DeskId desk, ReportId report) {
        return database.sql("SELECT report.walled(:report, :viewer)")
                .param("report", report.value())
                .param("viewer", new UUID[] {desk.value()})
                .query(Boolean.class)
                .single();
    }

    /** Who of these people may know of the report, in their order. */
    public List<PersonId> mayKnow(ReportId report, List<PersonId> persons) {
        var stands = database.sql(
                        "SELECT EXISTS (SELECT 1 FROM report.wall WHERE report = :report AND lifted_at IS NULL)")
                .param("report", report.value())
                .query(Boolean.class)
                .single();
        return stands
                ? persons.stream()
                        .filter(id -> people.find(id)
                                .filter(person -> !between(person, report))
                                .isPresent())
                        .toList()
                : List.copyOf(persons);
    }

    /** The reports that are hidden from the viewer. */
    public Set<ReportId> hiddenReports(Person viewer) {
        return database.sql(
                        "SELECT DISTINCT report FROM report.wall WHERE against = ANY (:viewer) AND lifted_at IS NULL")
                .param("viewer", viewer(viewer))
                .query((row, number) -> new ReportId(row.getObject(1, UUID.class)))
                .set();
    }

    /** The ids in which the record speaks of reports that are hidden from the viewer: of reports and of their files. */
    Set<String> hiddenFrom(Person viewer) {
        return database
                .sql("""
                        WITH hidden AS (SELECT DISTINCT report FROM report.wall
                                        WHERE against = ANY (:viewer) AND lifted_at IS NULL)
                        SELECT report FROM hidden
                        UNION ALL SELECT f.id FROM report.file f JOIN hidden h ON h.report = f.report
                        """)
                .param("viewer", viewer(viewer))
                .query((row, number) -> String.valueOf(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What stands around a report, for a supervisor of its desk. */
    public List<Wall> of(ReportId report) {
        return database.sql("""
                        SELECT id, against, origin, confirmed FROM report.wall
                        WHERE report = :report AND lifted_at IS NULL ORDER BY origin, id
                        """)
                .param("report", report.value())
                .query((row, number) -> new Wall(
                        new WallId(row.getObject("id", UUID.class)),
                        row.getObject("against", UUID.class),
                        Wall.Origin.valueOf(row.getString("origin")),
                        row.getBoolean("confirmed")))
                .list();
    }

    /**
     * A supervisor keeps somebody out; anybody may keep themselves out. Refuses {@code reason-needed} and, for the desk that owns the
     * report, {@code own-desk}: then nobody could help.
     */
    public void build(Person by, ReportId id, Wall.Against against, String reason) {
        var report = seen(by, id);
        var why = checked(reason);
        var oneself = against instanceof Wall.Against.OnePerson(PersonId person) && person.equals(by.id());
        if (!oneself) {
            supervisor(by);
        }
        require(report, against);
        transaction.run(
                () -> build(id, against, oneself ? Wall.Origin.ONESELF : Wall.Origin.SUPERVISOR, Optional.of(why), by));
    }

    /** A supervisor says that a wall which stands by itself is right. */
    public void confirm(Person by, ReportId report, WallId wall) {
        supervisor(by);
        seen(by, report);
        transaction.run(() -> {
            changed(database.sql("""
                            UPDATE report.wall SET confirmed = true
                            WHERE id = :id AND report = :report AND lifted_at IS NULL AND against <> :all
                            """)
                    .param("id", wall.value())
                    .param("report", report.value())
                    .param("all", Wall.ALL_BUT_SUPERVISORS)
                    .update());
            audit.record(AuditEntry.of(
                    by.actor(), "report.wall-confirmed", "report:" + report, Map.of("wall", wall.toString())));
        });
    }

    /** A supervisor takes a wall down and says why. */
    public void lift(Person by, ReportId report, WallId wall, String reason) {
        supervisor(by);
        seen(by, report);
        var why = checked(reason);
        transaction.run(() -> {
            changed(database.sql("""
                            UPDATE report.wall SET lifted_by = :person, lifted_at = :at, lifted_why = :why
                            WHERE id = :id AND report = :report AND lifted_at IS NULL
                            """)
                    .param("id", wall.value())
                    .param("report", report.value())
                    .param("person", by.id().value())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("why", seal(wall, "lifted_why", why))
                    .update());
            audit.record(AuditEntry.of(
                    by.actor(), "report.wall-lifted", "report:" + report, Map.of("wall", wall.toString())));
        });
    }

    /**
     * Somebody says that an insider is involved, and not who: only supervisors see the report until one has settled it. Joins the
     * running transaction; repeating it changes nothing.
     */
    void claim(ReportId report) {
        insert(report, Wall.ALL_BUT_SUPERVISORS, Wall.Origin.REPORTER, Optional.empty(), Optional.empty());
    }

    /** The same for reports that are being taken in. */
    static Write claims(Collection<String> reports) {
        return Write.of("""
                INSERT INTO report.wall (id, report, against, origin, confirmed)
                SELECT gen_random_uuid(), report, '00000000-0000-0000-0000-000000000000', 'REPORTER', false
                FROM unnest(?::uuid[]) AS report
                """, (Object) reports.toArray(String[]::new));
    }

    /**
     * Keeps out whoever's sign-in name the report names as account or as the name of a mail address, until a supervisor has looked; never
     * the last supervisor, so that names alone cannot hide a report from everybody. Joins the running transaction.
     */
    public void suggest(ReportId id, Collection<ReportItem> items) {
        var names = items.stream()
                .flatMap(Walls::name)
                .filter(name -> name.length() >= SHORTEST_NAME)
                .collect(Collectors.toUnmodifiableSet());
        if (names.isEmpty()) {
            return;
        }
        var desk = store.summary(id).orElseThrow(Refusal::notFound).desk();
        for (var person : people.called(names)) {
            if (someoneStays(desk, id, person)) {
                build(id, new Wall.Against.OnePerson(person.id()), Wall.Origin.MATCH, Optional.empty(), null);
            }
        }
    }

    private static Stream<String> name(ReportItem item) {
        return switch (item.kind()) {
            case ACCOUNT, EMAIL -> {
                var value = item.value().strip();
                var from = value.lastIndexOf('/') + 1;
                var at = value.indexOf('@', from + 1);
                yield Stream.of(People.plain(value.substring(from, at < 0 ? value.length() : at)));
            }
            case ADDRESS,
                    FILE,
                    FINGERPRINT,
                    CONVERSATION,
                    PHONE,
                    PAYMENT,
                    LIVE_SESSION,
                    PEER_TO_PEER,
                    NETWORK_ADDRESS,
                    DEVICE -> Stream.empty();
        };
    }

    private boolean someoneStays(DeskId desk, ReportId report, Person person) {
        return people.ofDesk(desk).stream()
                .filter(other -> !other.id().equals(person.id()) && other.is(Role.SUPERVISOR))
                .anyMatch(other -> !between(other, report));
    }

    private void build(
            ReportId id,
            Wall.Against against,
            Wall.Origin origin,
            Optional<String> reason,
            @org.jspecify.annotations.Nullable Person by) {
        var whom = Optional.ofNullable(by);
        if (!insert(id, against.id(), origin, reason, whom)) {
            return;
        }
        audit.record(AuditEntry.of(
                whom.map(Person::actor).orElseGet(() -> Actor.system("walls")),
                "report.wall-built",
                "report:" + id,
                Map.of("against", against.id().toString(), "origin", origin.name())));
        events.publishEvent(new WallBuilt(id, peopleOf(against)));
    }

    private boolean insert(
            ReportId report, UUID against, Wall.Origin origin, Optional<String> reason, Optional<Person> by) {
        var id = WallId.random();
        var sealed = reason.map(why -> seal(id, "reason", why));
        return database.sql("""
                        INSERT INTO report.wall (id, report, against, origin, reason, made_by, confirmed)
                        VALUES (:id, :report, :against, :origin, :reason, :by, :confirmed)
                        ON CONFLICT (report, against) WHERE lifted_at IS NULL DO NOTHING
                        """)
                        .param("id", id.value())
                        .param("report", report.value())
                        .param("against", against)
                        .param("origin", origin.name())
                        .param("reason", sealed.orElse(null), java.sql.Types.BINARY)
                        .param("by", by.map(person -> person.id().value()).orElse(null), java.sql.Types.OTHER)
                        .param("confirmed", by.isPresent())
                        .update()
                == 1;
    }

    private byte[] seal(WallId wall, String column, String why) {
        return seals.sealNew(
                Purpose.NARRATIVE,
                new Place("report.wall", wall.toString(), column),
                why.getBytes(StandardCharsets.UTF_8));
    }

    private List<PersonId> peopleOf(Wall.Against against) {
        return switch (against) {
            case Wall.Against.OnePerson(PersonId person) -> List.of(person);
            case Wall.Against.WholeDesk(DeskId desk) ->
                people.ofDesk(desk).stream().map(Person::id).toList();
        };
    }

    private ReportSummary seen(Person by, ReportId id) {
        return store.summary(id)
                .filter(report -> report.desk().equals(by.desk().id()))
                .filter(report -> !between(by, id))
                .orElseThrow(Refusal::notFound);
    }

    private void require(ReportSummary report, Wall.Against against) {
        var known = switch (against) {
            case Wall.Against.OnePerson(PersonId person) -> people.find(person).isPresent();
            case Wall.Against.WholeDesk(DeskId desk) -> {
                if (desk.equals(report.desk())) {
                    throw Refusal.withStatus(
                            409, "own-desk", "This desk owns the report. Keep out its people one by one.");
                }
                yield desks.find(desk).isPresent();
            }
        };
        if (!known) {
            throw Refusal.notFound();
        }
    }

    private static void supervisor(Person by) {
        if (!by.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.notFound();
        }
    }

    private static String checked(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.because("reason-needed", "Say why, in at most " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }
}
