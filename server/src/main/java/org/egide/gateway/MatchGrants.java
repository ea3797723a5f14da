package org.egide.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprints.Enquirer;
import org.egide.fingerprints.Enquiries;
import org.egide.fingerprints.Territory;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which providers may ask whether something is known: given by their desk, with territories and bounds for a day, and taken back. */
@Component
final class MatchGrants {
    /** Bounds that fit a small service; a desk raises them knowingly. */
    static final Grant USUAL = new Grant(Set.of(), 20_000, 500);

    private static final int MOST_QUESTIONS = 10_000_000;
    private static final int MOST_MATCHES = 1_000_000;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Providers providers;
    private final Enquiries enquiries;
    private final Audit audit;
    private final Clock clock;

    MatchGrants(
            JdbcClient database,
            Transaction transaction,
            Providers providers,
            Enquiries enquiries,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.providers = providers;
        this.enquiries = enquiries;
        this.audit = audit;
        this.clock = clock;
    }

    /** The territories that a provider serves and how many questions and matches a day (UTC) may have. */
    record Grant(Set<Territory> territories, int questionsPerDay, int matchesPerDay) {
        Grant {
            territories = java.util.Collections.unmodifiableSet(new TreeSet<>(territories));
            if (questionsPerDay < 1
                    || questionsPerDay > MOST_QUESTIONS
                    || matchesPerDay < 1
                    || matchesPerDay > MOST_MATCHES) {
                throw Refusal.because("bad-bounds", "A day has 1 to 10,000,000 questions and 1 to 1,000,000 matches.");
            }
        }
    }

    Optional<Grant> of(ProviderId provider) {
        return database.sql("SELECT * FROM gateway.match_grant WHERE provider = :provider")
                .param("provider", provider.value())
                .query((row, number) ->
                        new Grant(territories(row), row.getInt("questions_per_day"), row.getInt("matches_per_day")))
                .optional();
    }

    private static Set<Territory> territories(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("territories").getArray())
                .map(Territory::new)
                .collect(Collectors.toSet());
    }

    /** The provider as one who asks. Refuses {@code matching-not-granted} (403). */
    Enquirer enquirer(Provider provider) {
        return of(provider.id())
                .map(grant -> new Enquirer(
                        provider.actor(),
                        provider.desk(),
                        grant.territories(),
                        grant.questionsPerDay(),
                        grant.matchesPerDay()))
                .orElseThrow(() -> Refusal.withStatus(
                        403, "matching-not-granted", "Ask the desk to let you use the matching service."));
    }

    /** Lets a provider of the person's desk ask, or changes its bounds. */
    void give(Person by, ProviderId id, Grant grant) {
        transaction.run(() -> {
            own(by, id);
            database.sql("""
                            INSERT INTO gateway.match_grant
                                (provider, territories, questions_per_day, matches_per_day, granted_by, granted_at)
                            VALUES (:provider, :territories, :questions, :matches, :person, :at)
                            ON CONFLICT (provider) DO UPDATE
                            SET territories = excluded.territories, questions_per_day = excluded.questions_per_day,
                                matches_per_day = excluded.matches_per_day, granted_by = excluded.granted_by,
                                granted_at = excluded.granted_at
                            """)
                    .param("provider", id.value())
                    .param(
                            "territories",
                            grant.territories().stream().map(Territory::code).toArray(String[]::new))
                    .param("questions", grant.questionsPerDay())
                    .param("matches", grant.matchesPerDay())
                    .param("person", by.id().value())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(AuditEntry.of(
                    by.actor(),
                    "gateway.matching-granted",
                    "provider:" + id,
                    Map.of(
                            "questions", "" + grant.questionsPerDay(),
                            "matches", "" + grant.matchesPerDay(),
                            "territories", grant.territories().toString())));
        });
    }

    /** Takes it back; the next question is refused. Repeating it changes nothing. */
    void takeBack(Person by, ProviderId id) {
        transaction.run(() -> {
            own(by, id);
            var gone = database.sql("DELETE FROM gateway.match_grant WHERE provider = :provider")
                    .param("provider", id.value())
                    .update();
            if (gone > 0) {
                audit.record(AuditEntry.of(by.actor(), "gateway.matching-taken-back", "provider:" + id));
            }
        });
    }

    /** Lets near answers that were stopped start anew. */
    void startAnew(Person by, ProviderId id, String reason) {
        transaction.run(() -> enquiries.startAnew(by, own(by, id).actor(), reason));
    }

    private Provider own(Person by, ProviderId id) {
        return providers
                .find(id)
                .filter(provider -> provider.desk().equals(by.desk().id()))
                .orElseThrow(Refusal::notFound);
    }
}
