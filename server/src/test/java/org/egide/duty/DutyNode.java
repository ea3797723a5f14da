package org.egide.duty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.EgideApplication;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;

/** A whole server in a process of its own with an officer on duty, which the test kills. On its first start it makes a provider too. */
public final class DutyNode {
    private DutyNode() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var settings = Settings.load(Map.of())
                .with(Map.of(
                        Setting.DATA,
                        folder.resolve("data").toString(),
                        Setting.PORT,
                        arguments[1],
                        Setting.SMTP_URL,
                        "smtp://127.0.0.1:" + arguments[2],
                        Setting.JOB_SECONDS,
                        "1"));
        var node = Node.serve(settings, EgideApplication.class);
        var login = folder.resolve("login");
        if (!Files.exists(login)) {
            var desk = node.getBean(Desks.class).receiving();
            var people = node.getBean(People.class);
            var supervisor = people.create("Sue Example", desk.id(), Set.of(Role.SUPERVISOR));
            var officer = people.create("Olive Example", desk.id(), Set.of(Role.ANALYST));
            var roster = node.getBean(Roster.class);
            roster.reach(supervisor, officer.id(), "officer@desk.example");
            roster.add(
                    supervisor,
                    new Slot(
                            UUID.randomUUID(),
                            desk.id(),
                            officer.id(),
                            Rung.FIRST,
                            Week.on(List.of(DayOfWeek.values()), "00:00-24:00"),
                            Optional.empty(),
                            Optional.empty()));
            var credentials = node.getBean(Providers.class).create("Invented provider", ProviderKind.values()[0]);
            Files.writeString(login, credentials.username() + ":" + credentials.password());
        }
        System.out.println("ready");
    }
}
