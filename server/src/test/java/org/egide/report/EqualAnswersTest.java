package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.egide.keys.ReturnKeys;
import org.egide.platform.Language;
import org.egide.platform.Transaction;
import org.egide.platform.web.AskerFixture;
import org.egide.testing.EgideTest;
import org.egide.testing.KolmogorovSmirnov;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Wrong, expired, erased and never-existing codes cannot be told apart, by bytes or by time (R6). The work before the beat is measured by
 * itself, because the beat must not be what hides a difference.
 */
@EgideTest
final class EqualAnswersTest {
    private static final int TRIES = 2_000;
    private static final int CODES = 40;
    private static final double LEAST = 0.01;

    /** A difference that is there shows every time; one that is not shows three times running in one of a million. */
    private static final int ROUNDS = 3;

    private final Reports reports;
    private final Disguises disguises;
    private final Pepper pepper;
    private final ReturnKeys keys;
    private final Turns turns;
    private final Transaction transaction;
    private final DataSource source;
    private final SettableClock clock;
    private final TestNode node;
    private final ReceiptCodes realCodes;
    private final Random random = new Random(2_000);

    EqualAnswersTest(
            Reports reports,
            Disguises disguises,
            Pepper pepper,
            ReturnKeys keys,
            Turns turns,
            Transaction transaction,
            DataSource source,
            SettableClock clock,
            TestNode node,
            ReceiptCodes realCodes) {
        this.reports = reports;
        this.disguises = disguises;
        this.pepper = pepper;
        this.keys = keys;
        this.turns = turns;
        this.transaction = transaction;
        this.source = source;
        this.clock = clock;
        this.node = node;
        this.realCodes = realCodes;
    }

    /** What may become of a code. */
    private enum Fate {
        RIGHT,
        WRONG,
        EXPIRED,
        ERASED,
        NEVER,
        NO_CODE
    }

    /** The real path, but for the price: 1 MiB and one pass, so that thousands of tries end within a minute. */
    private ReceiptCodes cheap(DataSource database) {
        return new ReceiptCodes(
                JdbcClient.create(database),
                transaction,
                pepper,
                keys,
                disguises,
                new Proofs(pepper, turns, 1_024, 1),
                new ReadyCodes(),
                clock);
    }

    private Map<Fate, List<String>> codes(ReceiptCodes codes, int number) {
        var places = new KeptPlaces(JdbcClient.create(source), codes, keys, pepper, clock);
        var all = new EnumMap<Fate, List<String>>(Fate.class);
        for (var fate : Fate.values()) {
            all.put(fate, new ArrayList<>());
        }
        for (var i = 0; i < number; i++) {
            var kept = places.keep(places.begin(), Language.EN, Map.of("who", "ME"))
                    .code()
                    .orElseThrow();
            Objects.requireNonNull(all.get(Fate.EXPIRED)).add(words(kept));
        }
        clock.advance(Duration.ofDays(KeptPlaces.DAYS + 1));
        for (var i = 0; i < number; i++) {
            var code = codes.issue(Language.EN);
            reports.accept(report().with(code).build());
            Objects.requireNonNull(all.get(Fate.RIGHT)).add(code.words());
            var wrong = new ArrayList<>(code.code().numbers());
            wrong.set(7, (wrong.get(7) + 1) % ReceiptCode.VALUES);
            Objects.requireNonNull(all.get(Fate.WRONG)).add(words(new ReceiptCode(wrong)));
            var erased = codes.issue(Language.EN);
            var receipt = reports.accept(report().with(erased).build());
            transaction.run(() -> codes.forget(Subject.of(receipt.report())));
            Objects.requireNonNull(all.get(Fate.ERASED)).add(erased.words());
            Objects.requireNonNull(all.get(Fate.NEVER)).add(words(codes.fresh()));
            Objects.requireNonNull(all.get(Fate.NO_CODE)).add(words(codes.fresh()) + " again");
        }
        return all;
    }

    private String words(ReceiptCode code) {
        return String.join(" ", disguises.show(code, Disguise.WORDS, Language.EN));
    }

    @Test
    void R6_theWorkForACodeDoesNotTellWhatBecameOfIt() {
        var codes = cheap(source);
        var typed = codes(codes, CODES);
        tries(codes, typed, 300);
        // What is no code at all is known to whoever typed it.
        var apart = EnumSet.complementOf(EnumSet.of(Fate.NEVER, Fate.NO_CODE));
        for (var round = 0; round < ROUNDS && !apart.isEmpty(); round++) {
            var times = tries(codes, typed, TRIES);
            var never = Objects.requireNonNull(times.get(Fate.NEVER));
            apart.removeIf(fate -> KolmogorovSmirnov.p(Objects.requireNonNull(times.get(fate)), never) > LEAST);
        }
        assertThat(apart).as("told apart from a code that never was").isEmpty();
    }

    /** So many tries of each fate, in random order; the nanoseconds of each. */
    private Map<Fate, long[]> tries(ReceiptCodes codes, Map<Fate, List<String>> typed, int number) {
        var order = new ArrayList<Fate>();
        for (var fate : Fate.values()) {
            order.addAll(Collections.nCopies(number, fate));
        }
        Collections.shuffle(order, random);
        var times = new EnumMap<Fate, long[]>(Fate.class);
        var counts = new EnumMap<Fate, Integer>(Fate.class);
        for (var fate : order) {
            var some = Objects.requireNonNull(typed.get(fate));
            var code = some.get(random.nextInt(some.size()));
            var start = System.nanoTime();
            var found = codes.look(code);
            var took = System.nanoTime() - start;
            assertThat(found instanceof Found.Opened).isEqualTo(fate == Fate.RIGHT);
            var place = counts.merge(fate, 1, Integer::sum) - 1;
            times.computeIfAbsent(fate, none -> new long[number])[place] = took;
        }
        return times;
    }

    @Test
    void R6_everyLookUpAsksTheDatabaseOnceAndHoldsNoConnectionWhileItWaits() throws Exception {
        var asked = new AtomicInteger();
        var held = new AtomicInteger();
        var codes = cheap(new Counting(source, asked, held));
        for (var entry : codes(cheap(source), 1).entrySet()) {
            asked.set(0);
            codes.look(entry.getValue().getFirst());
            assertThat(asked).as(entry.getKey().name()).hasValue(1);
        }
        var release = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        try {
            for (var i = 0; i < 4; i++) {
                var other = "network " + i;
                threads.add(Thread.startVirtualThread(() ->
                        AskerFixture.as(other, () -> turns.take(false, () -> waits(release)))));
            }
            until(() -> turns.waiting() == 2);
            threads.add(Thread.startVirtualThread(() -> codes.look("nothing")));
            until(() -> turns.waiting() == 3);
            assertThat(held).hasValue(0);
        } finally {
            release.countDown();
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private static boolean waits(CountDownLatch release) {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void R6_overHttpTheyGiveTheSameBytesInTheSameTime() throws Exception {
        var tries = 12;
        var typed = codes(realCodes, 2);
        typed.remove(Fate.RIGHT);
        var order = new ArrayList<Fate>();
        typed.keySet().forEach(fate -> order.addAll(Collections.nCopies(tries, fate)));
        Collections.shuffle(order, random);
        var times = new EnumMap<Fate, List<Long>>(Fate.class);
        var answers = new ArrayList<HttpResponse<byte[]>>();
        asks("warm");
        for (var fate : order) {
            var some = Objects.requireNonNull(typed.get(fate));
            var start = System.nanoTime();
            answers.add(asks(some.get(random.nextInt(some.size()))));
            times.computeIfAbsent(fate, none -> new ArrayList<>()).add(System.nanoTime() - start);
        }
        var first = answers.getFirst();
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(first.statusCode());
        assertThat(answers)
                .extracting(answer -> new String(answer.body(), StandardCharsets.UTF_8))
                .containsOnly(new String(first.body(), StandardCharsets.UTF_8));
        assertThat(answers).extracting(EqualAnswersTest::headers).containsOnly(headers(first));
        var never = longs(times, Fate.NEVER);
        for (var fate : typed.keySet()) {
            assertThat(KolmogorovSmirnov.p(longs(times, fate), never))
                    .as(fate.name())
                    .isGreaterThan(LEAST / 5);
        }
    }

    private static long[] longs(Map<Fate, List<Long>> times, Fate fate) {
        return Objects.requireNonNull(times.get(fate)).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    private static Map<String, List<String>> headers(HttpResponse<byte[]> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    private HttpResponse<byte[]> asks(String code) throws Exception {
        return node.http()
                .send(
                        HttpRequest.newBuilder(node.url("/en/status"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "code=" + URLEncoder.encode(code, StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Counts how often a connection is taken, and how many are held. */
    private static final class Counting extends DelegatingDataSource {
        private final AtomicInteger asked;
        private final AtomicInteger held;

        private Counting(DataSource source, AtomicInteger asked, AtomicInteger held) {
            super(source);
            this.asked = asked;
            this.held = held;
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            held.incrementAndGet();
            var real = super.getConnection();
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    Counting.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            held.decrementAndGet();
                        }
                        return method.invoke(real, arguments);
                    });
        }
    }
}
