package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.egide.keys.ReturnKeys;
import org.egide.platform.Language;
import org.egide.platform.web.AskerFixture;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Codes made before they are needed: each is given once, none lies there for long, and it opens what it was kept for like any other. */
@EgideTest
@Timeout(60)
final class ReadyCodesTest {
    private final Reports reports;
    private final ReceiptCodes codes;
    private final ReadyCodes shared;

    ReadyCodesTest(Reports reports, ReceiptCodes codes, ReadyCodes shared) {
        this.reports = reports;
        this.codes = codes;
        this.shared = shared;
    }

    private static ReadyCodes.Ready made() {
        return new ReadyCodes.Ready(
                ReceiptCode.random(), new byte[16], new byte[32], new ReturnKeys.Pair(new byte[1], new byte[1]));
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void theMoreIsTakenTheMoreIsKeptReadyAndNeverMoreThanTheBound() {
        try (var ready = new ReadyCodes(Duration.ofHours(1))) {
            assertThat(ready.take(ReadyCodesTest::made)).isEmpty();
            until(() -> ready.size() == 4);
            assertThat(ready.take(ReadyCodesTest::made)).isPresent();
            until(() -> ready.size() == 8);
            for (var i = 0; i < ReadyCodes.MOST; i++) {
                ready.take(ReadyCodesTest::made);
            }
            until(() -> ready.size() == ReadyCodes.MOST);
        }
    }

    @Test
    void noCodeIsGivenTwiceHoweverManyTakeAtOnce() throws Exception {
        try (var ready = new ReadyCodes(Duration.ofHours(1));
                var threads = Executors.newFixedThreadPool(8)) {
            var work = new ArrayList<Callable<List<ReceiptCode>>>();
            for (var i = 0; i < 8; i++) {
                work.add(() -> {
                    var taken = new ArrayList<ReceiptCode>();
                    while (taken.size() < 50) {
                        LockSupport.parkNanos(10_000);
                        ready.take(ReadyCodesTest::made)
                                .map(ReadyCodes.Ready::code)
                                .ifPresent(taken::add);
                    }
                    return taken;
                });
            }
            var all = new ArrayList<ReceiptCode>();
            for (var done : threads.invokeAll(work)) {
                all.addAll(done.get());
            }
            assertThat(new HashSet<>(all)).hasSize(400);
        }
    }

    @Test
    void S1_whatNobodyTookForAWhileIsForgotten() {
        try (var ready = new ReadyCodes(Duration.ofMillis(300))) {
            ready.take(ReadyCodesTest::made);
            until(() -> ready.size() == 4);
            until(() -> ready.size() == 0);
            assertThat(ready.take(ReadyCodesTest::made)).as("it begins anew").isEmpty();
            until(() -> ready.size() == 4);
        }
    }

    /** From a network that asked for nothing before. */
    private IssuedCode issue(Language language) {
        return AskerFixture.as("network " + UUID.randomUUID(), () -> codes.issue(language));
    }

    @Test
    void R5_aCodeMadeBeforehandOpensWhatItWasKeptForAndNothingElse() {
        issue(Language.EN);
        until(() -> shared.size() > 1);
        var one = issue(Language.FR);
        var other = issue(Language.AR);
        assertThat(codes.find(one.words())).isEmpty();
        var id = reports.accept(report().with(one).build()).report();
        assertThat(codes.find(one.words()).flatMap(Return::report)).contains(id);
        assertThat(codes.find(other.words())).isEmpty();
    }
}
