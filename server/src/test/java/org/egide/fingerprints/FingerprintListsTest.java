package org.egide.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.audit.AuditTrail;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;
import org.egide.platform.Refusal;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class FingerprintListsTest {
    private static final AtomicLong SEED = new AtomicLong(7_000);
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter();

    private final FingerprintLists lists;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final Person one;
    private final Person two;
    private final Person stranger;

    FingerprintListsTest(FingerprintLists lists, AuditTrail trail, JdbcClient database, Desks desks, People people) {
        this.lists = lists;
        this.trail = trail;
        this.database = database;
        var desk = desks.receiving().id();
        this.one = people.create("First analyst", desk, Set.of(Role.ANALYST));
        this.two = people.create("Second analyst", desk, Set.of(Role.ANALYST));
        var other = desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        this.stranger = people.create("Analyst elsewhere", other.id(), Set.of(Role.ANALYST));
    }

    private ListId list(boolean verified) {
        return lists.create(one, new NewList("List " + UUID.randomUUID(), "Article 1", "A1", 31, verified));
    }

    private static Fingerprints of(byte[] bytes) {
        return FINGERPRINTER.of(bytes);
    }

    private EntryId add(ListId list, long seed) {
        return lists.add(one, list, Hashes.of(of(PictureFixture.picture(seed))), "invented", Optional.empty());
    }

    private static Refusal refusalOf(Runnable act) {
        try {
            act.run();
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void anEntryIsVerifiedOnlyWhenTwoDifferentPeopleConfirmedIt() {
        var seed = SEED.incrementAndGet();
        var entry = add(list(true), seed);
        assertThat(lists.match(of(PictureFixture.picture(seed))))
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.kind()).isEqualTo(Match.Kind.EXACT);
                    assertThat(match.verified()).isFalse();
                });
        assertThat(refusalOf(() -> lists.confirm(one, entry)).code()).isEqualTo("same-person");
        assertThat(lists.standsVerified(entry)).isFalse();
        lists.confirm(two, entry);
        assertThat(lists.match(of(PictureFixture.picture(seed))).getFirst().verified())
                .isTrue();
        assertThat(lists.standsVerified(entry)).isTrue();
    }

    @Test
    void anUnverifiedListNeverYieldsAVerifiedMatch() {
        var seed = SEED.incrementAndGet();
        var entry = add(list(false), seed);
        lists.confirm(two, entry);
        assertThat(lists.match(of(PictureFixture.picture(seed))))
                .singleElement()
                .satisfies(match -> assertThat(match.verified()).isFalse());
    }

    @Test
    void aNearCopyAndATurnedCopyAreFoundWithTheirDistance() {
        var seed = SEED.incrementAndGet();
        add(list(true), seed);
        assertThat(lists.match(of(PictureFixture.touched(seed))))
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.kind()).isEqualTo(Match.Kind.NEAR);
                    assertThat(match.distance()).isBetween(0, 31);
                });
        assertThat(lists.match(of(PictureFixture.turned(seed))))
                .singleElement()
                .satisfies(match -> assertThat(match.kind()).isEqualTo(Match.Kind.NEAR));
        assertThat(lists.match(of(PictureFixture.picture(SEED.incrementAndGet()))))
                .isEmpty();
    }

    @Test
    void aCopyInAFrameIsFoundWithoutIt() {
        var seed = SEED.incrementAndGet();
        add(list(true), seed);
        assertThat(lists.match(of(PictureFixture.framed(seed)))).singleElement().satisfies(match -> {
            assertThat(match.kind()).isEqualTo(Match.Kind.NEAR);
            assertThat(match.distance()).isLessThanOrEqualTo(10);
        });
        assertThat(lists.match(of(PictureFixture.framed(SEED.incrementAndGet()))))
                .isEmpty();
    }

    @Test
    void theThresholdOfTheListDecidesWhatIsNear() {
        var seed = SEED.incrementAndGet();
        var strict = lists.create(one, new NewList("Strict " + seed, "Article 1", "A1", 0, true));
        add(strict, seed);
        assertThat(lists.match(of(PictureFixture.turned(seed))))
                .allSatisfy(match -> assertThat(match.distance()).isZero());
        assertThat(lists.match(of(PictureFixture.picture(seed)))).hasSize(1);
    }

    @Test
    void aWithdrawalNeedsAReasonAndCountsAtOnce() {
        var seed = SEED.incrementAndGet();
        var list = list(true);
        var entry = add(list, seed);
        assertThat(refusalOf(() -> lists.withdraw(two, entry, " ")).code()).isEqualTo("no-reason");
        lists.withdraw(two, entry, "entered by mistake");
        assertThat(lists.match(of(PictureFixture.picture(seed)))).isEmpty();
        assertThat(refusalOf(() -> lists.confirm(two, entry)).code()).isEqualTo("entry-withdrawn");
        assertThat(refusalOf(() -> lists.withdraw(one, entry, "again")).code()).isEqualTo("entry-withdrawn");
        assertThat(lists.entries(one, list))
                .singleElement()
                .satisfies(view -> assertThat(view.withdrawn()).contains("entered by mistake"));
    }

    @Test
    void aWithdrawalByAnotherProcessCountsAtOnceToo() {
        var seed = SEED.incrementAndGet();
        var entry = add(list(true), seed);
        assertThat(lists.match(of(PictureFixture.picture(seed)))).hasSize(1);
        database.sql("""
                        UPDATE fingerprints.entry SET withdrawn_at = now(), withdrawn_by = added_by, withdrawn_reason = 'elsewhere'
                        WHERE id = :id
                        """).param("id", entry.value()).update();
        assertThat(lists.match(of(PictureFixture.picture(seed)))).isEmpty();
    }

    @Test
    void theSameFingerprintTwiceIsOneEntryAndTheSecondPersonConfirmsIt() {
        var seed = SEED.incrementAndGet();
        var list = list(true);
        var entry = add(list, seed);
        var again = lists.add(two, list, Hashes.of(of(PictureFixture.picture(seed))), "invented", Optional.empty());
        assertThat(again).isEqualTo(entry);
        assertThat(lists.standsVerified(entry)).isTrue();
    }

    @Test
    void noHashStandsReadableInTheDatabaseOrTheRecord() {
        var seed = SEED.incrementAndGet();
        var hashes = Hashes.of(of(PictureFixture.picture(seed)));
        var entry = lists.add(one, list(true), hashes, "invented", Optional.empty());
        var stored = database.sql("SELECT sealed FROM fingerprints.entry WHERE id = :id")
                .param("id", entry.value())
                .query((row, number) -> row.getBytes(1))
                .single();
        var md5 = hashes.md5().orElseThrow();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(md5);
        assertThat(trail.of("entry:" + entry).toString()).doesNotContain(md5).contains("fingerprints.entry-added");
        assertThat(hashes.toString()).doesNotContain(md5);
    }

    @Test
    void anotherDeskFindsNeitherTheListNorItsEntries() {
        var list = list(true);
        var entry = add(list, SEED.incrementAndGet());
        assertThat(refusalOf(() -> lists.entries(stranger, list)).code()).isEqualTo("not-found");
        assertThat(refusalOf(() -> lists.confirm(stranger, entry)).code()).isEqualTo("not-found");
        assertThat(refusalOf(() -> lists.withdraw(stranger, entry, "reason")).code())
                .isEqualTo("not-found");
        assertThat(lists.lists(stranger)).isEmpty();
    }

    @Test
    void fingerprintsWithoutTheirFileAreComparedInBothForms() {
        var seed = SEED.incrementAndGet();
        add(list(true), seed);
        var both = of(PictureFixture.picture(seed)).perceptual().orElseThrow();
        assertThat(lists.match(Hashes.parse("pdq:" + both.capped().pdq().hex())))
                .hasSize(1);
        assertThat(lists.match(
                        Hashes.parse(of(PictureFixture.picture(seed)).exact().sha1())))
                .hasSize(1);
        assertThatThrownBy(() -> Hashes.parse("pdq:xyz")).isInstanceOf(Refusal.class);
    }

    /** As the version before wrote them: the same bytes, another number in front, and no borders at the end. */
    @Test
    void fingerprintsThatAnEarlierVersionStoredAreRead() {
        var picture = of(PictureFixture.picture(SEED.incrementAndGet()));
        assertThat(picture.perceptual().orElseThrow().trimmed()).isEmpty();
        var now = FingerprintBytes.of(picture);
        var before = Arrays.copyOf(now, now.length - 1);
        before[0] = 1;
        assertThat(FingerprintBytes.read(before)).isEqualTo(picture);
    }

    @Test
    void storedFingerprintsComeBackWhole() {
        var picture = of(PictureFixture.picture(SEED.incrementAndGet()));
        assertThat(FingerprintBytes.read(FingerprintBytes.of(picture))).isEqualTo(picture);
        var framed = of(PictureFixture.framed(SEED.incrementAndGet()));
        assertThat(framed.perceptual().orElseThrow().trimmed()).isNotEmpty();
        assertThat(FingerprintBytes.read(FingerprintBytes.of(framed))).isEqualTo(framed);
        var text = of("no picture".getBytes(StandardCharsets.UTF_8));
        assertThat(FingerprintBytes.read(FingerprintBytes.of(text))).isEqualTo(text);
    }
}
