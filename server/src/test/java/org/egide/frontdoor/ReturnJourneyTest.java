package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.egide.report.NewReportFixture.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.egide.dialogue.Allowed;
import org.egide.dialogue.Choices;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Departures;
import org.egide.dialogue.Line;
import org.egide.dialogue.Objections;
import org.egide.dialogue.Once;
import org.egide.dialogue.Receiver;
import org.egide.dialogue.Said;
import org.egide.dialogue.Speaker;
import org.egide.dialogue.Tellings;
import org.egide.dialogue.Topic;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.messages.Messages;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.IssuedCode;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.egide.report.Step;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationEventPublisher;

@EgideTest
final class ReturnJourneyTest {
    private static final int MOST_BYTES = 14 * 1024;

    private final TestNode node;
    private final SettableClock clock;
    private final Reports reports;
    private final ReceiptCodes codes;
    private final Conversations conversations;
    private final Choices choices;
    private final Departures departures;
    private final Tellings tellings;
    private final Objections objections;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Messages messages;
    private final Person analyst;
    private final Person supervisor;

    ReturnJourneyTest(
            TestNode node,
            SettableClock clock,
            Reports reports,
            ReceiptCodes codes,
            Conversations conversations,
            Choices choices,
            Departures departures,
            Tellings tellings,
            Objections objections,
            Transaction transaction,
            ApplicationEventPublisher events,
            Messages messages,
            Desks desks,
            People people) {
        this.node = node;
        this.clock = clock;
        this.reports = reports;
        this.codes = codes;
        this.conversations = conversations;
        this.choices = choices;
        this.departures = departures;
        this.tellings = tellings;
        this.objections = objections;
        this.transaction = transaction;
        this.events = events;
        this.messages = messages;
        this.analyst = people.create("Zelda Quillfeather", desks.receiving().id(), Set.of(Role.ANALYST));
        this.supervisor = people.create("Yorick Underhill", desks.receiving().id(), Set.of(Role.SUPERVISOR));
    }

    @Test
    void R8_aChildReadsAnAnswerAndAnswersWithOneTapADrawingOrWords() {
        var code = child("13-15");
        var back = back(code);
        var child = opened(Language.EN, code);
        assertThat(child.html()).contains(en("dialogue.messages.none")).doesNotContain(en("dialogue.new"));
        conversations.fromStaff(analyst, back.subject(), Speaker.HOTLINE, "We <b>read</b> it.", Once.fresh());
        child.presses("page", "who").presses("page", "home");
        assertThat(child.html())
                .contains(en("dialogue.new"), "We &lt;b&gt;read&lt;/b&gt; it.", en("dialogue.speaker.HOTLINE"))
                .doesNotContain("Zelda", "Quillfeather");
        child.presses("phrase", "need-time").presses("drawing", "worried");
        says(child, "My own words.");
        assertThat(child.html()).contains(en("dialogue.sent"), "My own words.").doesNotContain(en("dialogue.new"));
        assertThat(conversations.forStaff(analyst, back.subject(), "answering"))
                .extracting(Line::said)
                .containsExactly(
                        new Said.Words("We <b>read</b> it."),
                        new Said.Phrase("need-time"),
                        new Said.Drawing("worried"),
                        new Said.Words("My own words."));
        assertThat(child.pages())
                .allSatisfy(page -> assertThat(page.uri().getPath()).isEqualTo("/en/status"));
    }

    @Test
    void R8_theSamePageSentTwiceSaysItOnceAndAnEmptyMessageIsNone() {
        var code = child("13-15");
        var child = opened(Language.EN, code);
        var form = form(child, Map.of("phrase", "yes"));
        child.posts("/en/status", form).posts("/en/status", form);
        assertThat(conversations.length(back(code).subject())).isEqualTo(1);
        says(child, "   ");
        assertThat(child.html()).contains(en("dialogue.refused.nothing-said"));
        says(child, "x".repeat(4_001));
        assertThat(child.html()).contains(en("dialogue.refused.too-long"), "x".repeat(4_001));
        assertThat(conversations.length(back(code).subject())).isEqualTo(1);
    }

    @Test
    void R8_whoeverSaysTheyAreInDangerIsToldAtOnceWhatHelpsNow() {
        var child = opened(Language.EN, child("13-15")).presses("phrase", "danger");
        assertThat(child.html()).contains(en("dialogue.danger"), "tel:112");
    }

    @Test
    void R54_2_aPassThatGrewTooOldAsksForTheCodeAndKeepsWhatWasTyped() {
        var code = child("13-15");
        var child = opened(Language.EN, code);
        clock.advance(Duration.ofMinutes(31));
        says(child, "Typed slowly & \"well\".");
        assertThat(child.html()).contains(en("dialogue.old"), "name=\"code\"").doesNotContain("name=\"pass\"");
        var wrong = new HashMap<>(child.hidden());
        assertThat(wrong).containsKey("words").doesNotContainKey("pass");
        child.posts("/en/status", form(child, Map.of("code", "no code at all")));
        assertThat(child.html()).contains(en("frontdoor.status.wrong"));
        child.posts("/en/status", "code=" + encoded(code.words()) + "&words=" + encoded("Typed slowly & \"well\"."));
        assertThat(child.html()).contains(en("dialogue.kept"), ">Typed slowly &amp; \"well\".</textarea>");
        assertThat(conversations.length(back(code).subject())).isZero();
    }

    @Test
    void R7_3_nothingIsTickedBeforehandAndChangingOnesMindIsOneTap() {
        var code = child("13-15");
        var subject = back(code).subject();
        var child = opened(Language.EN, code).presses("page", "who");
        assertThat(child.html()).contains("aria-pressed=\"false\"").doesNotContain("aria-pressed=\"true\"", " checked");
        child.presses("choose", "TELL_POLICE=NO");
        assertThat(choices.allows(subject, Receiver.POLICE)).isEqualTo(Allowed.NO);
        assertThat(child.html()).contains("value=\"TELL_POLICE=NO\" aria-pressed=\"true\"");
        child.presses("choose", "TELL_POLICE=YES");
        assertThat(choices.allows(subject, Receiver.POLICE)).isEqualTo(Allowed.YES);
        child.presses("choose", "NOBODY");
        assertThat(choices.allows(subject, Receiver.POLICE)).isEqualTo(Allowed.NO);
        child.posts("/en/status", form(child, Map.of("choose", "REACH=LEFT")));
        assertThat(child.html()).contains(en("dialogue.refused.other"));
        child.presses("page", "home").presses("page", "reach").presses("choose", "MUST_NOT_KNOW=AT_HOME");
        child.presses("page", "home").presses("page", "who");
        assertThat(child.html()).contains(en("dialogue.who.lead.home")).doesNotContain("TELL_PARENT");
    }

    @Test
    void S10_theQuestionWhoMustNotKnowComesBeforeAnyFieldForAContactAndTheServerInsists() {
        var code = child("16-17");
        var child = opened(Language.EN, code).presses("page", "reach");
        assertThat(child.html()).contains(en("dialogue.topic.MUST_NOT_KNOW")).doesNotContain("name=\"how\"");
        var forged = form(child, Map.of("reach", "leave", "how", "robin@mail.example", "when", ""));
        child.posts("/en/status", forged);
        assertThat(child.html()).contains(en("dialogue.refused.ask-first")).doesNotContain("robin@");
        child.presses("choose", "MUST_NOT_KNOW=ELSEWHERE");
        assertThat(child.html()).contains(en("dialogue.reach.careful"), "name=\"how\"");
        child.posts("/en/status", form(child, Map.of("reach", "leave", "how", "robin@mail.example", "when", "noon")));
        assertThat(child.html()).contains(en("dialogue.reach.kept"), "robin@mail.example");
        child.presses("reach", "take-back");
        assertThat(child.html()).contains(en("dialogue.reach.taken-back")).doesNotContain("robin@mail.example");
    }

    @Test
    void K7_stoppingStopsWhatCanBeStoppedAndSaysWithItsDateWhatCannotBeCalledBack() {
        var code = child("13-15");
        var back = back(code);
        progress(back, Step.IN_HANDS, Step.REMOVAL_ASKED);
        var child = opened(Language.EN, code).presses("page", "stop");
        assertThat(child.html())
                .contains(en("dialogue.stop.sent"), en("status.REMOVAL_ASKED.child"), "<time datetime=\"20");
        child.presses("choose", "WORK=STOP");
        assertThat(choices.withdrawn(back.subject())).isTrue();
        assertThat(child.html()).contains(en("dialogue.stopped.title"), "href=\"/en/device\"");
        child.presses("page", "home");
        assertThat(child.html()).contains(en("dialogue.stopped"));
        child.presses("page", "stop").presses("choose", "WORK=GO_ON");
        assertThat(choices.withdrawn(back.subject())).isFalse();
    }

    @Test
    void K7_disagreeingAndComplainingAreTwoTapsAndTheAnswerStandsOnThePage() {
        var code = child("13-15");
        var back = back(code);
        progress(back, Step.IN_HANDS, Step.ASSESSED_NOT_UNLAWFUL);
        var child = opened(Language.EN, code).presses("page", "disagree").presses("disagree", "ASSESSED_NOT_UNLAWFUL");
        assertThat(child.html()).contains(en("dialogue.objected.DISAGREEMENT"), en("dialogue.objection.open"));
        child.presses("page", "complain").presses("complain", "SLOW");
        assertThat(child.html()).contains(en("dialogue.objected.COMPLAINT"), en("dialogue.complaint.SLOW"));
        objections.waiting(supervisor).stream()
                .filter(item -> item.subject().equals(back.subject()))
                .forEach(item -> objections.answer(supervisor, item.id(), "We looked at it again."));
        child.presses("page", "home");
        assertThat(child.html())
                .contains("We looked at it again.", en("dialogue.speaker.SUPERVISOR"))
                .doesNotContain(en("dialogue.objection.open"));
        child.posts("/en/status", form(child, Map.of("disagree", "NEVER_HEARD_OF")));
        assertThat(child.html()).contains(en("dialogue.refused.other"));
    }

    @Test
    void R7_3_anActAgainstAChoiceStandsOnThePageWithItsReason() {
        var code = child("13-15");
        var back = back(code);
        choices.choose(back.subject(), Topic.TELL_POLICE, "NO");
        departures.record(
                analyst, back.subject(), Receiver.POLICE, "Act 7", "Another child is at risk.", Optional.empty());
        assertThat(opened(Language.EN, code).html())
                .contains("Another child is at risk.", "Act 7", en("dialogue.receiver.POLICE"))
                .doesNotContain("Quillfeather");
    }

    @Test
    void R7_3_whileTellingIsPutOffForSafetyThePageShowsNothingOfItAndSaysNothingUntrue() {
        var code = child("13-15");
        var back = back(code);
        choices.choose(back.subject(), Topic.TELL_POLICE, "NO");
        var until = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(5);
        departures.record(
                analyst,
                back.subject(),
                Receiver.POLICE,
                "Act 7",
                "Another child is at risk.",
                Optional.of(new Departures.Delay(until, "Somebody reads along.")));
        progress(back, Step.IN_HANDS, Step.SENT_TO_POLICE, Step.POLICE_HAS_IT);
        tellings.record(analyst, back.subject(), Receiver.POLICE, Set.of(Tellings.What.WORDS));
        assertThat(opened(Language.EN, code).html())
                .contains(en("status.IN_HANDS.child"), en("dialogue.knows.law"))
                .doesNotContain("olice", "Act 7", en("status.knows.not.child"));
        clock.advance(Duration.ofDays(5));
        assertThat(opened(Language.EN, code).html())
                .contains(en("status.SENT_TO_POLICE.child"), "Act 7", en("dialogue.what.WORDS"));
    }

    @Test
    void K7_whoWasToldWhatStandsOnThePageAndIsRefusedAgainstAChoice() {
        var code = child("13-15");
        var back = back(code);
        tellings.record(analyst, back.subject(), Receiver.HELPLINE, Set.of(Tellings.What.WORDS, Tellings.What.CONTACT));
        assertThat(opened(Language.EN, code).html())
                .contains("the helpline got: your words · how to reach you")
                .doesNotContain(en("status.knows.not.child"));
        choices.choose(back.subject(), Topic.TELL_SCHOOL, "ASK_FIRST");
        assertThatThrownBy(() -> tellings.record(analyst, back.subject(), Receiver.SCHOOL, Set.of(Tellings.What.WORDS)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("against-choice"));
    }

    @Test
    void R53_1_theWordsFollowTheAgeAndTheReaderMayChooseOthers() {
        var code = child("7-9");
        var child = opened(Language.EN, code);
        assertThat(child.html()).contains("We have what you told us. It is safe here.");
        child.presses("page", "words");
        assertThat(child.html()).contains(en("dialogue.rule.AGE_SAID"));
        child.presses("choose", "WORDS=16-17").presses("page", "home");
        assertThat(child.html()).contains(en("status.RECEIVED.child"));
    }

    @Test
    void R54_2_whoeverReportsAsAnAdultGetsTheSoberPage() {
        var code = codes.issue(Language.EN);
        reports.accept(report().with(code).build());
        assertThat(opened(Language.EN, code).html())
                .contains(en("status.RECEIVED"), "What you can do")
                .doesNotContain("name=\"drawing\"", en("status.RECEIVED.child"), "value=\"words\"");
    }

    @Test
    void R8_noNameOfStaffAndNothingOfOthersIsEverOnTheChildsPages() {
        var random = new Random(20261122);
        for (var round = 0; round < 8; round++) {
            var code = codes.issue(Language.EN);
            reports.accept(report().through(Door.CHILD_PATH, Reporter.CHILD)
                    .with(FactKind.CHILD_AGE, "13-15")
                    .telling("planted-narrative Wilhelmina Thirdparty")
                    .reachedAt("planted-identity@mail.example")
                    .address("https://planted-address.example/")
                    .with(code)
                    .build());
            var back = back(code);
            for (var turn = 0; turn < random.nextInt(1, 8); turn++) {
                happens(random, back);
            }
            node.settle();
            var child = opened(Language.EN, code);
            for (var page : List.of("who", "reach", "stop", "disagree", "complain", "code", "words", "home")) {
                child.posts("/en/status", form(child, Map.of("page", page)));
                assertThat(child.html())
                        .contains("name=\"pass\"")
                        .doesNotContain("planted", "Thirdparty", "Quillfeather", "Zelda", "Underhill", "Yorick")
                        .doesNotContain(
                                analyst.id().toString(),
                                analyst.desk().name(),
                                back.subject().id().toString());
            }
        }
    }

    private void happens(Random random, Return back) {
        var subject = back.subject();
        switch (random.nextInt(6)) {
            case 0 -> conversations.fromStaff(analyst, subject, Speaker.HOTLINE, "w" + random.nextInt(), Once.fresh());
            case 1 -> conversations.fromReporter(subject, new Said.Words("r" + random.nextInt()), Once.fresh());
            case 2 -> choices.choose(subject, Topic.TELL_POLICE, random.nextBoolean() ? "NO" : "YES");
            case 3 -> progress(back, Step.values()[random.nextInt(1, Step.values().length)]);
            case 4 ->
                departures.record(
                        analyst, subject, Receiver.SCHOOL, "Act " + random.nextInt(9), "A reason.", Optional.empty());
            default -> choices.choose(subject, Topic.WORK, random.nextBoolean() ? "STOP" : "GO_ON");
        }
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R2_everyPageBehindTheCodeIsLightInEveryLanguage(Language language) {
        var code = child("10-12");
        var back = back(code);
        progress(back, Step.IN_HANDS, Step.ASSESSED_UNLAWFUL, Step.REMOVAL_ASKED);
        conversations.fromStaff(analyst, back.subject(), Speaker.HOTLINE, "An answer.", Once.fresh());
        var child = opened(language, code);
        for (var page : List.of("who", "reach", "stop", "disagree", "complain", "code", "words", "home")) {
            child.posts("/" + language.code() + "/status", form(child, Map.of("page", page)));
            assertThat(Visitor.zipped(child.page().body())).as(page).isLessThan(MOST_BYTES - 7 * 1024);
            assertThat(child.html())
                    .contains("dir=\"" + language.direction() + "\"", "class=\"leave\"", "tel:112")
                    .doesNotContain("http://", "https://", " style=", "<style", "type=\"file\"", " required");
        }
    }

    private IssuedCode child(String age) {
        var code = codes.issue(Language.EN);
        reports.accept(report().through(Door.CHILD_PATH, Reporter.CHILD)
                .with(FactKind.CHILD_AGE, age)
                .with(code)
                .build());
        return code;
    }

    private Return back(IssuedCode code) {
        return codes.find(code.words()).orElseThrow();
    }

    private Visitor opened(Language language, IssuedCode code) {
        var path = "/" + language.code() + "/status";
        return new Visitor(node).opens(path).posts(path, "code=" + encoded(code.words()));
    }

    private void progress(Return back, Step... steps) {
        var report = new ReportId(back.subject().id());
        for (var step : steps) {
            transaction.run(() -> events.publishEvent(
                    new ReportProgressed(report, step, step + "-" + UUID.randomUUID(), "", clock.instant())));
            node.settle();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private static void says(Visitor child, String words) {
        child.posts("/en/status", form(child, Map.of("say", "say", "words", words)));
    }

    private static String form(Visitor child, Map<String, String> more) {
        var fields = new HashMap<>(child.hidden());
        fields.putAll(more);
        return Visitor.encoded(fields);
    }

    private String en(String key) {
        return messages.text(Language.EN, key);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
