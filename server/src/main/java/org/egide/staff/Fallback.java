package org.egide.staff;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.web.Network;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The way in where no passkey is possible: a passphrase and a one-time code, always both. Which of the two was wrong is never
 * said ({@code sign-in-refused}). Whoever is wrong five times waits, each time twice as long, at most 15 minutes ({@code wait});
 * this is counted for a name from a network, so that nobody is kept out by what others do elsewhere. Wrong codes after the right
 * passphrase are counted for the person, from wherever they come, and make all codes refused for up to a day: who knows the
 * passphrase cannot guess the code from many networks. Passkeys stay open throughout.
 */
@Component
final class Fallback {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration LONGEST_WAIT_FOR_CODES = Duration.ofDays(1);

    private final JdbcClient database;
    private final People people;
    private final Transaction transaction;
    private final Seals seals;
    private final Opener opener;
    private final Passphrases passphrases;
    private final OneTimeCodes codes;
    private final Attempts attempts;
    private final Failures failures;
    private final Audit audit;

    Fallback(
            JdbcClient database,
            People people,
            Transaction transaction,
            Seals seals,
            Opener opener,
            Passphrases passphrases,
            OneTimeCodes codes,
            Attempts attempts,
            Failures failures,
            Audit audit) {
        this.database = database;
        this.people = people;
        this.transaction = transaction;
        this.seals = seals;
        this.opener = opener;
        this.passphrases = passphrases;
        this.codes = codes;
        this.attempts = attempts;
        this.failures = failures;
        this.audit = audit;
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
        // New secrets: what was guessed against the old ones is of no use.
        failures.forget(guesses(person));
    }

    /** Whose name, passphrase and code fit together; uses the code up. For a name of nobody the same work is done and said. */
    PersonId check(Network network, String handle, String passphrase, String code) {
        attempts.take(network);
        var here = index("name", People.handle(handle) + " from " + network.prefix());
        refuseEarly(here);
        var kept = people.byHandle(handle).flatMap(id -> find(id, ""));
        var right = kept.map(found -> passphrases.matches(passphrase, found.passphrase()))
                .orElseGet(() -> passphrases.pretend(passphrase));
        // On its own, so that a refusal keeps the count of failures.
        var settled = transaction.apart(() -> {
            refuseEarly(here);
            var fits =
                    right && kept.filter(found -> useUp(found.person(), code)).isPresent();
            if (fits) {
                failures.forget(here);
            } else {
                failures.add(here, LONGEST_WAIT);
            }
            return fits;
        });
        var person =
                kept.filter(found -> settled).orElseThrow(Fallback::refused).person();
        attempts.giveBack(network);
        return person;
    }

    /** Whether the code fits and nobody is guessing codes of this person; the row's lock makes guesses wait for each other. */
    private boolean useUp(PersonId person, String code) {
        var kept = find(person, "FOR UPDATE").orElseThrow(Fallback::refused);
        var guesses = guesses(person);
        if (failures.mustWait(guesses)) {
            return false;
        }
        var step = codes.step(opener.open(place(person), kept.seed()), code, kept.lastStep());
        if (step.isEmpty()) {
            if (failures.add(guesses, LONGEST_WAIT_FOR_CODES) >= Failures.FREE) {
                audit.record(AuditEntry.of(Actor.system("staff"), "staff.codes-guessed", "person:" + person));
            }
            return false;
        }
        failures.forgetFew(guesses);
        database.sql("UPDATE staff.fallback SET last_step = :step WHERE person = :person")
                .param("step", step.getAsLong())
                .param("person", person.value())
                .update();
        return true;
    }

    /** Under what wrong codes of a person are counted. */
    byte[] guesses(PersonId person) {
        return index("codes", person.toString());
    }

    private byte[] index(String what, String text) {
        return opener.blindIndex("staff.failure." + what, text.getBytes(StandardCharsets.UTF_8));
    }

    private void refuseEarly(byte[] name) {
        if (failures.mustWait(name)) {
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
