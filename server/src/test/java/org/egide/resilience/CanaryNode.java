package org.egide.resilience;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import org.egide.EgideApplication;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A whole server in a process of its own that can be searched: it writes a provider's login and a session of staff, then obeys lines:
 * {@code tables <file>} writes every row of every table as text, {@code heap <file>} what the heap holds after a collection. It
 * knows nothing of what is searched for.
 */
public final class CanaryNode {
    private CanaryNode() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var node = Node.serve(
                Settings.load(Map.of())
                        .with(Map.of(
                                Setting.DATA,
                                folder.resolve("data").toString(),
                                Setting.PORT,
                                arguments[1],
                                Setting.JOB_SECONDS,
                                "1")),
                EgideApplication.class);
        var login = node.getBean(Providers.class).create("Invented provider", ProviderKind.values()[0]);
        Files.writeString(folder.resolve("login"), login.username() + ":" + login.password());
        var person = node.getBean(People.class)
                .create("Invented Person", node.getBean(Desks.class).receiving().id(), EnumSet.allOf(Role.class));
        Files.writeString(
                folder.resolve("session"),
                node.getBean(Sessions.class).open(person.id()).value());
        System.out.println("ready");
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = orders.readLine(); line != null; line = orders.readLine()) {
            var file = Path.of(line.substring(line.indexOf(' ') + 1));
            if (line.startsWith("tables ")) {
                tables(node.getBean(JdbcClient.class), file);
            } else {
                heap(file);
            }
            System.out.println("ready");
        }
    }

    private static void tables(JdbcClient database, Path file) throws IOException {
        var rows = new ArrayList<String>();
        for (var table : database.sql("""
                        SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
                        FROM information_schema.tables
                        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
                        """).query(String.class).list()) {
            rows.add(table);
            rows.addAll(database.sql("SELECT t::text FROM " + table + " t")
                    .query(String.class)
                    .list());
        }
        rows.add("waiting "
                + database.sql("SELECT count(*) FROM report.report WHERE NOT announced")
                        .query(Long.class)
                        .single());
        Files.write(file, rows);
    }

    private static void heap(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
    }
}
