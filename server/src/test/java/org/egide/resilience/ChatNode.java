package org.egide.resilience;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.egide.EgideApplication;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole server with one invented helpline and one counsellor, in a process of its own, which the test kills. */
public final class ChatNode {
    private static final String LINE = """
            id: example
            country: XA
            desk: Invented desk
            name: {en: Example Line}
            languages: [en]
            time-zone: UTC
            hours: [{days: mon-sun, times: "00:00-24:00"}]
            free-number: "116 111"
            emergency-number: "112"
            partners:
              - {id: hotline, kind: HOTLINE, name: {en: the hotline}}
              - {id: police, kind: POLICE, name: {en: the police}}
              - {id: care, kind: CARE, name: {en: the house of care}}
            """;

    private ChatNode() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var data = folder.resolve("data");
        Files.createDirectories(data.resolve("helplines"));
        Files.writeString(data.resolve("helplines/example.yaml"), LINE);
        var settings = Settings.load(Map.of())
                .with(Map.of(Setting.DATA, data.toString(), Setting.PORT, arguments[1], Setting.JOB_SECONDS, "1"));
        var node = Node.serve(settings, EgideApplication.class);
        var database = node.getBean(JdbcClient.class);
        while (database.sql("SELECT count(*) FROM helpline.line")
                        .query(Long.class)
                        .single()
                == 0) {
            Thread.onSpinWait();
        }
        makeCommitsSlow(database);
        var desk = node.getBean(Desks.class).ofKind(DeskKind.HELPLINE).getFirst();
        var people = node.getBean(People.class);
        var counsellor = people.ofDesk(desk.id()).stream()
                .findFirst()
                .orElseGet(() -> people.create("Invented Counsellor", desk.id(), Set.of(Role.COUNSELLOR)));
        Files.writeString(
                folder.resolve("cookie"),
                Sessions.COOKIE + "="
                        + node.getBean(Sessions.class).open(counsellor.id()).value());
        System.out.println("ready");
    }

    /** On a fast disk a commit is over before a kill can fall into it, and an answer given too early would go unnoticed. */
    private static void makeCommitsSlow(JdbcClient database) {
        database.sql("""
                        CREATE OR REPLACE FUNCTION public.slow_commit() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            PERFORM pg_sleep(0.02);
                            RETURN NULL;
                        END
                        $$
                        """).update();
        database.sql("DROP TRIGGER IF EXISTS slow_commit ON dialogue.message").update();
        database.sql("""
                        CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON dialogue.message DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION public.slow_commit()
                        """).update();
    }
}
