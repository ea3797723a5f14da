package org.egide.fingerprints;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprint.PerceptualHash;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.ReportId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Children's own hashes: what their devices computed of their own pictures, kept with their report and apart from every list. Nothing
 * is ever compared with them. They are sealed on arrival, in a process that may hold no keyring; whoever has the receipt code takes
 * them back, and then they are gone.
 */
@Component
public final class OwnHashes {
    /** How many files may stand with one report. */
    static final int MOST_OF_A_REPORT = 100;

    private static final Actor ACTOR = Actor.reporter("own-hashes");
    private static final String TAKEN_BACK = "taken back by the one who sent it";

    private final JdbcClient database;
    private final Transaction transaction;
    private final Seals seals;
    private final FingerprintLists lists;
    private final Audit audit;
    private final Clock clock;

    OwnHashes(
            JdbcClient database,
            Transaction transaction,
            Seals seals,
            FingerprintLists lists,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        this.lists = lists;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps the fingerprints with the report; the same sending again changes nothing. A PDQ of a quality that is not trusted is left
     * out. Refuses {@code fingerprints-full}. Returns how many files stand with the report now.
     */
    public int keep(ReportId report, UUID sending, List<OwnHash> hashes) {
        return transaction.in(() -> {
            // One after the other for a report, so that the limit holds.
            database.sql("SELECT pg_advisory_xact_lock(716072, hashtext(:report))")
                    .param("report", report.toString())
                    .query()
                    .singleRow();
            if (!known(report, sending)) {
                if (count(report) + hashes.size() > MOST_OF_A_REPORT) {
                    throw Refusal.withStatus(409, "fingerprints-full", "This report has as many as can be kept.");
                }
                for (var place = 1; place <= hashes.size(); place++) {
                    insert(report, sending, place, hashes.get(place - 1));
                }
                record("fingerprints.own-kept", report, hashes.size());
            }
            return count(report);
        });
    }

    private boolean known(ReportId report, UUID sending) {
        return database.sql(
                        "SELECT EXISTS (SELECT 1 FROM fingerprints.own WHERE report = :report AND sending = :sending)")
                .param("report", report.value())
                .param("sending", sending)
                .query(Boolean.class)
                .single();
    }

    private void insert(ReportId report, UUID sending, int place, OwnHash hash) {
        var id = UUID.randomUUID();
        var kept = hash.quality() >= PerceptualHash.TRUSTED_QUALITY
                ? hash
                : new OwnHash(0, Map.of(), hash.sha256(), hash.md5());
        database.sql("""
                        INSERT INTO fingerprints.own (id, report, sending, place, perceptual, sealed, received_at)
                        VALUES (:id, :report, :sending, :place, :perceptual, :sealed, :at)
                        """)
                .param("id", id)
                .param("report", report.value())
                .param("sending", sending)
                .param("place", place)
                .param("perceptual", kept.perceptual())
                .param(
                        "sealed",
                        seals.sealNew(
                                Purpose.ITEM, place(id), ("file 1\n" + kept.text()).getBytes(StandardCharsets.UTF_8)))
                .param("at", clock.instant().truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many files stand with the report. */
    public int count(ReportId report) {
        return database.sql("SELECT count(*) FROM fingerprints.own WHERE report = :report")
                .param("report", report.value())
                .query(Integer.class)
                .single();
    }

    /**
     * Takes back all that stands with the report: the rows go, their keys are destroyed, and what two people had put on a list
     * because of them is off it. Returns how many there were.
     */
    public int takeBack(ReportId report) {
        return transaction.in(() -> {
            var gone = database.sql("DELETE FROM fingerprints.own WHERE report = :report RETURNING sealed, entry")
                    .param("report", report.value())
                    .query((row, number) ->
                            new Gone(row.getBytes("sealed"), Optional.ofNullable(row.getObject("entry", UUID.class))))
                    .list();
            for (var one : gone) {
                seals.erase(seals.keyOf(one.sealed()));
                one.entry().ifPresent(this::unlist);
            }
            if (!gone.isEmpty()) {
                record("fingerprints.own-taken-back", report, gone.size());
            }
            return gone.size();
        });
    }

    private void unlist(UUID entry) {
        if (lists.takeBack(new EntryId(entry), TAKEN_BACK)) {
            audit.record(AuditEntry.of(ACTOR, "fingerprints.entry-withdrawn", "entry:" + entry));
        }
    }

    private void record(String action, ReportId report, int files) {
        audit.record(AuditEntry.of(ACTOR, action, "report:" + report, Map.of("files", Integer.toString(files))));
    }

    static Place place(UUID id) {
        return new Place("fingerprints.own", id.toString(), "sealed");
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
    private record Gone(byte[] sealed, Optional<UUID> entry) {}
}
