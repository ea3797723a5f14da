package org.egide.resilience;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.egide.EgideApplication;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole server in a process of its own, which the test kills. On its first start it makes a provider and writes its login. */
public final class KillNode {
    private KillNode() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var settings = Settings.load(Map.of())
                .with(Map.of(
                        Setting.DATA,
                        folder.resolve("data").toString(),
                        Setting.PORT,
                        arguments[1],
                        Setting.JOB_SECONDS,
                        "1"));
        var node = Node.serve(settings, EgideApplication.class);
        makeCommitsSlow(node.getBean(JdbcClient.class));
        var login = folder.resolve("login");
        if (!Files.exists(login)) {
            var credentials = node.getBean(Providers.class).create("Invented provider", ProviderKind.values()[0]);
            Files.writeString(login, credentials.username() + ":" + credentials.password());
        }
        System.out.println("ready");
    }

    /** On a fast disk a commit is over before a kill can fall into it, and a receipt given too early would go unnoticed. */
    private static void makeCommitsSlow(JdbcClient database) {
        database.sql("""
                        CREATE OR REPLACE FUNCTION public.slow_commit() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            PERFORM pg_sleep(0.01);
                            RETURN NULL;
                        END
                        $$
                        """).update();
        database.sql("DROP TRIGGER IF EXISTS slow_commit ON report.report").update();
        database.sql("""
                        CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON report.report DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION public.slow_commit()
                        """).update();
    }
}
