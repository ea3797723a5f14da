package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.messages.Messages;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.ReportItem;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The front door over HTTP, by a visitor whose browser runs no script. */
@EgideTest
final class FrontDoorTest {
    private static final int MOST_BYTES = 30 * 1024;
    private static final Pattern FORBIDDEN_TO_A_CHILD = Pattern.compile(
            "\\b(victims?|offen[cs]es?|offenders?|perpetrators?|victimes?|infractions?|d[ée]lits?"
                    + "|v[íi]ctimas?|ofensas?|delitos?|delincuentes?|infracci[óo]n(es)?)\\b|ضحي|جريمة|جناية|متّهم",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** The sentences of every page on which a child may be: the path, the way back, the talk with a helpline, advice, closed doors. */
    private static final Pattern READ_BY_A_CHILD = Pattern.compile(
            "^(frontdoor|dialogue|helpline|advice|kiosk|numbers|paper|duty\\.(closed|receipt))\\.|^status\\..*\\.child$");

    private final TestNode node;
    private final ReceiptCodes codes;
    private final Reports reports;
    private final Messages messages;
    private final JdbcClient database;
    private final Person analyst;

    FrontDoorTest(
            TestNode node,
            ReceiptCodes codes,
            Reports reports,
            Messages messages,
            Desks desks,
            People people,
            JdbcClient database) {
        this.node = node;
        this.codes = codes;
        this.reports = reports;
        this.messages = messages;
        this.database = database;
        this.analyst =
                people.create("Ann " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ANALYST));
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R43_1_aChildGetsACodeInEightTapsWithoutTypingInEveryLanguage(Language language) {
        var child = visitor().speaking(language).opens("/");
        walk(child, language, "ME", "THREAT", "HURT");
        assertThat(child.code()).hasSize(8);
        assertThat(child.activations()).isLessThanOrEqualTo(8);
        var report = found(child);
        var summary = reports.summary(report);
        assertThat(summary.forms()).isEqualTo(Set.of(Form.SEXUAL_EXTORTION));
        assertThat(summary.reporter()).isEqualTo(Reporter.CHILD);
        assertThat(summary.language()).isEqualTo(language);
        assertThat(reports.facts(report))
                .contains(
                        Fact.said(FactKind.SELF_HARM, "YES"),
                        Fact.said(FactKind.THREAT, "YES"),
                        Fact.said(FactKind.CHILD_AGE, "13-15"),
                        Fact.said(FactKind.WISH, "REMOVE"));
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R1_atEveryAgeAndForOneselfOrAnotherItIsEightActivationsInTheWordsOfThatAge(Language language) {
        for (var age : List.of("3-6", "7-9", "10-12", "13-15", "16-17", "ADULT", Question.UNKNOWN, Question.SILENT)) {
            for (var who : List.of("ME", "FRIEND", "OTHER")) {
                var child = visitor().speaking(language).opens("/");
                child.follows("/" + language.code() + "/talk")
                        .presses("age", age)
                        .presses("who", who);
                var band = AgeBand.ofAge(age).orElse(AgeBand.FROM_13);
                var what = who.equals("ME") ? "frontdoor.WHAT.SHARED" : "frontdoor.WHAT.SHARED.other";
                assertThat(child.html()).contains(">" + messages.text(language, band, what) + "<");
                child.presses("what", "SHARED").presses("safe", "REACH");
                if (!who.equals("ME")) {
                    child.presses("child", "7-9");
                }
                child.presses("wish", "STOP_THE_PERSON").presses("step", "send");
                assertThat(child.code()).as(language + " " + age + " " + who).hasSize(8);
                assertThat(child.activations()).isLessThanOrEqualTo(8);
                assertThat(child.html())
                        .contains(messages.text(language, band, "frontdoor.code.sees.child"))
                        .contains(messages.text(language, band, "frontdoor.code.not.child"))
                        .contains(messages.text(language, band, "frontdoor.code.when.child", 24));
                child.pages()
                        .forEach(page -> assertThat(FORBIDDEN_TO_A_CHILD
                                        .matcher(text(page.body()))
                                        .find())
                                .isFalse());
            }
        }
    }

    @Test
    void R32_1_theFactsStayAsFineAsThePickListWhateverTheWords() {
        for (var age : List.of("3-6", "7-9", "10-12", "13-15", "16-17", "ADULT")) {
            var child = visitor().opens("/en/talk").presses("age", age).presses("who", "ME");
            child.presses("what", "MEET")
                    .presses("safe", "ONLINE")
                    .presses("wish", "TALK")
                    .presses("step", "send");
            assertThat(reports.facts(found(child))).contains(Fact.said(FactKind.CHILD_AGE, age));
        }
    }

    @Test
    void R34_1_easierWordsAreOneTapAwayOnEveryPageAndChangeNothingElse() {
        var child = visitor().opens("/en/talk").presses("age", "16-17").presses("step", "easier");
        assertThat(child.hidden()).containsEntry("age", "16-17").containsEntry("easy", "yes");
        child.presses("who", "ME");
        assertThat(child.html()).contains(messages.text(Language.EN, AgeBand.UNDER_10, "frontdoor.WHAT.THREAT"));
        child.presses("what", "THREAT").presses("step", "other-words");
        assertThat(child.html()).contains(messages.text(Language.EN, "frontdoor.SAFE.TODAY"));
        child.presses("safe", "ONLINE").presses("wish", "TALK");
        var form = child.hidden();
        form.put("words", "it rained");
        form.put("channel", "RADIO");
        form.put("account", "somebody_7");
        form.put("step", "easier");
        child.posts("/en/talk", Visitor.encoded(form));
        assertThat(child.html())
                .contains("it rained")
                .doesNotContain("value=\"RADIO\"")
                .contains("value=\"somebody_7\"");
        child.presses("step", "send");
        assertThat(reports.facts(found(child))).contains(Fact.said(FactKind.CHILD_AGE, "16-17"));
    }

    @Test
    void R11_aChildWhoSaysThatAnInsiderHasToDoWithItIsReadByTheSupervisorFirst() {
        var child = visitor().opens("/en/talk");
        for (var question : Answers.NONE.asked()) {
            child.presses(question.field(), Question.UNKNOWN);
        }
        var form = child.hidden();
        form.put("insider", "YES");
        form.put("step", "easier");
        child.posts("/en/talk", Visitor.encoded(form));
        assertThat(child.html()).contains("name=\"insider\" value=\"YES\" checked");
        form.put("step", "send");
        child.posts("/en/talk", Visitor.encoded(form));
        var report = found(child);
        assertThat(reports.facts(report)).contains(Fact.said(FactKind.INSIDER, "YES"));
        assertThatThrownBy(() -> reports.find(analyst, report)).isInstanceOf(Refusal.class);
    }

    @Test
    void R23_2_oneWhoSaysThatNothingHappenedIsTakenAtTheirWordAndNothingClosesTheReport() {
        for (var language : Language.values()) {
            var child = visitor()
                    .opens("/" + language.code() + "/talk")
                    .presses("age", "10-12")
                    .presses("who", "ME")
                    .presses("what", Question.NOTHING);
            assertThat(child.html()).contains(messages.text(language, "frontdoor.denied.1"));
            child.presses("safe", "ONLINE").presses("wish", "JUST_TELL").presses("step", "send");
            var report = found(child);
            node.settle();
            assertThat(reports.summary(report).forms()).isEqualTo(Set.of(Form.WORRY));
            assertThat(reports.statusOf(report).closed()).isFalse();
        }
        assertThat(visitor()
                        .opens("/en/talk")
                        .presses("age", "10-12")
                        .presses("who", "OTHER")
                        .html())
                .doesNotContain("value=\"NOTHING\"");
    }

    @Test
    void R2_1_aChildMayNameAnyChannelAndANameOnTheLastPageOrNone() {
        for (var channel : FactKind.CHANNEL.choices()) {
            var child = visitor().opens("/en/talk");
            for (var question : Answers.NONE.asked()) {
                child.presses(question.field(), Question.UNKNOWN);
            }
            assertThat(child.html()).contains("name=\"channel\" value=\"" + channel + "\"");
            var form = child.hidden();
            form.put("channel", channel);
            form.put("account", "  somebody_7 ");
            form.put("step", "send");
            child.posts("/en/talk", Visitor.encoded(form));
            var report = found(child);
            assertThat(reports.facts(report)).contains(Fact.said(FactKind.CHANNEL, channel));
            assertThat(reports.readItems(analyst, report, "test"))
                    .extracting(ReportItem::kind, ReportItem::value)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(ItemKind.ACCOUNT, "somebody_7"));
        }
    }

    @Test
    void R54_3_theAddressStaysTheSameAndNothingIsKeptInTheBrowser() {
        var child = visitor().opens("/en/");
        walk(child.follows("/en/talk"), "ME", "SHARED", "ONLINE");
        for (var page : child.pages()) {
            assertThat(page.uri().toString()).matches(".*/en/(talk)?");
            assertThat(page.headers().firstValue("set-cookie")).isEmpty();
            assertThat(page.headers().firstValue("cache-control")).contains("no-store");
            assertThat(text(page.body())).contains("<title>Notes</title>").contains("/static/neutral.svg");
        }
    }

    @Test
    void theFearsAreAnsweredBeforeTheDoorsAndNotYourFaultIsSaidOnce() {
        for (var language : Language.values()) {
            var html = visitor().opens("/" + language.code() + "/").html();
            var fault = messages.text(language, "frontdoor.start.fault");
            assertThat(html.split(Pattern.quote(fault), -1)).as(language.code()).hasSize(2);
            for (var fear : List.of("fault", "shame", "home", "police")) {
                assertThat(html.indexOf(messages.text(language, "frontdoor.start." + fear)))
                        .isPositive()
                        .isLessThan(html.indexOf("/talk\""));
            }
        }
        var after = visitor()
                .opens("/en/talk")
                .presses("age", "13-15")
                .presses("who", "ME")
                .presses("what", "THREAT");
        assertThat(after.html()).doesNotContain(messages.text(Language.EN, "frontdoor.start.fault"));
        assertThat(after.html()).contains(messages.text(Language.EN, "frontdoor.calm.1"));
    }

    @Test
    void R23_2_noPageOfTheChildsPathSaysVictimOrOffence() {
        for (var language : Language.values()) {
            for (var key : messages.keys(language)) {
                if (READ_BY_A_CHILD.matcher(key).find()) {
                    kind(language.code() + " " + key, messages.pattern(language, key));
                }
            }
            for (var band : AgeBand.values()) {
                for (var key : messages.keys(language, band)) {
                    kind(language.code() + " " + band + " " + key, messages.pattern(language, band, key));
                }
            }
        }
        for (var prefix :
                List.of("frontdoor", "helpline", "dialogue", "advice", "kiosk", "numbers", "paper", "duty.closed")) {
            assertThat(messages.keys(Language.EN))
                    .anyMatch(key -> key.startsWith(prefix + ".")
                            && READ_BY_A_CHILD.matcher(key).find());
        }
        assertThat(FORBIDDEN_TO_A_CHILD.matcher("You are a victim").find()).isTrue();
        assertThat(FORBIDDEN_TO_A_CHILD.matcher("Two offences").find()).isTrue();
        assertThat(FORBIDDEN_TO_A_CHILD.matcher("Eres una víctima").find()).isTrue();
    }

    private static void kind(String where, String sentence) {
        assertThat(FORBIDDEN_TO_A_CHILD.matcher(sentence).find()).as(where).isFalse();
    }

    @Test
    void everyQuestionCanBeLeftOpenAndEveryPageCanBeLeftFirst() {
        var child = visitor().opens("/en/talk");
        for (var question : Answers.NONE.asked()) {
            assertThat(child.html()).contains("name=\"" + question.field() + "\" value=\"UNKNOWN\"");
            child.presses(question.field(), Question.SILENT);
        }
        assertThat(child.presses("step", "send").code()).hasSize(8);
        for (var page : child.pages()) {
            var html = text(page.body());
            var firstFocus = Pattern.compile("<(a|button|input|textarea|select)\\b[^>]*>")
                    .matcher(html);
            assertThat(firstFocus.find()).isTrue();
            assertThat(firstFocus.group()).contains("class=\"leave\"").contains("href=\"/leave\"");
            assertThat(html).contains("tel:112").contains("tel:116111");
            assertThat(html).doesNotContain("type=\"file\"").doesNotContain(" required");
        }
        assertThat(reports.summary(found(child)).forms()).isEqualTo(Set.of(Form.WORRY));
    }

    @Test
    void theWayOutLeadsToAnOrdinaryPageAndClearsOurTraces() {
        var visitor = visitor().opens("/leave");
        assertThat(visitor.status()).isEqualTo(303);
        assertThat(visitor.page().headers().firstValue("location")).contains("https://www.wikipedia.org/");
        assertThat(visitor.page().headers().firstValue("clear-site-data")).isPresent();
    }

    @Test
    void aPauseAndAStepBackKeepTheOtherAnswers() {
        var child = visitor()
                .opens("/en/talk")
                .presses("age", "13-15")
                .presses("who", "FRIEND")
                .presses("what", "FAKE")
                .presses("step", "pause");
        assertThat(child.hidden()).containsEntry("who", "FRIEND").containsEntry("what", "FAKE");
        child.posts(child.action(), Visitor.encoded(child.hidden()));
        assertThat(child.html()).contains(messages.text(Language.EN, "frontdoor.SAFE.other"));
        child.presses("step", "back");
        assertThat(child.hidden()).containsOnlyKeys("age", "who", "place");
        child.posts("/fr/talk", Visitor.encoded(child.hidden()));
        assertThat(child.html()).contains(messages.text(Language.FR, "frontdoor.WHAT.other"));
    }

    @Test
    void whatWasAddedOnTheLastPageStaysThroughAPauseAStepBackAndAnotherLanguage() {
        var child = visitor().opens("/en/talk");
        for (var question : Answers.NONE.asked()) {
            child.presses(question.field(), Question.UNKNOWN);
        }
        var form = child.hidden();
        form.put("words", "it rained\nand rained");
        form.put("channel", "SMS");
        form.put("step", "back");
        child.posts("/en/talk", Visitor.encoded(form));
        child.presses("step", "pause");
        child.posts("/fr/talk", Visitor.encoded(child.hidden())).presses("wish", "TALK");
        assertThat(child.html()).contains("it rained\nand rained</textarea>").contains("value=\"SMS\" checked");
    }

    @Test
    void oneWhoIsNotSafeReadsWhomToCallOnTheVeryNextPage() {
        var child = visitor()
                .opens("/en/talk")
                .presses("age", "13-15")
                .presses("who", "ME")
                .presses("what", "MEET")
                .presses("safe", "DANGER");
        assertThat(child.html())
                .contains("class=\"first danger\"")
                .contains(messages.text(Language.EN, "frontdoor.first.DANGER"));
    }

    @Test
    void theSameLastPagePressedTwiceMakesOneReport() {
        var child = visitor().opens("/en/talk");
        for (var question : Answers.NONE.asked()) {
            child.presses(question.field(), Question.UNKNOWN);
        }
        var form = child.hidden();
        form.put("step", "send");
        child.posts("/en/talk", Visitor.encoded(form));
        assertThat(child.code()).hasSize(8);
        var before = count();
        child.posts("/en/talk", Visitor.encoded(form));
        assertThat(child.code()).isEmpty();
        assertThat(child.html()).contains(messages.text(Language.EN, "frontdoor.again.title"));
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void wordsThatAreTooLongComeBackWholeAndNothingIsSent() {
        var child = visitor().opens("/en/talk");
        for (var question : Answers.NONE.asked()) {
            child.presses(question.field(), Question.UNKNOWN);
        }
        var before = count();
        var form = child.hidden();
        var words = "ab ".repeat(2_000).strip();
        form.put("step", "send");
        form.put("words", words);
        child.posts("/en/talk", Visitor.encoded(form));
        assertThat(child.status()).isEqualTo(422);
        assertThat(child.html()).contains(words).contains("role=\"alert\"");
        assertThat(child.hidden()).containsEntry("key", form.get("key"));
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void R2_1_thePublicFormTakesLinksAndKeepsTheContactApart() {
        var seen = visitor().opens("/en/report");
        var form = seen.hidden();
        form.put("links", "https://a.example/1\nb.example/2");
        form.put("form", "ABUSE_MATERIAL");
        form.put("danger", "YES");
        form.put("words", "<b>found</b> by accident");
        form.put("reach", "robin@a.example");
        seen.posts("/en/report", Visitor.encoded(form));
        var report = found(seen);
        assertThat(reports.readItems(analyst, report, "test"))
                .extracting(ReportItem::kind, ReportItem::value)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(ItemKind.ADDRESS, "https://a.example/1"),
                        org.assertj.core.groups.Tuple.tuple(ItemKind.ADDRESS, "https://b.example/2"));
        assertThat(reports.readNarrative(analyst, report, "test")).isEqualTo("<b>found</b> by accident");
        assertThat(reports.readIdentity(analyst, report, "test")).containsEntry("contact", "robin@a.example");
        var raw = reports.readRaw(analyst, report, "test");
        assertThat(text(raw.bytes())).isEqualTo(Visitor.encoded(form));
    }

    @Test
    void aFormThatLooksMachineMadeIsTakenAndMarked() {
        var seen = visitor().opens("/en/report");
        var form = seen.hidden();
        form.put("place", "a chat group");
        form.put("website", "x");
        seen.posts("/en/report", Visitor.encoded(form));
        assertThat(seen.code()).hasSize(8);
        assertThat(reports.readRaw(analyst, found(seen), "test").mediaType())
                .endsWith(";signals=hidden-field+too-fast");
    }

    @Test
    void whatIsWrongInThePublicFormIsListedAndEverythingTypedStays() {
        var seen = visitor().opens("/fr/report");
        var form = seen.hidden();
        form.put("when", "hier \"soir\"");
        form.put("form", "TRAFFICKING");
        form.put("name", "Robin");
        seen.posts("/fr/report", Visitor.encoded(form));
        assertThat(seen.status()).isEqualTo(422);
        assertThat(seen.html())
                .contains("role=\"alert\"")
                .contains("href=\"#links\"")
                .contains("hier &#34;soir&#34;")
                .contains("value=\"Robin\"")
                .containsPattern("value=\"TRAFFICKING\" checked")
                .contains("<title>" + messages.text(Language.FR, "frontdoor.error"));
    }

    @Test
    void R54_2_theCodeOpensTheStatusHoweverItIsTyped() {
        var child = visitor().opens("/en/talk");
        walk(child, "ME", "OFF", "ONLINE");
        var typed = "  " + String.join(" , ", child.code()).toUpperCase(java.util.Locale.ROOT) + " ";
        var back = visitor().opens("/en/status").posts("/en/status", "code=" + encoded(typed));
        assertThat(back.html()).contains(messages.text(Language.EN, "status.RECEIVED.child"));
        assertThat(back.html())
                .contains("<title>Notes</title>")
                .doesNotContain(child.code().getFirst() + " ");
    }

    @Test
    void everyWrongCodeGetsTheSameBytes() {
        var real = visitor().opens("/en/talk");
        walk(real, "ME", "OFF", "ONLINE");
        var almost = real.code().subList(0, 7);
        var wrong = List.of(
                "",
                "a",
                "<script>",
                "x".repeat(5_000),
                String.join(" ", almost),
                String.join(" ", almost) + " " + almost.getFirst(),
                codes.issue(Language.EN).words());
        var answers = wrong.stream()
                .map(code ->
                        visitor().posts("/en/status", "code=" + encoded(code)).page())
                .toList();
        assertThat(answers)
                .extracting(answer -> text(answer.body()))
                .containsOnly(text(answers.getFirst().body()));
        assertThat(answers)
                .extracting(answer -> answer.statusCode())
                .containsOnly(answers.getFirst().statusCode());
        assertThat(answers)
                .extracting(answer -> answer.headers().map().keySet())
                .containsOnly(answers.getFirst().headers().map().keySet());
        var broken = visitor().posts("/en/status", "code=%FF");
        assertThat(broken.page().body()).isEqualTo(answers.getFirst().body());
    }

    @Test
    void R42_3_whereNobodyReceivesTheChildIsToldSoBeforeAnyQuestion() {
        database.sql("UPDATE staff.desk SET kind = 'CARE' WHERE kind = 'HOTLINE'")
                .update();
        try {
            for (var path : List.of("/en/talk", "/en/report")) {
                var visitor = visitor().opens(path);
                assertThat(visitor.status()).isEqualTo(503);
                assertThat(visitor.html())
                        .contains(messages.text(Language.EN, "frontdoor.closed.title"))
                        .contains("tel:116111")
                        .doesNotContain("<form");
            }
            var before = count();
            assertThat(visitor().posts("/en/report", "place=here").status()).isEqualTo(503);
            assertThat(count()).isEqualTo(before);
        } finally {
            database.sql("UPDATE staff.desk SET kind = 'HOTLINE' WHERE kind = 'CARE'")
                    .update();
        }
    }

    @Test
    void whatCannotBeReadIsKeptForAPersonAndSaidSo() {
        var before = reports.unread(analyst).size();
        var broken = visitor().posts("/en/talk", "who=ME&words=%FF%FE");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.html()).contains(messages.text(Language.EN, "frontdoor.refusal.broken-text.kept"));
        visitor()
                .posts(
                        "/en/report",
                        "multipart/form-data; boundary=x",
                        "--x\r\n\r\nhello\r\n--x--".getBytes(StandardCharsets.UTF_8));
        assertThat(reports.unread(analyst)).hasSize(before + 2);
    }

    @Test
    void whatIsFarTooLongIsRefusedKindly() {
        var visitor = visitor().posts("/ar/report", "words=" + "x".repeat(Posted.LARGEST));
        assertThat(visitor.status()).isEqualTo(413);
        assertThat(visitor.html())
                .contains(messages.text(Language.AR, "frontdoor.refusal.too-long"))
                .contains("dir=\"rtl\"");
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void everyPageIsLightAndNamesNobodyElse(Language language) {
        var base = "/" + language.code();
        var visitor = visitor().opens("/");
        for (var path : List.of("/", "/advice", "/report", "/status", "/talk", "/nothing")) {
            visitor.opens(base + path);
        }
        visitor.posts(base + "/report", "when=x");
        visitor.posts(base + "/status", "code=x");
        visitor.opens(base + "/");
        walk(visitor.follows(base + "/talk"), "OTHER", "THREAT", "DANGER");
        visitor.posts(base + "/status", "code=" + encoded(String.join(" ", visitor.code())));
        assertThat(weight("/static/leave.js")).isLessThan(3 * 1024);
        assertThat(weight("/static/egide.css")).isLessThan(6 * 1024);
        var shared = Stream.of("/static/egide.css", "/static/leave.js", "/static/neutral.svg", "/static/mark.svg")
                .mapToInt(this::weight)
                .sum();
        for (var page : visitor.pages()) {
            var html = text(page.body());
            assertThat(Visitor.zipped(page.body()) + shared)
                    .as(page.uri().getPath())
                    .isLessThan(MOST_BYTES / 2);
            assertThat(html)
                    .contains("lang=\"" + language.code() + "\"")
                    .doesNotContain("http://", "https://", "<style", " style=", " onclick")
                    .doesNotContainPattern("<script(?! src=\"/static/)");
        }
    }

    @Test
    void theReadersLanguagesComeFirstInTheirOrder() {
        assertThat(StartDoor.order("ar-EG,fr;q=0.8,en;q=0.1"))
                .containsExactly(Language.AR, Language.FR, Language.EN, Language.ES);
        assertThat(StartDoor.order("es-MX,es;q=0.9")).startsWith(Language.ES);
        assertThat(StartDoor.order("fr")).startsWith(Language.FR).hasSize(Language.values().length);
        assertThat(StartDoor.order("")).containsExactly(Language.values());
        assertThat(StartDoor.order(";;;q=x")).containsExactly(Language.values());
    }

    private int weight(String file) {
        return Visitor.zipped(visitor().opens(file).page().body());
    }

    private Visitor visitor() {
        return new Visitor(node);
    }

    private static void walk(Visitor child, Language language, String who, String what, String safe) {
        walk(child.follows("/" + language.code() + "/talk"), who, what, safe);
    }

    private static void walk(Visitor child, String who, String what, String safe) {
        child.presses("age", "13-15").presses("who", who).presses("what", what).presses("safe", safe);
        if (!who.equals("ME")) {
            child.presses("child", "10-12");
        }
        child.presses("wish", "REMOVE").presses("step", "send");
    }

    private ReportId found(Visitor visitor) {
        assertThat(visitor.status()).as(visitor.html()).isEqualTo(200);
        return codes.find(String.join(" ", visitor.code()))
                .flatMap(Return::report)
                .orElseThrow();
    }

    private long count() {
        return database.sql("SELECT count(*) FROM report.report")
                .query(Long.class)
                .single();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
