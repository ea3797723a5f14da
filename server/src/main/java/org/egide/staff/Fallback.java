package org.egide.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The way in where no passkey is possible: a passphrase and a one-time code, always both. Which of the two was wrong is never
 * said ({@code sign-in-refused}). After five wrong attempts a person waits, each time twice as long, at most 15 minutes
 * ({@code wait}); their passkeys stay open to them.
 */
@Component
final class Fallback {
    private static final int FREE_FAILURES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final JdbcClient database;
    private final People people;
    private final Transaction transaction;
    private final Seals seals;
    private final Opener opener;
    private final Passphrases passphrases;
    private final OneTimeCodes codes;
    private final Clock clock;

    Fallback(
            JdbcClient database,
            People people,
            Transaction transaction,
            Seals seals,
            Opener opener,
            Passphrases passphrases,
            OneTimeCodes codes,
            Clock clock) {
        this.database = database;
        this.people = people;
        this.transaction = transaction;
        this.seals = seals;
        this.opener = opener;
        this.passphrases = passphrases;
        this.codes = codes;
        this.clock = clock;
    }

    boolean has(PersonId person) {
        return find(person, "").isPresent();
    }

    /** Keeps both halves for the person once the code shows that the seed has arrived; in the running transaction. */
    void keep(PersonId person, String passphrase, byte[] seed, String code) {
        var step = codes.step(seed, code, 0);
        if (step.isEmpty()) {
            throw Refusal.because(
                    "code-wrong", "The code does not fit. Check the clock of your phone and type the next code.");
        }
        database.sql("""
                        INSERT INTO staff.fallback (person, passphrase, seed, last_step)
                        VALUES (:person, :passphrase, :seed, :step)
                        ON CONFLICT (person) DO UPDATE SET passphrase = excluded.passphrase, seed = excluded.seed,
                            last_step = excluded.last_step
                        """)
                .param("person", person.value())
                .param("passphrase", passphrases.keep(passphrase))
                .param("seed", seals.sealNew(Purpose.HOUSE, place(person), seed))
                .param("step", step.getAsLong())
                .update();
    }

    /** Whose name, passphrase and code fit together; uses the code up. For a name of nobody the same work is done and said. */
    PersonId check(String handle, String passphrase, String code) {
        var name = SecretToken.sha256("handle:" + People.handle(handle));
        refuseEarly(name);
        var kept = people.byHandle(handle).flatMap(id -> find(id, ""));
        var right = kept.map(found -> passphrases.matches(passphrase, found.passphrase()))
                .orElseGet(() -> passphrases.pretend(passphrase));
        // On its own, so that a refusal keeps the count of failures.
        var settled = transaction.apart(() -> {
            refuseEarly(name);
            var fits =
                    right && kept.filter(found -> useUp(found.person(), code)).isPresent();
            count(name, fits);
            return fits;
        });
        return kept.filter(found -> settled).orElseThrow(Fallback::refused).person();
    }

    private boolean useUp(PersonId person, String code) {
        var kept = find(person, "FOR UPDATE").orElseThrow(Fallback::refused);
        var step = codes.step(opener.open(place(person), kept.seed()), code, kept.lastStep());
        if (step.isPresent()) {
            database.sql("UPDATE staff.fallback SET last_step = :step WHERE person = :person")
                    .param("step", step.getAsLong())
                    .param("person", person.value())
                    .update();
        }
        return step.isPresent();
    }

    private void count(byte[] name, boolean fits) {
        if (fits) {
            database.sql("DELETE FROM staff.failure WHERE name = :name")
                    .param("name", name)
                    .update();
            return;
        }
        var now = Times.of(clock.instant());
        database.sql("""
                        INSERT INTO staff.failure (name, failures, at, wait_until) VALUES (:name, 1, :now, :now)
                        ON CONFLICT (name) DO UPDATE SET
                            failures = staff.failure.failures + 1,
                            at = :now,
                            wait_until = CASE WHEN staff.failure.failures + 1 < :free THEN :now
                                ELSE :now + least(:longest, :first * 2 ^ least(staff.failure.failures + 1 - :free, 10))
                                    * interval '1 second' END
                        """)
                .param("name", name)
                .param("now", now)
                .param("free", FREE_FAILURES)
                .param("first", FIRST_WAIT.toSeconds())
                .param("longest", LONGEST_WAIT.toSeconds())
                .update();
    }

    private void refuseEarly(byte[] name) {
        var waits = database.sql("SELECT 1 FROM staff.failure WHERE name = :name AND wait_until > :now")
                .param("name", name)
                .param("now", Times.of(clock.instant()))
                .query(Integer.class)
                .optional();
        if (waits.isPresent()) {
            throw Refusal.withStatus(429, "wait", "After several wrong attempts, wait before the next one.");
        }
    }

    private Optional<Kept> find(PersonId person, String lock) {
        return database.sql("SELECT * FROM staff.fallback WHERE person = :person " + lock)
                .param("person", person.value())
                .query((row, number) -> read(row))
                .optional();
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("passphrase"),
                row.getBytes("seed"),
                row.getLong("last_step"));
    }

    private static Place place(PersonId person) {
        return new Place("staff.fallback", person.toString(), "seed");
    }

    private static Refusal refused() {
        return Refusal.withStatus(403, "sign-in-refused", "Name, passphrase and code do not fit together.");
    }

    private record Kept(PersonId person, String passphrase, byte[] seed, long lastStep) {
        @Override
        public String toString() {
            return "Kept[hidden]";
        }
    }
}
