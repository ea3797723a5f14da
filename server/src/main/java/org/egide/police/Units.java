package org.egide.police;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.evidence.EvidenceRefused;
import org.egide.evidence.PackageSeal;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.DeskId;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** To whom packages for a police desk are sealed. */
@Component
final class Units {
    private static final Pattern RECIPIENT = Pattern.compile("age1[a-z0-9]{20,120}");

    private final JdbcClient database;
    private final Desks desks;
    private final Audit audit;
    private final Transaction transaction;
    private final Clock clock;

    Units(JdbcClient database, Desks desks, Audit audit, Transaction transaction, Clock clock) {
        this.database = database;
        this.desks = desks;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The recipients of a unit's packages, the unit's first. */
    Optional<List<String>> recipients(DeskId desk) {
        return database.sql("SELECT recipient, escrow FROM police.unit WHERE desk = :desk")
                .param("desk", desk.value())
                .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Registers or replaces the recipients of a police desk; a package that is out stays as it is. */
    void register(Person by, String desk, String recipient, String escrow) {
        var unit = desks.ofKind(DeskKind.POLICE).stream()
                .filter(each -> each.id().toString().equals(desk))
                .findFirst()
                .orElseThrow(Refusal::notFound);
        var own = recipient.strip();
        var other = escrow.strip();
        requireUsable(own, other);
        transaction.run(() -> {
            database.sql("""
                            INSERT INTO police.unit (desk, recipient, escrow, changed_by, changed_at)
                            VALUES (:desk, :recipient, :escrow, :by, :at)
                            ON CONFLICT (desk) DO UPDATE SET recipient = :recipient, escrow = :escrow, changed_by = :by,
                                changed_at = :at
                            """)
                    .param("desk", unit.id().value())
                    .param("recipient", own)
                    .param("escrow", other)
                    .param("by", by.id().value())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(AuditEntry.of(
                    by.actor(),
                    "police.unit-registered",
                    "desk:" + unit.id(),
                    Map.of("recipient", own, "escrow", other)));
        });
    }

    private static void requireUsable(String recipient, String escrow) {
        if (recipient.equals(escrow)) {
            throw Refusal.because("same-recipient", "The unit and the escrow need two different recipients.");
        }
        if (!RECIPIENT.matcher(recipient).matches()
                || !RECIPIENT.matcher(escrow).matches()) {
            throw Refusal.because("bad-recipient", "A recipient is the public half of an age key, age1...");
        }
        try {
            new PackageSeal().seal(new byte[] {1}, List.of(recipient, escrow));
        } catch (EvidenceRefused e) {
            throw Refusal.because("bad-recipient", "A recipient is the public half of an age key, age1...");
        }
    }
}
