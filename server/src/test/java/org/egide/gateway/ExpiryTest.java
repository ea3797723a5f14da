package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.gateway.GatewayFixture.document;
import static org.egide.gateway.GatewayFixture.utf8;

import java.time.Duration;
import java.util.Set;
import org.egide.audit.Actor;
import org.egide.report.NewReport;
import org.egide.report.Reports;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The later of 24 hours after opening and one hour after the last upload or details, and what a lost process leaves. */
@EgideTest
final class ExpiryTest {
    private final TestNode node;
    private final SettableClock clock;
    private final Reports reports;
    private final Intakes intakes;
    private final IntakeDesk desk;
    private final JdbcClient database;
    private final Person analyst;
    private final Provider provider;
    private final GatewayFixture client;

    ExpiryTest(
            TestNode node,
            SettableClock clock,
            Providers providers,
            Reports reports,
            Intakes intakes,
            IntakeDesk desk,
            JdbcClient database,
            Desks desks,
            People people) {
        this.node = node;
        this.clock = clock;
        this.reports = reports;
        this.intakes = intakes;
        this.desk = desk;
        this.database = database;
        this.analyst = people.create("Expiry Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        this.client = GatewayFixture.newProvider(node, providers);
        this.provider = providers
                .check(client.credentials().username(), client.credentials().password())
                .orElseThrow();
    }

    private String state(long number) {
        return database.sql("SELECT state FROM gateway.intake WHERE number = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    @AfterEach
    void nothingIsLeftWaiting() {
        GatewayFixture.settleUnread(reports, analyst);
    }

    @Test
    void aReportIsOpenUntilTwentyFourHoursAfterOpeningAndNotAMomentLonger() {
        var number = client.open();
        clock.advance(Duration.ofHours(24).minusMillis(1));
        desk.work();
        assertThat(state(number)).isEqualTo("OPEN");
        clock.advance(Duration.ofMillis(1));
        assertThat(client.finish(number).code()).isEqualTo(5001);
        desk.work();
        assertThat(state(number)).isEqualTo("EXPIRED");
        assertThat(client.finish(number).code()).isEqualTo(5001);
    }

    @Test
    void anUploadLateInTheDayGivesOneHourMoreAndAnEarlyOneGivesNone() {
        var late = client.open();
        var early = client.open();
        client.upload(early, utf8("early"));
        clock.advance(Duration.ofHours(23).plusMinutes(30));
        client.upload(late, utf8("late"));
        clock.advance(Duration.ofMinutes(30));
        desk.work();
        assertThat(state(early)).isEqualTo("EXPIRED");
        assertThat(state(late)).isEqualTo("OPEN");
        clock.advance(Duration.ofMinutes(30).minusMillis(1));
        desk.work();
        assertThat(state(late)).isEqualTo("OPEN");
        clock.advance(Duration.ofMillis(1));
        desk.work();
        assertThat(state(late)).isEqualTo("EXPIRED");
    }

    @Test
    void whatExpiredIsKeptAsAbandonedByteForByteBeforeAPerson() {
        var sent = document("<platform>abandoned " + clock.instant() + "</platform>");
        client.open(sent);
        clock.advance(Duration.ofHours(25));
        node.settle();
        assertThat(reports.unread(analyst).stream()
                        .filter(kept -> kept.source().equals(provider.source()))
                        .filter(kept -> kept.reason().equals("abandoned"))
                        .map(kept ->
                                reports.readUnread(analyst, kept.id(), "test").bytes()))
                .anyMatch(bytes -> java.util.Arrays.equals(bytes, utf8(sent)));
    }

    @Test
    void whatALostProcessHadSealedAndNotReadGoesBeforeAPerson() {
        var raw = new NewReport.Raw(utf8("<report>sealed and then the power went</report>"), "text/xml");
        var number = intakes.receive(provider, raw);
        desk.work();
        assertThat(state(number)).isEqualTo("RECEIVED");
        clock.advance(Duration.ofMinutes(2));
        desk.work();
        assertThat(state(number)).isEqualTo("REFUSED");
        assertThat(reports.unread(analyst)).anyMatch(kept -> kept.reason().equals("interrupted"));
    }

    @Test
    void whatALostProcessHadFinishedAndNotTakenInIsTakenInOnce() {
        var number = client.open();
        intakes.finish(provider, number);
        assertThat(client.finish(number).code()).isEqualTo(5102);
        clock.advance(Duration.ofMinutes(2));
        desk.work();
        desk.work();
        assertThat(state(number)).isEqualTo("FINISHED");
        assertThat(database.sql("SELECT count(*) FROM report.report WHERE source_key = :key")
                        .param("key", "ispws:" + number)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aRefusedDocumentIsSealedInOnePlaceOnly() {
        client.post("/ispws/submit", GatewayFixture.XML, "<report><broken></report>");
        assertThat(database.sql("SELECT count(*) FROM gateway.intake WHERE state = 'REFUSED' AND sealed IS NOT NULL")
                        .query(Long.class)
                        .single())
                .isZero();
        intakes.refuse(Actor.system("test"), client.open(), new NewReport.Raw(utf8("x"), "x"), "test");
        assertThat(reports.unread(analyst)).noneMatch(kept -> kept.reason().equals("test"));
    }
}
