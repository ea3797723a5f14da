package org.egide.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class SealsTest {
    private static final Place PLACE = new Place("report.report", "one", "narrative");

    private final Seals seals;
    private final Opener opener;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Settings settings;

    SealsTest(Seals seals, Opener opener, Transaction transaction, JdbcClient database, Settings settings) {
        this.seals = seals;
        this.opener = opener;
        this.transaction = transaction;
        this.database = database;
        this.settings = settings;
    }

    @Test
    void whatWasSealedOpensInItsPlaceAndNowhereElse() {
        var sealed = seal("invented words");
        assertThat(opener.openText(PLACE, sealed)).isEqualTo("invented words");
        assertThatThrownBy(() -> opener.open(new Place("report.report", "two", "narrative"), sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> opener.open(new Place("report.report", "one", "identity"), sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneChangedByteAnywhereIsNoticed() {
        var sealed = seal("invented words");
        var random = new Random(7);
        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> opener.open(PLACE, changed)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void S7_afterErasureNobodyOpensItAgain() {
        var sealed = seal("invented words");
        transaction.run(() -> seals.erase(seals.keyOf(sealed)));
        assertThatThrownBy(() -> opener.open(PLACE, sealed))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("erased"));
    }

    @Test
    void S2_lengthsTellLittle() {
        assertThat(seal("a")).hasSameSizeAs(seal("a".repeat(200)));
        assertThat(seal("a".repeat(300))).hasSameSizeAs(seal("a".repeat(1000)));
    }

    @Test
    void keysOfAReportAreApartByPurpose() {
        var bundle = seals.bundle();
        var narrative = seals.seal(bundle.key(Purpose.NARRATIVE), PLACE, "one");
        var identity = seals.seal(bundle.key(Purpose.IDENTITY), PLACE, "two");
        transaction.run(() -> seals.store(java.util.List.of(bundle)));
        assertThat(opener.openText(PLACE, narrative)).isEqualTo("one");
        assertThat(opener.openText(PLACE, identity)).isEqualTo("two");
        var moved = narrative.clone();
        moved[17] = identity[17];
        assertThatThrownBy(() -> opener.open(PLACE, moved)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void S3_aFrontProcessSealsButCannotOpen() {
        var front = new GroupKeys(database, transaction, settings.with(Map.of(Setting.ROLES, "front")));
        assertThat(front.keyring()).isEmpty();
        assertThat(front.publicKeys(Purpose.NARRATIVE).size()).isPositive();
        var sealed = seal("invented words");
        assertThatThrownBy(() -> new Opener(front, database).open(PLACE, sealed))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("no-keyring"));
    }

    @Test
    void aKeyringOpensOnlyWithItsPassphrase(@TempDir Path folder) {
        var file = folder.resolve("keyring");
        Keyring.generate().write(file, "right");
        assertThat(Keyring.read(file, "right").indexKey()).hasSize(32);
        assertThatThrownBy(() -> Keyring.read(file, "wrong"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("wrong-passphrase"));
    }

    @Test
    void R10_aKeyringFromBeforeTheQuarantineGrowsAtTheNextStartAndKeepsWhatItHad(@TempDir Path folder) {
        var file = folder.resolve("keyring");
        var passphrase = "words";
        var now = new GroupKeys(database, transaction, settings).keyring().orElseThrow();
        now.without(Purpose.QUARANTINE).write(file, passphrase);
        // As the database was before: it knows no public key for the new purpose either.
        var known = database.sql("DELETE FROM keys.epoch WHERE purpose = 7").update();
        assertThat(known).isNotNegative();
        var stored = database.sql("DELETE FROM keys.group_key WHERE purpose = 7 RETURNING public_keyset")
                .query((row, number) -> row.getBytes(1))
                .single();
        try {
            var old = settings.with(Map.of(Setting.KEYRING, file.toString(), Setting.KEYRING_PASSPHRASE, passphrase));
            var grown = new GroupKeys(database, transaction, old);
            assertThat(grown.publicKeys(Purpose.QUARANTINE).size()).isPositive();
            var read = Keyring.read(file, passphrase);
            assertThat(read.purposes()).containsExactlyInAnyOrder(Purpose.values());
            assertThat(read.indexKey()).isEqualTo(now.indexKey());
            assertThat(read.keys(Purpose.NARRATIVE).equalsKeyset(now.keys(Purpose.NARRATIVE)))
                    .isTrue();
            assertThat(new GroupKeys(database, transaction, old).keyring()).isPresent();
        } finally {
            database.sql("UPDATE keys.group_key SET public_keyset = :keys WHERE purpose = 7")
                    .param("keys", stored)
                    .update();
        }
    }

    @Test
    void aForeignOrMissingKeyringStopsTheStart(@TempDir Path folder) throws Exception {
        var foreign = folder.resolve("foreign");
        Keyring.generate().write(foreign, "words");
        var other = settings.with(Map.of(Setting.KEYRING, foreign.toString(), Setting.KEYRING_PASSPHRASE, "words"));
        assertThatThrownBy(() -> new GroupKeys(database, transaction, other))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("keyring-does-not-fit"));
        Files.delete(foreign);
        assertThatThrownBy(() -> new GroupKeys(database, transaction, other))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("keyring-missing"));
    }

    private byte[] seal(String text) {
        return transaction.in(() -> seals.sealNew(Purpose.NARRATIVE, PLACE, text.getBytes(StandardCharsets.UTF_8)));
    }
}
