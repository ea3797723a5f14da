package org.egide.duty;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.Desk;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A desk with an officer, a deputy, a supervisor and an overseer, all of whom can be called; and the mail server that they are called by.
 * What earlier tests left of alarms, hours and rosters is gone, and what this one leaves goes with it.
 */
final class DutyScene implements AutoCloseable {
    private final JdbcClient database;
    private final Roster roster;
    private final GreenMail mail;

    final Desk desk;
    final Person officer;
    final Person deputy;
    final Person supervisor;
    final Person overseer;

    DutyScene(JdbcClient database, Roster roster, Desks desks, People people, Settings settings) {
        this.database = database;
        this.roster = roster;
        clear();
        mail = new GreenMail(new ServerSetup(
                URI.create(settings.text(Setting.SMTP_URL)).getPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        desk = desks.receiving();
        officer = people.create("Olive Example", desk.id(), Set.of(Role.ANALYST));
        deputy = people.create("Dan Example", desk.id(), Set.of(Role.ANALYST));
        supervisor = people.create("Sue Example", desk.id(), Set.of(Role.SUPERVISOR));
        overseer = people.create("Otto Example", desk.id(), Set.of(Role.OVERSEER));
        roster.reach(supervisor, officer.id(), "officer@desk.example");
        roster.reach(supervisor, deputy.id(), "deputy@desk.example");
        roster.reach(supervisor, supervisor.id(), "supervisor@desk.example");
        roster.reach(supervisor, overseer.id(), "overseer@desk.example");
    }

    DutyScene onDuty() {
        slot(officer, Rung.FIRST, "00:00-24:00");
        slot(deputy, Rung.DEPUTY, "00:00-24:00");
        return this;
    }

    void slot(Person person, Rung rung, String hours) {
        roster.add(
                supervisor,
                new Slot(
                        UUID.randomUUID(),
                        desk.id(),
                        person.id(),
                        rung,
                        Week.on(List.of(DayOfWeek.values()), hours),
                        Optional.empty(),
                        Optional.empty()));
    }

    void clear() {
        for (var table : List.of("page", "alarm", "slot", "reach", "desk", "holiday", "received", "stood")) {
            database.sql("DELETE FROM duty." + table).update();
        }
    }

    void mailGoesDown() {
        mail.stop();
    }

    void mailComesBack() {
        mail.start();
    }

    /** To whom mails went, in order. */
    List<String> called() {
        return Arrays.stream(mail.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().split("@", 2)[0];
                    } catch (MessagingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    /** What went out since the last look, to whom. */
    List<String> newlyCalled() throws com.icegreen.greenmail.store.FolderException {
        var called = called().stream().sorted().toList();
        mail.purgeEmailFromAllMailboxes();
        return called;
    }

    GreenMail mail() {
        return mail;
    }

    @Override
    public void close() {
        mail.stop();
        clear();
    }
}
