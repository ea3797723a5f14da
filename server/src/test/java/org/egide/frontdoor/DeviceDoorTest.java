package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.audit.AuditTrail;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.NewList;
import org.egide.fingerprints.OwnAssents;
import org.egide.fingerprints.OwnHashFixture;
import org.egide.fingerprints.OwnHashes;
import org.egide.fingerprints.OwnView;
import org.egide.platform.Refusal;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Return;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sending a child's own fingerprints and taking them back, over HTTP; and what the desk can do with them. */
@EgideTest
final class DeviceDoorTest {
    private static final AtomicLong SEED = new AtomicLong(91_000);

    private final TestNode node;
    private final ReceiptCodes codes;
    private final OwnHashes hashes;
    private final OwnAssents assents;
    private final FingerprintLists lists;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final SettableClock clock;
    private final Person one;
    private final Person two;
    private final Person stranger;

    DeviceDoorTest(
            TestNode node,
            ReceiptCodes codes,
            OwnHashes hashes,
            OwnAssents assents,
            FingerprintLists lists,
            AuditTrail trail,
            JdbcClient database,
            SettableClock clock,
            Desks desks,
            People people) {
        this.node = node;
        this.codes = codes;
        this.hashes = hashes;
        this.assents = assents;
        this.lists = lists;
        this.trail = trail;
        this.database = database;
        this.clock = clock;
        this.one = people.create("First analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        this.two = people.create("Second analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        var other = desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        this.stranger = people.create("Analyst elsewhere", other.id(), Set.of(Role.ANALYST));
        clock.advance(Duration.ofMinutes(2));
    }

    /** A child who told of pictures of themselves, and the code they got. */
    private Visitor child() {
        return new Visitor(node)
                .opens("/en/talk")
                .presses("age", "13-15")
                .presses("who", "ME")
                .presses("what", "SHARED")
                .presses("safe", "ONLINE")
                .presses("wish", "REMOVE")
                .presses("step", "send");
    }

    private Visitor posts(String step, String code, String text) {
        return posts(step, code, text, UUID.randomUUID().toString());
    }

    private Visitor posts(String step, String code, String text, String key) {
        return new Visitor(node)
                .posts(
                        "/en/device",
                        Visitor.encoded(Map.of("step", step, "code", code, "fingerprints", text, "key", key)));
    }

    private ReportId reportOf(String code) {
        return codes.find(code).flatMap(Return::report).orElseThrow();
    }

    private ListId list(boolean verified) {
        return lists.create(one, new NewList("List " + UUID.randomUUID(), "Article 1", "A1", 31, verified));
    }

    private static String refusalOf(Runnable act) {
        try {
            act.run();
        } catch (Refusal refusal) {
            return refusal.code();
        }
        return "none";
    }

    @Test
    void theEndOfTheChildsPathOffersItAndCarriesTheCode() {
        var child = child();
        var code = String.join(" ", child.code());
        child.presses("step", "open");
        assertThat(child.status()).isEqualTo(200);
        assertThat(child.address().getPath()).isEqualTo("/en/device");
        assertThat(child.html()).contains(">" + code + "</textarea>");
        var friend = new Visitor(node)
                .opens("/en/talk")
                .presses("age", "13-15")
                .presses("who", "FRIEND")
                .presses("what", "SHARED");
        friend.presses("safe", "ONLINE")
                .presses("child", "13-15")
                .presses("wish", "REMOVE")
                .presses("step", "send");
        assertThat(friend.code()).hasSize(8);
        assertThat(friend.html()).doesNotContain("/en/device");
    }

    @Test
    void fingerprintsAreKeptWithTheReportOnceAndSealed() {
        var code = String.join(" ", child().code());
        var report = reportOf(code);
        var text = OwnHashFixture.text(SEED.incrementAndGet(), SEED.incrementAndGet());
        var key = UUID.randomUUID().toString();
        assertThat(posts("send", code, text, key).status()).isEqualTo(200);
        assertThat(posts("send", code, text, key).status()).isEqualTo(200);
        assertThat(hashes.count(report)).isEqualTo(2);
        var digits = text.substring(text.lastIndexOf(' ') + 1);
        var stored = database.sql("SELECT sealed FROM fingerprints.own WHERE report = :report")
                .param("report", report.value())
                .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .list();
        assertThat(stored).hasSize(2).noneMatch(bytes -> bytes.contains(digits) || bytes.contains("pdq-capped"));
        assertThat(trail.of("report:" + report).toString())
                .contains("fingerprints.own-kept")
                .doesNotContain(digits);
    }

    @Test
    void theListOfChildrensOwnHashesNeverFeedsMatching() {
        var seed = SEED.incrementAndGet();
        var code = String.join(" ", child().code());
        posts("send", code, OwnHashFixture.text(seed));
        assertThat(hashes.count(reportOf(code))).isEqualTo(1);
        assertThat(lists.match(OwnHashFixture.fingerprints(seed))).isEmpty();
        var own = assents.of(one, reportOf(code)).getFirst();
        var list = list(true);
        assents.assent(one, own.id(), list);
        assertThat(lists.match(OwnHashFixture.fingerprints(seed))).isEmpty();
        assertThat(lists.list(one, list).counts().live()).isZero();
    }

    @Test
    void onlyTwoDifferentPeopleOfTheDeskBringOneToAVerifiedList() {
        var seed = SEED.incrementAndGet();
        var code = String.join(" ", child().code());
        var report = reportOf(code);
        posts("send", code, OwnHashFixture.text(seed));
        var own = assents.of(one, report).getFirst().id();
        var list = list(true);
        assertThat(refusalOf(() -> assents.assent(one, own, list(false)))).isEqualTo("list-unverified");
        assertThat(refusalOf(() -> assents.assent(stranger, own, list))).isEqualTo("not-found");
        assents.assent(one, own, list);
        assertThat(refusalOf(() -> assents.assent(one, own, list))).isEqualTo("same-person");
        assents.assent(two, own, list);
        assertThat(lists.match(OwnHashFixture.fingerprints(seed)))
                .singleElement()
                .satisfies(match -> assertThat(match.verified()).isTrue());
        assertThat(assents.of(two, report))
                .singleElement()
                .satisfies(view -> assertThat(view.listed()).isTrue());
        assertThatThrownBy(() -> assents.of(stranger, report)).isInstanceOf(Refusal.class);
    }

    @Test
    void R9_withTheCodeAllIsTakenBackAtOnceAlsoFromTheListItLedTo() {
        var seed = SEED.incrementAndGet();
        var code = String.join(" ", child().code());
        var report = reportOf(code);
        posts("send", code, OwnHashFixture.text(seed, SEED.incrementAndGet()));
        var list = list(true);
        for (var person : new Person[] {one, two}) {
            for (OwnView own : assents.of(one, report)) {
                assents.assent(person, own.id(), list);
            }
        }
        assertThat(lists.match(OwnHashFixture.fingerprints(seed))).hasSize(1);
        var sealed = database.sql("SELECT sealed FROM fingerprints.own WHERE report = :report")
                .param("report", report.value())
                .query((row, number) -> row.getBytes(1))
                .list();
        assertThat(sealed).hasSize(2);
        var answer = posts("take-back", code, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.html()).contains("They are gone");
        assertThat(hashes.count(report)).isZero();
        assertThat(lists.match(OwnHashFixture.fingerprints(seed))).isEmpty();
        assertThat(lists.list(one, list).counts().live()).isZero();
        assertThat(trail.of("report:" + report).toString()).contains("fingerprints.own-taken-back");
        assertThat(database.sql("SELECT count(*) FROM keys.sealed_key WHERE erased_at = :at")
                        .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(posts("take-back", code, "").html()).contains("There is nothing to take back");
    }

    @Test
    void whatStoodOnAListBeforeStaysWhenTheChildTakesTheirsBack() {
        var seed = SEED.incrementAndGet();
        var list = list(true);
        var code = String.join(" ", child().code());
        posts("send", code, OwnHashFixture.text(seed));
        var other = String.join(" ", child().code());
        posts("send", other, OwnHashFixture.text(seed));
        for (var told : new String[] {code, other}) {
            var own = assents.of(one, reportOf(told)).getFirst().id();
            assents.assent(one, own, list);
            assents.assent(two, own, list);
        }
        posts("take-back", other, "");
        assertThat(lists.match(OwnHashFixture.fingerprints(seed))).hasSize(1);
        posts("take-back", code, "");
        assertThat(lists.match(OwnHashFixture.fingerprints(seed))).isEmpty();
    }

    @Test
    void aWrongCodeLearnsNothingAndKeepsNothing() {
        var code = String.join(" ", child().code());
        var words = code.split(" ", -1);
        var text = OwnHashFixture.text(SEED.incrementAndGet());
        posts("send", code, text);
        var before = kept();
        var wrongSecret = code.replace(words[7], words[6]);
        var neverIssued =
                String.join(" ", words[7], words[6], words[5], words[4], words[3], words[2], words[1], words[0]);
        var key = UUID.randomUUID().toString();
        for (var step : new String[] {"send", "take-back"}) {
            var answers = java.util.stream.Stream.of(wrongSecret, neverIssued, "nothing", "")
                    .map(wrong -> posts(step, wrong, text, key))
                    .toList();
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(422);
                assertThat(answer.html())
                        .isEqualTo(answers.getFirst().html())
                        .contains("wrong-code")
                        .contains(text)
                        // Two of them side by side: a single one may stand in a sentence of the page.
                        .doesNotContain(words[5] + " " + words[6], words[7] + " " + words[6]);
            });
        }
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void aCodeFromTheFormForEverybodyOpensNothingHere() {
        var seen = new Visitor(node).opens("/en/report");
        var fields = seen.hidden();
        fields.put("place", "an invented place");
        seen.posts("/en/report", Visitor.encoded(fields));
        var code = String.join(" ", seen.code());
        assertThat(codes.find(code)).isPresent();
        assertThat(posts("send", code, OwnHashFixture.text(1)).html()).contains("wrong-code");
    }

    @Test
    void malformedFingerprintsAreRefusedWithTheirCodeAndNothingIsKept() {
        var code = String.join(" ", child().code());
        var text = OwnHashFixture.text(SEED.incrementAndGet());
        var before = kept();
        var refusals = Map.of(
                text + "0",
                "fingerprint-length",
                text.substring(0, text.length() - 1) + "x",
                "fingerprint-alphabet",
                "hello",
                "fingerprint-form",
                "",
                "no-fingerprint");
        refusals.forEach((bad, name) -> {
            var answer = posts("send", code, bad);
            assertThat(answer.status()).as(name).isEqualTo(422);
            assertThat(answer.html()).contains("<code>" + name + "</code>").doesNotContain("problem.other");
        });
        assertThat(new Visitor(node).posts("/en/device", "step=send&code=%FF").html())
                .contains("fingerprint-form");
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void aReportHoldsNoMoreThanItsLimit() {
        var code = String.join(" ", child().code());
        var block = OwnHashFixture.text(SEED.incrementAndGet());
        var twenty = java.util.stream.IntStream.rangeClosed(1, 20)
                .mapToObj(i -> block.replace("file 1\n", "file " + i + "\n"))
                .collect(java.util.stream.Collectors.joining("\n"));
        for (var i = 0; i < 5; i++) {
            assertThat(posts("send", code, twenty).status()).isEqualTo(200);
        }
        assertThat(posts("send", code, block).html()).contains("fingerprints-full");
        assertThat(hashes.count(reportOf(code))).isEqualTo(100);
    }

    @Test
    void thePageAndItsWorkerMayConnectToNothingAndOnlyThisPageMayStartAWorker() {
        for (var path : new String[] {"/en/device", "/static/device/worker.js", "/static/device/pdq.js"}) {
            var page = new Visitor(node).opens(path).page();
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("connect-src 'none'", "worker-src 'self'", "form-action 'self'", "script-src 'self'");
        }
        for (var path : new String[] {"/en/", "/en/talk", "/desk/sign-in"}) {
            assertThat(new Visitor(node)
                            .opens(path)
                            .page()
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElse(""))
                    .contains("worker-src 'none'");
        }
    }

    private long kept() {
        return database.sql("SELECT count(*) FROM fingerprints.own")
                .query(Long.class)
                .single();
    }
}
