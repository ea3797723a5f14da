package org.egide.upstream;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.egide.EgideApplication;
import org.egide.fingerprints.NewList;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A whole server in a process of its own, which the test kills. On its first start it sets up and confirms a source; then it reads until
 * the source is read to its end, and says what it has.
 */
public final class PullNode {
    private PullNode() {}

    public static void main(String[] arguments) {
        var settings = Settings.load(Map.of())
                .with(Map.of(
                        Setting.DATA,
                        Path.of(arguments[0]).resolve("data").toString(),
                        Setting.PORT,
                        arguments[1],
                        Setting.JOB_SECONDS,
                        "0",
                        Setting.FETCH_ALLOW,
                        "127.0.0.1/32"));
        var node = Node.serve(settings, EgideApplication.class);
        var database = node.getBean(JdbcClient.class);
        if (database.sql("SELECT count(*) FROM upstream.source")
                        .query(Long.class)
                        .single()
                == 0) {
            makeCommitsSlow(database);
            setUp(node, arguments[2]);
        }
        // The lease of the process that was killed is over.
        database.sql("UPDATE upstream.source SET next_at = now() - interval '1 second'")
                .update();
        System.out.println("ready");
        var pulls = node.getBean(PullRoutine.class);
        while (!database.sql("SELECT bool_and(pulled_at IS NOT NULL) FROM upstream.source")
                .query(Boolean.class)
                .single()) {
            pulls.work();
        }
        System.out.println("done " + told(database));
    }

    private static String told(JdbcClient database) {
        return database.sql("""
                        SELECT (SELECT count(*) FROM fingerprints.entry WHERE withdrawn_at IS NULL) || ' '
                            || (SELECT count(*) FROM fingerprints.foreign_entry) || ' '
                            || (SELECT number FROM upstream.tally WHERE what = 'ADDED')
                        """).query(String.class).single();
    }

    private static void setUp(ConfigurableApplicationContext node, String base) {
        var desk = node.getBean(Desks.class).receiving().id();
        var people = node.getBean(People.class);
        var upstreams = node.getBean(Upstreams.class);
        var id = upstreams.setUp(
                people.create("First", desk, Set.of(Role.SUPERVISOR)),
                new NewSource(
                        Form.NCMEC,
                        NewSource.base(base),
                        new Login(NcmecFixture.USER, NcmecFixture.PASSWORD, ""),
                        Instant.now().minus(Duration.ofDays(2)),
                        Duration.ofHours(1),
                        new NewList("Killed", "Article 1", "A1", 31, true)));
        upstreams.confirm(people.create("Second", desk, Set.of(Role.SUPERVISOR)), id);
    }

    /** On a fast disk a commit is over before a kill can fall into it. */
    private static void makeCommitsSlow(JdbcClient database) {
        database.sql("""
                        CREATE OR REPLACE FUNCTION public.slow_pull() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            PERFORM pg_sleep(0.05);
                            RETURN NULL;
                        END
                        $$
                        """).update();
        database.sql("""
                        CREATE CONSTRAINT TRIGGER slow_pull AFTER UPDATE OF step ON upstream.source
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.slow_pull()
                        """).update();
    }
}
