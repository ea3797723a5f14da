package org.egide.police;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.report.ReportId;
import org.egide.report.Walls;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of referrals; {@link #move} is the only way on. */
@Component
final class ReferralStore {
    private static final String SELECT = """
            SELECT r.*, p.name AS package_name, p.sha256 FROM police.referral r LEFT JOIN police.package p ON p.referral = r.id
            """;

    private final JdbcClient database;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;

    ReferralStore(JdbcClient database, Seals seals, Opener opener, Audit audit) {
        this.database = database;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
    }

    ReferralId insert(
            ReportId report, DeskId to, ReferralKind kind, String legalBasis, String request, Person by, Instant at) {
        var id = ReferralId.random();
        database.sql("""
                        INSERT INTO police.referral (id, report, from_desk, to_desk, kind, state, legal_basis, request, proposed_by,
                            proposed_at)
                        VALUES (:id, :report, :from, :to, :kind, 'PROPOSED', :basis, :request, :by, :at)
                        """)
                .param("id", id.value())
                .param("report", report.value())
                .param("from", by.desk().id().value())
                .param("to", to.value())
                .param("kind", kind.name())
                .param("basis", legalBasis)
                .param(
                        "request",
                        seals.sealNew(
                                Purpose.NARRATIVE,
                                place(id),
                                request.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .param("by", by.id().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    String request(Referral referral) {
        return opener.openText(place(referral.id()), referral.request());
    }

    /** The referral, held until the end of the transaction; one of neither desk of the person is not found. */
    Referral lock(Person person, ReferralId id) {
        database.sql("SELECT id FROM police.referral WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query(UUID.class)
                .optional();
        return find(person, id);
    }

    Referral find(Person person, ReferralId id) {
        return database.sql(SELECT
                        + " WHERE r.id = :id AND (r.from_desk = :desk OR (r.to_desk = :desk AND p.name IS NOT NULL))"
                        + " AND NOT report.walled(r.report, :viewer)")
                .param("id", id.value())
                .param("desk", person.desk().id().value())
                .param("viewer", Walls.viewer(person))
                .query((row, number) -> referral(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    List<Referral> ofReport(ReportId report) {
        return database.sql(SELECT + " WHERE r.report = :report ORDER BY r.proposed_at")
                .param("report", report.value())
                .query((row, number) -> referral(row))
                .list();
    }

    /** What a desk has sent or got; a police desk sees only what was sent to it. */
    List<Referral> ofDesk(Person viewer) {
        return database.sql(SELECT + """
                         WHERE (r.from_desk = :desk OR (r.to_desk = :desk AND p.name IS NOT NULL))
                           AND NOT report.walled(r.report, :viewer)
                        ORDER BY r.state IN ('ANSWERED', 'DECLINED'), r.proposed_at DESC LIMIT 300
                        """)
                .param("desk", viewer.desk().id().value())
                .param("viewer", Walls.viewer(viewer))
                .query((row, number) -> referral(row))
                .list();
    }

    /** Moves a locked referral; {@code detail} is a stable code. */
    void move(Referral referral, ReferralState next, Person by, String detail) {
        if (!referral.state().successors().contains(next)) {
            throw Refusal.withStatus(409, "wrong-state", "This referral has moved on; look at it again.");
        }
        database.sql("UPDATE police.referral SET state = :state WHERE id = :id")
                .param("id", referral.id().value())
                .param("state", next.name())
                .update();
        audit.record(AuditEntry.of(
                by.actor(),
                "police.moved",
                "report:" + referral.report(),
                Map.of(
                        "referral", referral.id().toString(),
                        "from", referral.state().name(),
                        "to", next.name(),
                        "reason", detail)));
    }

    void decided(ReferralId id, PersonId by, Instant at) {
        stamp("UPDATE police.referral SET decided_by = :by, decided_at = :at WHERE id = :id", id, by, at);
    }

    void acknowledged(ReferralId id, PersonId by, Instant at) {
        stamp("UPDATE police.referral SET acknowledged_by = :by, acknowledged_at = :at WHERE id = :id", id, by, at);
    }

    private void stamp(String sql, ReferralId id, PersonId by, Instant at) {
        database.sql(sql)
                .param("id", id.value())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void answered(ReferralId id, PoliceOutcome outcome, Instant at) {
        database.sql("UPDATE police.referral SET outcome = :outcome, outcome_at = :at WHERE id = :id")
                .param("id", id.value())
                .param("outcome", outcome.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void keepPackage(ReferralId id, String name, String sha256, byte[] sealed, Instant at) {
        database.sql("""
                        INSERT INTO police.package (referral, name, sha256, sealed, made_at)
                        VALUES (:id, :name, :sha256, :sealed, :at)
                        """)
                .param("id", id.value())
                .param("name", name)
                .param("sha256", sha256)
                .param("sealed", sealed)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    byte[] sealedPackage(ReferralId id) {
        return database.sql("SELECT sealed FROM police.package WHERE referral = :id")
                .param("id", id.value())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    private static Place place(ReferralId id) {
        return new Place("police.referral", id.toString(), "request");
    }

    private static Referral referral(ResultSet row) throws SQLException {
        var name = Optional.ofNullable(row.getString("package_name"));
        var sha256 = String.valueOf(row.getString("sha256"));
        return new Referral(
                new ReferralId(row.getObject("id", UUID.class)),
                new ReportId(row.getObject("report", UUID.class)),
                new DeskId(row.getObject("from_desk", UUID.class)),
                new DeskId(row.getObject("to_desk", UUID.class)),
                ReferralKind.valueOf(row.getString("kind")),
                ReferralState.valueOf(row.getString("state")),
                row.getString("legal_basis"),
                row.getBytes("request"),
                new PersonId(row.getObject("proposed_by", UUID.class)),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                name.map(text -> new Referral.PackageName(text, sha256)),
                row.getString("outcome"));
    }
}
