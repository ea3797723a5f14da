package org.egide.sharing;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.fingerprints.Enquiries;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.SharedEntries;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What partners say of entries: kept for each partner, counted as a vote, told to the other partners by numbers. It moves nothing. */
@Component
final class Feedbacks {
    private final JdbcClient database;
    private final Transaction transaction;
    private final Enquiries enquiries;
    private final SharedEntries entries;
    private final Feed feed;
    private final Pulls pulls;
    private final Clock clock;

    Feedbacks(
            JdbcClient database,
            Transaction transaction,
            Enquiries enquiries,
            SharedEntries entries,
            Feed feed,
            Pulls pulls,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.enquiries = enquiries;
        this.entries = entries;
        this.feed = feed;
        this.pulls = pulls;
        this.clock = clock;
    }

    /** The partner's last word on an entry that it was told and that still stands; not found else. The same word again changes nothing. */
    void say(SharingPartner partner, EntryId entry, HashKind kind, FeedbackValue value, List<String> notes) {
        transaction.run(() -> {
            if (feed.find(partner.id(), entry).filter(told -> !told.gone()).isEmpty()) {
                throw Refusal.notFound();
            }
            if (store(partner, entry, kind, value, notes)) {
                value.vote().ifPresent(up -> enquiries.vote(partner.voter(), entry, up));
                entries.stir(entry);
                pulls.voted(partner);
            }
        });
    }

    private boolean store(
            SharingPartner partner, EntryId entry, HashKind kind, FeedbackValue value, List<String> notes) {
        return database.sql("""
                        INSERT INTO sharing.feedback AS f (partner, entry, kind, value, notes, at)
                        VALUES (:partner, :entry, :kind, :value, :notes, :at)
                        ON CONFLICT (partner, entry, kind) DO UPDATE
                        SET value = excluded.value, notes = excluded.notes, at = excluded.at
                        WHERE (f.value, f.notes) IS DISTINCT FROM (excluded.value, excluded.notes)
                        """)
                        .param("partner", partner.id().value())
                        .param("entry", entry.value())
                        .param("kind", kind.name())
                        .param("value", value.name())
                        .param("notes", notes.toArray(String[]::new))
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** What is said of these entries, by entry, oldest first. */
    Map<EntryId, List<Feedback>> of(Collection<EntryId> asked) {
        return database
                .sql("""
                        SELECT f.*, m.id AS member FROM sharing.feedback f JOIN sharing.member m ON m.partner = f.partner
                        WHERE f.entry = ANY(:entries) ORDER BY f.at, m.id
                        """)
                .param("entries", asked.stream().map(EntryId::value).toArray(UUID[]::new))
                .query((row, number) -> new Feedback(
                        new EntryId(row.getObject("entry", UUID.class)),
                        row.getInt("member"),
                        HashKind.valueOf(row.getString("kind")),
                        FeedbackValue.valueOf(row.getString("value")),
                        List.of((String[]) row.getArray("notes").getArray()),
                        row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Feedback::entry));
    }
}
