package org.egide.triage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.FingerprintBytes;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.Match;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.report.ItemId;
import org.egide.report.ItemKind;
import org.egide.report.ReportId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of looks and their matches; fingerprints are sealed under a key of their own each. */
@Component
final class LookStore {
    /** So long a process may take for one look before another tries. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final Seals seals;
    private final Opener opener;
    private final Clock clock;

    LookStore(JdbcClient database, Seals seals, Opener opener, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.opener = opener;
        this.clock = clock;
    }

    /** An address whose turn it is; {@code tries} counts this one. */
    record Due(ItemId item, ReportId report, int tries) {}

    void plan(ReportId report, ItemId item, ItemKind kind, Look.State state, String code, Band band) {
        database.sql("""
                        INSERT INTO triage.look (item, report, kind, state, code, tries, band, due_at)
                        VALUES (:item, :report, :kind, :state, :code, 0, :band, :at) ON CONFLICT (item) DO NOTHING
                        """)
                .param("item", item.value())
                .param("report", report.value())
                .param("kind", kind.name())
                .param("state", state.name())
                .param("code", code)
                .param("band", band.number())
                .param("at", QueueStore.utc(clock.instant()))
                .update();
    }

    /** Takes due addresses, most urgent first; each is left alone by others until its lease ends. */
    List<Due> take(int limit) {
        var now = clock.instant();
        return database.sql("""
                        UPDATE triage.look l SET tries = l.tries + 1, due_at = :lease
                        FROM (SELECT item FROM triage.look WHERE state = 'DUE' AND due_at <= :now
                              ORDER BY band, due_at LIMIT :limit FOR UPDATE SKIP LOCKED) AS next
                        WHERE l.item = next.item
                        RETURNING l.item, l.report, l.tries
                        """)
                .param("now", QueueStore.utc(now))
                .param("lease", QueueStore.utc(now.plus(LEASE)))
                .param("limit", limit)
                .query((row, number) -> new Due(
                        new ItemId(row.getObject("item", UUID.class)),
                        new ReportId(row.getObject("report", UUID.class)),
                        row.getInt("tries")))
                .list();
    }

    void seen(ItemId item, Optional<Fingerprints> fingerprints) {
        var sealed = fingerprints.map(found -> seals.sealNew(Purpose.ITEM, place(item), FingerprintBytes.of(found)));
        database.sql("""
                        UPDATE triage.look SET state = 'SEEN', code = '', looked_at = :at, sealed = :sealed WHERE item = :item
                        """)
                .param("item", item.value())
                .param("at", QueueStore.utc(clock.instant()))
                .param("sealed", sealed.orElse(null), java.sql.Types.BINARY)
                .update();
    }

    void notSeen(ItemId item, String code) {
        database.sql("UPDATE triage.look SET state = 'NOT_SEEN', code = :code, looked_at = :at WHERE item = :item")
                .param("item", item.value())
                .param("code", code)
                .param("at", QueueStore.utc(clock.instant()))
                .update();
    }

    void again(ItemId item, String code, Instant due) {
        database.sql("UPDATE triage.look SET code = :code, due_at = :due WHERE item = :item AND state = 'DUE'")
                .param("item", item.value())
                .param("code", code)
                .param("due", QueueStore.utc(due))
                .update();
    }

    void keep(ItemId item, List<Match> matches) {
        for (var match : matches) {
            database.sql("""
                            INSERT INTO triage.list_match
                                (item, entry, list, list_name, kind, distance, classification, verified, matched_at)
                            VALUES (:item, :entry, :list, :name, :kind, :distance, :classification, :verified, :at)
                            ON CONFLICT (item, entry) DO NOTHING
                            """)
                    .param("item", item.value())
                    .param("entry", match.entry().value())
                    .param("list", match.list().value())
                    .param("name", match.listName())
                    .param("kind", match.kind().name())
                    .param("distance", match.distance())
                    .param("classification", match.classification())
                    .param("verified", match.verified())
                    .param("at", QueueStore.utc(clock.instant().truncatedTo(ChronoUnit.DAYS)))
                    .update();
        }
    }

    List<Look> of(ReportId report) {
        var matches = matches(report);
        return database.sql(
                        "SELECT item, kind, state, code, looked_at FROM triage.look WHERE report = :report ORDER BY item")
                .param("report", report.value())
                .query((row, number) -> {
                    var item = new ItemId(row.getObject("item", UUID.class));
                    return new Look(
                            item,
                            ItemKind.valueOf(row.getString("kind")),
                            Look.State.valueOf(row.getString("state")),
                            row.getString("code"),
                            Optional.ofNullable(row.getObject("looked_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant),
                            matches.getOrDefault(item, List.of()));
                })
                .list();
    }

    private Map<ItemId, List<Match>> matches(ReportId report) {
        var found = new HashMap<ItemId, List<Match>>();
        database.sql("""
                        SELECT m.* FROM triage.list_match m JOIN triage.look l ON l.item = m.item
                        WHERE l.report = :report ORDER BY m.verified DESC, m.kind, m.distance
                        """)
                .param("report", report.value())
                .query((row, number) -> found.computeIfAbsent(
                                new ItemId(row.getObject("item", UUID.class)), none -> new ArrayList<>())
                        .add(new Match(
                                new ListId(row.getObject("list", UUID.class)),
                                row.getString("list_name"),
                                new EntryId(row.getObject("entry", UUID.class)),
                                Match.Kind.valueOf(row.getString("kind")),
                                row.getInt("distance"),
                                row.getString("classification"),
                                row.getBoolean("verified"))))
                .list();
        return found;
    }

    Optional<Fingerprints> fingerprints(ItemId item) {
        return database.sql("SELECT sealed FROM triage.look WHERE item = :item AND sealed IS NOT NULL")
                .param("item", item.value())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(stored -> FingerprintBytes.read(opener.open(place(item), stored)));
    }

    Optional<ReportId> reportOf(ItemId item) {
        return database.sql("SELECT report FROM triage.look WHERE item = :item")
                .param("item", item.value())
                .query(UUID.class)
                .optional()
                .map(ReportId::new);
    }

    private static Place place(ItemId item) {
        return new Place("triage.look", item.toString(), "sealed");
    }
}
