package org.egide.helpline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.report.ReceiptCodes;
import org.egide.staff.DeskId;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.egide.testing.Traces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue: order, presence, loss, abandonment, and what is counted of it. */
@EgideTest
final class WaitingTest {
    private final TestNode node;
    private final Helplines helplines;
    private final Talks talks;
    private final Contacts contacts;
    private final Presences presences;
    private final Figures figures;
    private final GapMap gaps;
    private final ReceiptCodes codes;
    private final People people;
    private final SettableClock clock;
    private final JdbcClient database;
    private String line = "";

    WaitingTest(
            TestNode node,
            Helplines helplines,
            Talks talks,
            Contacts contacts,
            Presences presences,
            Figures figures,
            GapMap gaps,
            ReceiptCodes codes,
            People people,
            SettableClock clock,
            JdbcClient database) {
        this.node = node;
        this.helplines = helplines;
        this.talks = talks;
        this.contacts = contacts;
        this.presences = presences;
        this.figures = figures;
        this.gaps = gaps;
        this.codes = codes;
        this.people = people;
        this.clock = clock;
        this.database = database;
    }

    @BeforeEach
    void aLine() {
        line = LineFixture.put(node);
        helplines.work();
    }

    private DeskId desk() {
        return helplines.find(line).orElseThrow().desk();
    }

    private Person counsellor(int capacity, Language... languages) {
        var person = people.create("Invented Counsellor", desk(), Set.of(Role.COUNSELLOR));
        presences.signOn(person, Set.of(languages), capacity);
        return person;
    }

    private ContactId begin(Language language, About about) {
        return contacts.begin(ContactId.random(), helplines.find(line).orElseThrow(), language, about, AgeGroup.A13_15)
                .id();
    }

    @Test
    void R74_1_theMostUrgentThenTheLongestWaitingOfALanguageSheSpeaks() {
        var early = begin(Language.EN, About.SCHOOL);
        clock.advance(Duration.ofSeconds(5));
        var french = begin(Language.FR, About.THREAT);
        var late = begin(Language.EN, About.FRIENDS);
        clock.advance(Duration.ofSeconds(5));
        var threatened = begin(Language.EN, About.THREAT);
        var danger = begin(Language.EN, About.FRIENDS);
        contacts.danger(danger);
        var counsellor = counsellor(9, Language.EN);
        var order = new ArrayList<ContactId>();
        for (var next = talks.next(counsellor); next.isPresent(); next = talks.next(counsellor)) {
            order.add(next.get());
        }
        assertThat(order).containsExactly(danger, threatened, early, late);
        assertThat(talks.next(counsellor(1, Language.FR, Language.EN))).contains(french);
    }

    @Test
    void R74_1_manyCounsellorsAtOnceNeverTakeTheSameChildAndNoneIsForgotten() throws Exception {
        var waiting = new HashSet<ContactId>();
        for (var i = 0; i < 12; i++) {
            waiting.add(begin(Language.EN, About.SCHOOL));
        }
        var work = new ArrayList<Callable<List<ContactId>>>();
        for (var i = 0; i < 6; i++) {
            var counsellor = counsellor(2, Language.EN);
            work.add(() -> List.of(
                    talks.next(counsellor).orElseThrow(), talks.next(counsellor).orElseThrow()));
        }
        var taken = new ArrayList<ContactId>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(work)) {
                taken.addAll(done.get());
            }
        }
        assertThat(taken).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(waiting);
        var full = counsellor(1, Language.EN);
        begin(Language.EN, About.SCHOOL);
        begin(Language.EN, About.SCHOOL);
        talks.next(full);
        assertThatThrownBy(() -> talks.next(full))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("hands-full"));
    }

    @Test
    void S2_onceATalkHasEndedNoTableKnowsTheMomentSheCame() {
        clock.set(clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(2))
                .plus(Duration.parse("PT9H17M23.654321S")));
        var counsellor = counsellor(1, Language.EN);
        clock.advance(Duration.ofMinutes(1));
        var taken = clock.instant().plus(Duration.ofMinutes(3));
        var child = begin(Language.EN, About.THREAT);
        assertThat(Traces.ofMoment(database, child.toString(), taken)).contains("helpline.contact.waiting_since");
        clock.advance(Duration.ofMinutes(3));
        assertThat(talks.next(counsellor)).contains(child);
        talks.close(counsellor, child, Outcome.HEARD, Optional.empty());
        node.settle();
        assertThat(Traces.ofMoment(database, child.toString(), taken)).isEmpty();
        assertThat(database.sql("SELECT waited FROM helpline.contact WHERE id = :id")
                        .param("id", child.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void R13_oneTapOfDangerInTheChatRaisesTheAlarmOfHerHelpline() {
        var child = Child.waiting(node, line, About.SCHOOL).says("Hello");
        node.settle();
        assertThat(dangers()).isZero();
        child.taps("step", "danger");
        node.settle();
        assertThat(dangers()).isEqualTo(1);
        child.looks();
        node.settle();
        assertThat(dangers()).isEqualTo(1);
    }

    private long dangers() {
        return database.sql(
                        "SELECT count(*) FROM duty.alarm WHERE kind = 'CONTACT' AND cause = 'DANGER' AND desk = :desk")
                .param("desk", desk().value())
                .query(Long.class)
                .single();
    }

    @Test
    void S2_whatTheHouseDidByItselfWithAContactIsOnRecordWithItsDayAlone() {
        var child = begin(Language.EN, About.SCHOOL);
        clock.advance(Contacts.GONE.plusSeconds(7));
        node.settle();
        var rows = database.sql(
                        "SELECT action || ' ' || (at = date_trunc('day', at, 'UTC')) FROM audit.record WHERE subject = :contact")
                .param("contact", "contact:" + child)
                .query(String.class)
                .list();
        assertThat(rows).containsExactlyInAnyOrder("helpline.begun true", "helpline.gone true");
    }

    @Test
    void R74_1_aLostCounsellorGivesTheChildBackAtTheOldPlaceAndFirst() {
        var first = begin(Language.EN, About.SCHOOL);
        clock.advance(Duration.ofMinutes(1));
        var lost = counsellor(1, Language.EN);
        assertThat(talks.next(lost)).contains(first);
        clock.advance(Presences.LOST.minusSeconds(30));
        presences.seen(lost);
        var second = begin(Language.EN, About.SCHOOL);
        clock.advance(Presences.LOST.minusSeconds(1));
        contacts.seen(first);
        contacts.seen(second);
        node.settle();
        assertThat(contacts.find(first).state()).as("a sign of life keeps it").isEqualTo(ContactState.TALKING);
        clock.advance(Duration.ofSeconds(2));
        node.settle();
        assertThat(contacts.find(first).state()).isEqualTo(ContactState.WAITING);
        assertThat(talks.next(counsellor(1, Language.EN)))
                .as("before the other")
                .contains(first);
        assertThatThrownBy(() -> talks.next(lost)).isInstanceOf(Refusal.class);
        assertThat(counts().of(Tally.What.GIVEN_BACK)).isEqualTo(1);
        assertThat(counts().of(Tally.What.ANSWERED))
                .as("answered once, though twice in hands")
                .isEqualTo(1);
    }

    private Figures.Counts counts() {
        return figures.of(java.util.stream.Stream.of(line)).getOrDefault(line, Figures.Counts.NONE);
    }

    @Test
    void R74_1_whoGoesBeforeAnAnswerIsCountedAndWhatSheWroteIsKept() {
        var silent = Child.waiting(node, line, About.SCHOOL);
        var wrote = Child.waiting(node, line, About.FRIENDS).says("I will be back tomorrow");
        var code = wrote.code();
        clock.advance(Contacts.GONE.minusSeconds(1));
        node.settle();
        assertThat(counts().of(Tally.What.ABANDONED)).isZero();
        clock.advance(Duration.ofSeconds(30));
        node.settle();
        assertThat(counts().of(Tally.What.BEGUN)).isEqualTo(2);
        assertThat(counts().of(Tally.What.ABANDONED)).isEqualTo(2);
        assertThat(counts().share(Tally.What.ABANDONED)).isEqualTo(100);
        var counsellor = counsellor(3, Language.EN);
        var id = talks.next(counsellor).orElseThrow();
        assertThat(talks.read(counsellor, id)).hasSize(1);
        assertThat(contacts.find(id).kind()).isEqualTo(ContactKind.MESSAGE);
        assertThat(talks.next(counsellor)).as("the silent one is gone").isEmpty();
        assertThat(silent.looks().html()).as("and waits again when she is back").contains("few minutes");
        assertThat(talks.next(counsellor)).isPresent();
        assertThat(code).isEmpty();
    }

    @Test
    void R74_1_howLongSheWaitedIsCountedInClasses() {
        begin(Language.EN, About.SCHOOL);
        clock.advance(Duration.ofSeconds(90));
        begin(Language.EN, About.SCHOOL);
        clock.advance(Duration.ofSeconds(10));
        var counsellor = counsellor(5, Language.EN);
        talks.next(counsellor);
        talks.next(counsellor);
        var waits = counts().waits();
        assertThat(waits[Tally.classOf(100)]).isEqualTo(1);
        assertThat(waits[Tally.classOf(10)]).isEqualTo(1);
        assertThat(counts().within(0.5)).hasValue(30);
        assertThat(counts().within(0.9)).hasValue(120);
    }

    @Test
    void theWaitIsToldHonestly() {
        assertThat(Wait.told(3, 1, 0, Optional.empty())).isEqualTo(new Wait.Told.Soon());
        assertThat(Wait.told(3, 0, 4, Optional.empty())).isEqualTo(new Wait.Told.Unknown(4));
        assertThat(Wait.told(2, 0, 3, Optional.of(20.0))).isEqualTo(new Wait.Told.Minutes(40));
        assertThat(Wait.told(1, 0, 0, Optional.of(1.5))).isEqualTo(new Wait.Told.Minutes(5));
        assertThat(Child.waiting(node, line, About.SCHOOL).html())
                .as("nobody has signed on")
                .contains("Nobody who speaks your language is here right now");
        counsellor(1, Language.FR);
        assertThat(Child.waiting(node, line, About.SCHOOL).html()).contains("Nobody who speaks your language");
    }

    @Test
    void aFinishedContactKeepsItsDayAndItsCodeEnds() {
        var child = Child.waiting(node, line, About.SCHOOL);
        var code = child.code();
        var counsellor = counsellor(1, Language.EN);
        var id = talks.next(counsellor).orElseThrow();
        talks.close(counsellor, id, Outcome.HEARD, Optional.empty());
        assertThat(database.sql("""
                                SELECT waiting_since IS NULL AND child_seen IS NULL AND taken_at IS NULL
                                FROM helpline.contact WHERE id = :id
                                """)
                        .param("id", id.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(codes.find(String.join(" ", code))).isPresent();
        clock.advance(Duration.ofDays(Contacts.CODE_DAYS).plusHours(25));
        node.settle();
        assertThat(codes.find(String.join(" ", code))).isEmpty();
        assertThat(Child.opens(node, "en", line).comesBack(code).html()).contains("This opens nothing");
    }

    @Test
    void R74_3_whatWasNotMetIsCountedByRegionAndNeedAndShownFromTenOn() {
        var counsellor = counsellor(20, Language.EN);
        for (var i = 0; i < 12; i++) {
            begin(Language.EN, About.FEELINGS);
            var id = talks.next(counsellor).orElseThrow();
            var region = i < 10 ? "north" : "south";
            talks.describe(counsellor, id, AgeGroup.A13_15, region, Set.of(Need.MENTAL_HEALTH), false, false);
            talks.close(counsellor, id, Outcome.INFORMED, Optional.of(Gap.TOO_FAR));
        }
        var counted = database.sql("SELECT number FROM helpline.unmet WHERE region = 'XA-south' AND gap = 'TOO_FAR'")
                .query(Long.class)
                .single();
        assertThat(counted).isEqualTo(2);
        var table = gaps.of(gaps.quarters().getFirst());
        var column = GapMap.columns().indexOf(new GapMap.Column(Need.MENTAL_HEALTH, GapMap.Missing.HELP));
        assertThat(shown(table, "XA-north", column)).hasValue(10);
        assertThat(shown(table, "XA-south", column)).isEmpty();
    }

    private static java.util.OptionalLong shown(GapTable table, String region, int column) {
        return table.rows().stream()
                .filter(row -> row.region().equals(region))
                .findFirst()
                .orElseThrow()
                .shown()
                .get(column);
    }

    @Test
    void R74_2_aNewNationalHelplineIsAFileAndTakesAContactTheSameMinute() {
        var id = "fresh-" + line;
        var before = clock.instant();
        LineFixture.put(node, id, LineFixture.file(id).replace("XA", "QQ"));
        node.settle();
        assertThat(helplines.find(id)).as("a file that fails is not taken").isEmpty();
        assertThat(helplines.failing().get(id)).extracting(Failing::code).contains("unknown-country");
        LineFixture.put(node, id, LineFixture.file(id));
        node.settle();
        line = id;
        var child = Child.waiting(node, id, About.SCHOOL).says("Hello");
        var counsellor = counsellor(1, Language.EN);
        var talk = talks.next(counsellor).orElseThrow();
        talks.say(counsellor, talk, "Hello to you", org.egide.dialogue.Once.fresh());
        assertThat(child.looks().html()).contains("Hello to you");
        assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofMinutes(1));
        assertThat(helplines.failing()).doesNotContainKey(id);
    }

    @Test
    void R74_2_aHundredAndNinetyTwoLinesInAHundredAndFortyFiveCountriesAreTakenAtOnce() {
        var countries = java.util.Locale.getISOCountries();
        for (var number = 0; number < 192; number++) {
            var id = "nation-" + number;
            LineFixture.put(node, id, LineFixture.file(id).replace("XA", countries[number % 145]));
        }
        node.settle();
        var all = helplines.all().stream()
                .filter(open -> open.line().id().startsWith("nation-"))
                .toList();
        assertThat(all).hasSize(192);
        assertThat(all.stream().map(open -> open.line().country()).distinct()).hasSize(145);
        assertThat(all.stream().map(Helplines.Open::desk).distinct()).hasSize(192);
        assertThat(Child.waiting(node, "nation-191", About.SCHOOL).code()).hasSize(8);
    }

    @Test
    void theSamePageSentTwiceIsOneContactAndOneMessage() {
        var child = Child.opens(node, "en", line).taps("about", "SCHOOL");
        var fields = child.hidden();
        fields.put("age", "A10_12");
        child.posts(fields);
        var begun = child.hidden();
        assertThat(Child.opens(node, "en", line).posts(fields).html()).contains("shown the first time");
        begun.put("step", "say");
        begun.put("words", "once only");
        child.posts(begun).posts(begun);
        assertThat(child.html().split("once only", -1)).hasSize(2);
        assertThat(counts().of(Tally.What.BEGUN)).isEqualTo(1);
    }
}
