package org.egide.report;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.egide.keys.ReturnKey;
import org.egide.keys.ReturnKeys;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes, keeps and looks up receipt codes (R5, R6 of front-door-and-care). A code's first two numbers select what it stands for; the
 * others are kept only as Argon2id (64 MiB, 3 passes, salt for each, server-held pepper). Wrong, expired, erased and never-existing codes,
 * and what is no code at all, cost one look into the database, one Argon2id and one unwrapping like a right one, and find nothing in the
 * same way. May refuse {@code busy}, see {@link Turns}.
 */
@Component
public final class ReceiptCodes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient database;
    private final Transaction transaction;
    private final Pepper pepper;
    private final ReturnKeys returnKeys;
    private final Disguises disguises;
    private final Proofs proofs;
    private final ReadyCodes ready;
    private final Clock clock;
    private final byte[] decoySecret;
    private final byte[] decoyKey;

    ReceiptCodes(
            JdbcClient database,
            Transaction transaction,
            Pepper pepper,
            ReturnKeys returnKeys,
            Disguises disguises,
            Proofs proofs,
            ReadyCodes ready,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.pepper = pepper;
        this.returnKeys = returnKeys;
        this.disguises = disguises;
        this.proofs = proofs;
        this.ready = ready;
        this.clock = clock;
        this.decoySecret = pepper.derive("decoy secret");
        this.decoyKey = returnKeys.pair(decoySecret).wrapped();
    }

    /** A new code in the words of that language. Takes some tenths of a second on purpose, unless one was made before. */
    public IssuedCode issue(Language language) {
        return ready(language).orElseGet(() -> issue(fresh(), language, false, false));
    }

    private Optional<IssuedCode> ready(Language language) {
        return (proofs.spare() ? ready.take(this::prepare) : Optional.<ReadyCodes.Ready>empty())
                .filter(one -> !isTaken(one.code()))
                .map(one -> new IssuedCode(
                        one.code(), words(one.code(), language), one.salt(), one.tag(), one.pair(), false));
    }

    private ReadyCodes.Ready prepare() {
        var code = fresh();
        var salt = salt();
        var proof = proofs.of(code, salt, true);
        return new ReadyCodes.Ready(code, salt, proof.tag(), returnKeys.pair(proof.secret()));
    }

    /** A new code for what looks machine-made: it waits until nobody else does. */
    public IssuedCode issueAside(Language language) {
        return issue(fresh(), language, true, false);
    }

    /** A new code that somebody else sees before the person it is for. At first use it can only be changed (R14). */
    public IssuedCode issueProvisional(Language language) {
        return issue(fresh(), language, false, true);
    }

    IssuedCode issue(ReceiptCode code, Language language, boolean aside, boolean provisional) {
        var salt = salt();
        var proof = proofs.of(code, salt, aside);
        return new IssuedCode(
                code, words(code, language), salt, proof.tag(), returnKeys.pair(proof.secret()), provisional);
    }

    /** A code that nobody has. */
    ReceiptCode fresh() {
        var code = ReceiptCode.random();
        while (stored(code.selector()).there() || !disguises.isClear(code)) {
            code = ReceiptCode.random();
        }
        return code;
    }

    String words(ReceiptCode code, Language language) {
        return String.join(" ", disguises.show(code, Disguise.WORDS, language));
    }

    /** The way back that a typed code opens, or nothing; a code that must be changed first opens nothing here. */
    public Optional<Return> find(String typed) {
        return look(typed) instanceof Found.Opened opened ? Optional.of(opened.back()) : Optional.empty();
    }

    /** What a typed code opens. Holds no connection to the database while it waits for its turn. */
    public Found look(String typed) {
        var read = disguises.read(typed);
        var decoy = decoy(typed);
        var code = read.orElse(decoy);
        var stored = stored(code.selector());
        var proof = proofs.of(code, stored.salt(), false);
        var right = MessageDigest.isEqual(proof.tag(), stored.tag()) && stored.there() && read.isPresent();
        var key = returnKeys.unwrap(right ? proof.secret() : decoySecret, right ? stored.wrapped() : decoyKey);
        return right ? found(stored, code, key) : new Found.Nothing();
    }

    private Found found(Stored stored, ReceiptCode code, ReturnKey key) {
        if (stored.kind().isEmpty()) {
            return KeptPlaces.open(database, code, key);
        }
        var back = new Return(stored.subject(), key);
        return stored.provisional() ? new Found.Provisional(back) : new Found.Opened(back);
    }

    /** Keeps the code for what it stands for, in the running transaction. A code keeps one thing; the place it kept before is gone. */
    public void keep(IssuedCode code, Subject subject) {
        database.sql("DELETE FROM report.place WHERE selector = :selector AND tag = :tag")
                .param("selector", code.selector())
                .param("tag", code.tag())
                .update();
        database.sql("""
                        INSERT INTO report.code (selector, kind, subject, salt, tag, public_key, wrapped_key, provisional)
                        VALUES (:selector, :kind, :subject, :salt, :tag, :public, :wrapped, :provisional)
                        """)
                .param("selector", code.selector())
                .param("kind", subject.kind().name())
                .param("subject", subject.id())
                .param("salt", code.salt())
                .param("tag", code.tag())
                .param("public", code.pair().publicKey())
                .param("wrapped", code.pair().wrapped())
                .param("provisional", code.provisional())
                .update();
    }

    /**
     * From now on the code of the first subject opens what is written about the other too, in the running transaction: a child who is
     * passed on keeps one code (R75.m1). Repeating it is harmless.
     */
    public void also(Subject first, Subject other) {
        database.sql("""
                        INSERT INTO report.code_also (subject, first) VALUES (:other, :first) ON CONFLICT (subject) DO NOTHING
                        """).param("other", other.id()).param("first", first.id()).update();
    }

    /** Which code a subject has now, by its selector. */
    long selectorOf(Subject subject) {
        return database.sql("SELECT selector FROM report.code WHERE subject = :subject AND kind = :kind")
                .param("subject", subject.id())
                .param("kind", subject.kind().name())
                .query(Long.class)
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    /**
     * Gives the holder another code: from the same transaction on the old one opens nothing, and what was written before stays readable
     * with the new one. Changing again to the same code is harmless. Refuses {@code code-changed} when the old one is not the code any
     * more.
     */
    void change(Return back, long old, ReceiptCode fresh) {
        var salt = salt();
        var proof = proofs.of(fresh, salt, false);
        transaction.run(() -> {
            var changed = database.sql("""
                            UPDATE report.code SET selector = :fresh, salt = :salt, tag = :tag, wrapped_key = :wrapped,
                                provisional = false
                            WHERE subject = :subject AND kind = :kind AND selector = :old
                            """)
                    .param("fresh", fresh.selector())
                    .param("salt", salt)
                    .param("tag", proof.tag())
                    .param("wrapped", returnKeys.wrap(proof.secret(), back.key()))
                    .param("subject", back.subject().id())
                    .param("kind", back.subject().kind().name())
                    .param("old", old)
                    .update();
            if (changed == 0 && !standsFor(fresh, back.subject())) {
                throw Refusal.because("code-changed", "This code was changed already.");
            }
        });
    }

    /** Whether the code is the one for the subject. */
    boolean standsFor(ReceiptCode code, Subject subject) {
        var stored = stored(code.selector());
        return !stored.kind().isEmpty() && stored.subject().equals(subject);
    }

    /** Destroys what the code of the subject is known by, in the running transaction: from then on it is like one that never was. */
    public void forget(Subject subject) {
        database.sql("DELETE FROM report.code WHERE subject = :subject AND kind = :kind")
                .param("subject", subject.id())
                .param("kind", subject.kind().name())
                .update();
    }

    boolean isTaken(ReceiptCode code) {
        return stored(code.selector()).there();
    }

    /** One row for every selector, of the same size; where there is none its parts are made up, and no tag is all zeros. */
    private Stored stored(long selector) {
        return database.sql("""
                        SELECT coalesce(c.kind, '') AS kind, coalesce(c.subject, :nobody) AS subject,
                            coalesce(c.salt, p.salt, :salt) AS salt, coalesce(c.tag, p.tag, :tag) AS tag,
                            coalesce(c.wrapped_key, p.wrapped_key, :wrapped) AS wrapped_key,
                            coalesce(c.provisional, false) AS provisional,
                            c.selector IS NOT NULL OR p.selector IS NOT NULL AS there
                        FROM (SELECT CAST(:selector AS bigint) AS selector) AS asked
                        LEFT JOIN report.code c ON c.selector = asked.selector
                        LEFT JOIN report.place p ON p.selector = asked.selector AND p.last_day >= :today
                        """)
                .param("nobody", NOBODY)
                .param("salt", Arrays.copyOf(pepper.derive("decoy " + selector), 16))
                .param("tag", new byte[32])
                .param("wrapped", decoyKey)
                .param("selector", selector)
                .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, number) -> new Stored(
                        row.getString("kind"),
                        row.getObject("subject", UUID.class),
                        row.getBytes("salt"),
                        row.getBytes("tag"),
                        row.getBytes("wrapped_key"),
                        row.getBoolean("provisional"),
                        row.getBoolean("there")))
                .single();
    }

    /** A code to look for in place of what is none; the same input always gives the same. */
    private ReceiptCode decoy(String typed) {
        var bytes = ByteBuffer.wrap(pepper.derive("no code " + typed));
        return new ReceiptCode(java.util.stream.IntStream.range(0, ReceiptCode.LENGTH)
                .mapToObj(place -> bytes.getShort() & (ReceiptCode.VALUES - 1))
                .toList());
    }

    private static byte[] salt() {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** What a row holds; without a kind it is a kept place, or nothing. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(
            String kind, UUID id, byte[] salt, byte[] tag, byte[] wrapped, boolean provisional, boolean there) {
        Subject subject() {
            return new Subject(Subject.Kind.valueOf(kind), id);
        }
    }
}
