package org.egide.police;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.evidence.SigningIdentity;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** With what this node signs: made once, the private key sealed, the certificate public. */
@Component
final class Signer {
    private final JdbcClient database;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;
    private final Transaction transaction;
    private final Settings settings;
    private final Clock clock;

    Signer(
            JdbcClient database,
            Seals seals,
            Opener opener,
            Audit audit,
            Transaction transaction,
            Settings settings,
            Clock clock) {
        this.database = database;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** The identity, made now if there is none. */
    SigningIdentity identity() {
        return transaction.in(() -> {
            if (certificate().isEmpty()) {
                make();
            }
            return database.sql("SELECT id, certificate, key FROM police.signer")
                    .query((row, number) -> SigningIdentity.of(
                            opener.open(place(row.getObject("id", UUID.class)), row.getBytes("key")),
                            row.getBytes("certificate")))
                    .single();
        });
    }

    private Optional<byte[]> certificate() {
        return database.sql("SELECT certificate FROM police.signer")
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    private void make() {
        var id = UUID.randomUUID();
        var made = SigningIdentity.generate(settings.text(Setting.NODE_NAME), clock);
        var rows = database.sql("""
                        INSERT INTO police.signer (id, certificate, key, made_at) VALUES (:id, :certificate, :key, :at)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", id)
                .param("certificate", made.certificateDer())
                .param("key", seals.sealNew(Purpose.HOUSE, place(id), made.privateKeyPkcs8()))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (rows == 1) {
            audit.record(AuditEntry.of(
                    Actor.system("police"),
                    "police.signer-made",
                    "signer:" + id,
                    java.util.Map.of("fingerprint", made.fingerprint())));
        }
    }

    private static Place place(UUID id) {
        return new Place("police.signer", id.toString(), "key");
    }
}
