package org.egide.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.egide.keys.ReturnKeys;
import org.egide.platform.Language;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The receipt code of a person: eight of 2,048 words, 88 bits. The first two words (22 bits) select the report; the other six are
 * the secret, kept only as Argon2id (64 MiB, 3 passes, salt for each report, server-held pepper). Looking up a code that never
 * existed costs the same work and finds nothing in the same way (R5, R6 of front-door-and-care). Typing tolerates case, accents,
 * spaces, hyphens and order marks.
 */
@Component
public final class ReceiptCodes {
    private static final int WORDS = 8;
    private static final int LIST = 2_048;
    private static final int SELECTOR_WORDS = 2;
    private static final int LONGEST_INPUT = 400;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Pepper pepper;
    private final ReturnKeys returnKeys;
    private final Semaphore workers;
    private final Map<Language, List<String>> lists = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    ReceiptCodes(JdbcClient database, Settings settings, Pepper pepper, ReturnKeys returnKeys) {
        this.database = database;
        this.pepper = pepper;
        this.returnKeys = returnKeys;
        this.workers = new Semaphore(settings.number(Setting.ARGON_WORKERS), true);
        for (var language : Language.values()) {
            var words = read(language);
            lists.put(language, words);
            for (var i = 0; i < words.size(); i++) {
                numbers.put(language.code() + ' ' + normal(words.get(i)), i);
            }
        }
    }

    /** A new code in the words of that language. Takes some tenths of a second on purpose. */
    public IssuedCode issue(Language language) {
        var chosen = new int[WORDS];
        for (var i = 0; i < WORDS; i++) {
            chosen[i] = RANDOM.nextInt(LIST);
        }
        while (taken(selector(chosen))) {
            for (var i = 0; i < SELECTOR_WORDS; i++) {
                chosen[i] = RANDOM.nextInt(LIST);
            }
        }
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        var words = new ArrayList<String>();
        for (var number : chosen) {
            words.add(java.util.Objects.requireNonNull(lists.get(language)).get(number));
        }
        var proof = proof(chosen, salt);
        return new IssuedCode(
                String.join(" ", words), selector(chosen), salt, proof.tag(), returnKeys.pair(proof.secret()));
    }

    /** What a typed code stands for, or nothing; wrong, erased and never-existing codes look and cost the same. */
    public Optional<Return> find(String typed) {
        var read = parse(typed);
        var chosen = read.orElseGet(() -> new int[WORDS]);
        var stored = stored(selector(chosen));
        var salt = stored.map(Stored::salt).orElseGet(() -> decoySalt(selector(chosen)));
        var proof = proof(chosen, salt);
        var right = MessageDigest.isEqual(
                proof.tag(), stored.map(Stored::tag).orElseGet(() -> new byte[proof.tag().length]));
        return right && read.isPresent()
                ? stored.map(one -> new Return(one.subject(), returnKeys.unwrap(proof.secret(), one.wrapped())))
                : Optional.empty();
    }

    /** Keeps the code for what it stands for, in the running transaction. A code keeps one thing. */
    public void keep(IssuedCode code, Subject subject) {
        database.sql("""
                        INSERT INTO report.code (selector, kind, subject, salt, tag, public_key, wrapped_key)
                        VALUES (:selector, :kind, :subject, :salt, :tag, :public, :wrapped)
                        """)
                .param("selector", code.selector())
                .param("kind", subject.kind().name())
                .param("subject", subject.id())
                .param("salt", code.salt())
                .param("tag", code.tag())
                .param("public", code.pair().publicKey())
                .param("wrapped", code.pair().wrapped())
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

    /** The code of that subject opens nothing any more, in the running transaction. Its selector is free again. */
    public void end(Subject subject) {
        database.sql("DELETE FROM report.code WHERE subject = :subject")
                .param("subject", subject.id())
                .update();
    }

    private Optional<int[]> parse(String typed) {
        if (typed.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        var words = Arrays.stream(normal(typed).split("[^\\p{L}\\p{M}]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() != WORDS) {
            return Optional.empty();
        }
        for (var language : Language.values()) {
            var chosen = words.stream()
                    .mapToInt(word -> numbers.getOrDefault(language.code() + ' ' + word, -1))
                    .toArray();
            if (Arrays.stream(chosen).allMatch(number -> number >= 0)) {
                return Optional.of(chosen);
            }
        }
        return Optional.empty();
    }

    /** Lower case, no accents, Arabic letter variants unified, invisible marks removed: how people really type. */
    static String normal(String text) {
        var plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("[\\p{Mn}\\p{Cf}\\u0640]", "");
        return plain.replace('\u0623', '\u0627')
                .replace('\u0625', '\u0627')
                .replace('\u0622', '\u0627')
                .replace('\u0671', '\u0627')
                .replace('\u0629', '\u0647')
                .replace('\u0649', '\u064A')
                .replace('\u0624', '\u0648')
                .replace('\u0626', '\u064A')
                .replace("\u0621", "")
                .replace("\u0153", "oe")
                .replace("\u00e6", "ae");
    }

    private static long selector(int[] chosen) {
        return (long) chosen[0] * LIST + chosen[1];
    }

    private boolean taken(long selector) {
        return stored(selector).isPresent();
    }

    private Optional<Stored> stored(long selector) {
        return database.sql("SELECT kind, subject, salt, tag, wrapped_key FROM report.code WHERE selector = :selector")
                .param("selector", selector)
                .query((row, number) -> new Stored(
                        new Subject(Subject.Kind.valueOf(row.getString("kind")), row.getObject("subject", UUID.class)),
                        row.getBytes("salt"),
                        row.getBytes("tag"),
                        row.getBytes("wrapped_key")))
                .optional();
    }

    private byte[] decoySalt(long selector) {
        return Arrays.copyOf(pepper.derive("decoy " + selector), 16);
    }

    private Proof proof(int[] chosen, byte[] salt) {
        var secret = new StringBuilder();
        for (var i = SELECTOR_WORDS; i < WORDS; i++) {
            secret.append(chosen[i]).append(' ');
        }
        // Memory is bounded: so many at once and no more; the others wait in order.
        workers.acquireUninterruptibly();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withMemoryAsKB(64 * 1024)
                    .withIterations(3)
                    .withParallelism(1)
                    .withSalt(salt)
                    .withSecret(pepper.bytes())
                    .build());
            var tag = new byte[32];
            generator.generateBytes(secret.toString().getBytes(StandardCharsets.US_ASCII), tag);
            return new Proof(Pepper.hmac(tag, "tag"), Pepper.hmac(tag, "key"));
        } finally {
            workers.release();
        }
    }

    private static List<String> read(Language language) {
        var file = "/messages/" + language.code() + "/codewords.txt";
        try (var stream = java.util.Objects.requireNonNull(ReceiptCodes.class.getResourceAsStream(file), file);
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            var words = reader.readAllAsString().lines().map(String::strip).toList();
            if (words.size() != LIST) {
                throw new IllegalStateException(file + " must hold " + LIST + " words");
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Stored(Subject subject, byte[] salt, byte[] tag, byte[] wrapped) {}

    /** What a code proves itself by, and the secret it opens things with; both from one costly computation. */
    private record Proof(byte[] tag, byte[] secret) {}
}
