package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Return;
import org.egide.staff.DeskBrowser;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The front door while nobody is at the desk: open on weekdays from eight to six in Tunis, and it is Saturday. */
@EgideTest
final class ClosedDoorTest {
    private static final Instant SATURDAY = Instant.parse("2031-11-22T09:00:00Z");
    private static final Instant MONDAY = Instant.parse("2031-11-24T07:00:00Z");

    private final TestNode node;
    private final SettableClock clock;
    private final Messages messages;
    private final ReceiptCodes codes;
    private final Sessions sessions;
    private final JdbcClient database;
    private final Desks desks;
    private final Person supervisor;
    private Instant before = Instant.EPOCH;

    ClosedDoorTest(
            TestNode node,
            SettableClock clock,
            Messages messages,
            ReceiptCodes codes,
            Sessions sessions,
            JdbcClient database,
            Desks desks,
            People people) {
        this.node = node;
        this.clock = clock;
        this.messages = messages;
        this.codes = codes;
        this.sessions = sessions;
        this.database = database;
        this.desks = desks;
        this.supervisor = people.create("Sam Example", desks.receiving().id(), Set.of(Role.SUPERVISOR));
    }

    @BeforeEach
    void close() {
        node.settle();
        before = clock.instant();
        clear();
        clock.set(SATURDAY);
        desk("1 08:00-18:00;2 08:00-18:00;3 08:00-18:00;4 08:00-18:00;5 08:00-18:00");
    }

    private void desk(String week) {
        database.sql("DELETE FROM duty.desk").update();
        database.sql("""
                        INSERT INTO duty.desk (desk, zone, week, capacity, presence)
                        VALUES (:desk, 'Africa/Tunis', :week, NULL, 'HOURS')
                        """)
                .param("desk", desks.receiving().id().value())
                .param("week", week)
                .update();
    }

    private void clear() {
        for (var table : Set.of("desk", "received", "stood", "page")) {
            database.sql("DELETE FROM duty." + table).update();
        }
        database.sql("DELETE FROM duty.alarm").update();
    }

    @AfterEach
    void open() {
        node.settle();
        clear();
        clock.set(before);
    }

    private Visitor visitor() {
        return new Visitor(node);
    }

    private int count() {
        return database.sql("SELECT count(*) FROM report.report")
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R42_3_theChildIsToldTheTruthTheNumbersAndTheHourBeforeAnyQuestion(Language language) {
        for (var path : Set.of("/talk", "/report")) {
            var page = visitor().opens("/" + language.code() + path);
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.html())
                    .contains(messages.text(language, "duty.closed.title"))
                    .contains("tel:112", "tel:116111")
                    .contains("24")
                    .doesNotContain("<input type=\"radio\"", "<textarea");
            assertThat(page.html()).doesNotContain(messages.text(language, "frontdoor.closed.title"));
        }
        if (language.equals(Language.EN)) {
            assertThat(visitor().opens("/en/talk").html()).contains("Monday, November 24 at 8:00");
        }
    }

    @Test
    void R42_3_wordsMayBeLeftSealedAndTheReceiptSaysWhoReadsThemWhen() {
        var child = visitor().opens("/en/talk").presses("step", "leave");
        assertThat(child.status()).isEqualTo(200);
        tellTheRest(child);
        assertThat(child.code()).hasSize(8);
        assertThat(child.activations()).isLessThanOrEqualTo(9);
        assertThat(child.html())
                .contains("Nobody reads this before Monday, November 24 at 8:00")
                .doesNotContain("within 24 hours");
        node.settle();
        var report = found(child);
        assertThat(database.sql("SELECT waits FROM duty.received WHERE report = :report")
                        .param("report", report.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** Presses the first button of every question until there is nothing left to ask. */
    private static void tellTheRest(Visitor child) {
        for (var step = 0; step < 12 && child.code().isEmpty(); step++) {
            var button = java.util.regex.Pattern.compile("<button[^>]* name=\"([a-z]+)\" value=\"([A-Za-z_]+)\"")
                    .matcher(child.html())
                    .results()
                    .filter(found ->
                            !Set.of("back", "pause", "leave", "keep", "easier").contains(found.group(2)))
                    .findFirst()
                    .orElseThrow();
            child.presses(button.group(1), button.group(2));
        }
    }

    private ReportId found(Visitor child) {
        return codes.find(String.join(" ", child.code()))
                .flatMap(Return::report)
                .orElseThrow();
    }

    @Test
    void R42_3_whatWasLeftIsBeforeAPersonAtTheOpeningDangerFirst() {
        var calm = leave("/en/report", "danger", "NO");
        var danger = leave("/en/report", "danger", "YES");
        node.settle();
        var browser = DeskBrowser.signedIn(node, sessions.open(supervisor.id()));
        assertThat(browser.get("/desk/queue").body()).doesNotContain("They come first");
        clock.set(MONDAY);
        node.settle();
        var signedIn = DeskBrowser.signedIn(node, sessions.open(supervisor.id()));
        assertThat(signedIn.get("/desk/queue").body()).contains("They come first");
        var page = signedIn.get("/desk/duty").body();
        assertThat(page).contains("/desk/reports/" + calm, "/desk/reports/" + danger);
        var list = page.substring(page.indexOf("id=\"waiting\""));
        assertThat(list.indexOf(danger.toString())).isLessThan(list.indexOf(calm.toString()));
    }

    private ReportId leave(String path, String field, String value) {
        var fields = new java.util.LinkedHashMap<String, String>();
        fields.put("key", java.util.UUID.randomUUID().toString());
        fields.put("form", "WORRY");
        fields.put("words", "Invented words.");
        fields.put(field, value);
        var before = ids();
        var told = visitor().posts(path, Visitor.encoded(fields));
        assertThat(told.status()).as(told.html()).isEqualTo(200);
        var after = ids();
        after.removeAll(before);
        assertThat(after).hasSize(1);
        return new ReportId(after.iterator().next());
    }

    private Set<java.util.UUID> ids() {
        return new java.util.HashSet<>(database.sql("SELECT id FROM report.report")
                .query(java.util.UUID.class)
                .list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/talk", "/en/report"})
    void R42_3_aDeskThatOpensAsksAsUsual(String path) {
        clock.set(MONDAY);
        assertThat(visitor().opens(path).status()).isEqualTo(200);
        clock.set(MONDAY.minusSeconds(1));
        assertThat(visitor().opens(path).status()).isEqualTo(503);
    }

    @Test
    void R42_3_whereNobodyMayEverReadNothingIsTaken() {
        database.sql("UPDATE staff.desk SET kind = 'CARE' WHERE kind = 'HOTLINE'")
                .update();
        try {
            var had = count();
            var page = visitor().opens("/en/talk");
            assertThat(page.html()).doesNotContain("<form");
            assertThat(visitor().posts("/en/talk", "step=send&who=ME").status()).isEqualTo(503);
            assertThat(visitor().posts("/en/report", "form=WORRY&words=here").status())
                    .isEqualTo(503);
            assertThat(count()).isEqualTo(had);
        } finally {
            database.sql("UPDATE staff.desk SET kind = 'HOTLINE' WHERE kind = 'CARE'")
                    .update();
        }
    }

    @Test
    void R42_3_aFullDeskSaysSo() {
        desk("1 00:00-24:00;2 00:00-24:00;3 00:00-24:00;4 00:00-24:00;5 00:00-24:00;6 00:00-24:00;7 00:00-24:00");
        database.sql("UPDATE duty.desk SET capacity = 1").update();
        assertThat(visitor().opens("/en/talk").status()).isEqualTo(200);
        leave("/en/report", "danger", "NO");
        node.settle();
        var page = visitor().opens("/en/talk");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.html()).contains("Too many messages are waiting").contains("tel:112");
        var told = visitor()
                .posts(
                        "/en/report",
                        Visitor.encoded(Map.of(
                                "key", java.util.UUID.randomUUID().toString(), "form", "WORRY", "words", "Invented.")));
        assertThat(told.html()).contains("Many messages are waiting").doesNotContain("within 24 hours");
    }
}
