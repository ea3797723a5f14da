package org.egide.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.jobs.Routine;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The node under test: where it listens, and how to let everything that is due happen. */
public final class TestNode {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Settings settings;
    private final List<Routine> routines;
    private final JdbcClient database;
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    TestNode(Settings settings, List<Routine> routines, JdbcClient database) {
        this.settings = settings;
        this.routines = routines;
        this.database = database;
    }

    /** The address of a path on this node. */
    public URI url(String path) {
        return URI.create(settings.publicUrl() + path);
    }

    /** A client that follows no redirect and keeps no cookie. */
    public HttpClient http() {
        return browser;
    }

    public Path data() {
        return settings.data();
    }

    /** Runs all routines and waits for all listeners, until nothing is left to do. */
    public void settle() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var quiet = 0;
        while (quiet < 2) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the node did not come to rest: " + waiting());
            }
            var done = 0;
            for (var routine : routines) {
                done += routine.work();
            }
            quiet = done == 0 && waiting() == 0 ? quiet + 1 : 0;
            Thread.onSpinWait();
        }
    }

    private long waiting() {
        return database.sql(
                        "SELECT count(*) FROM event_publication WHERE completion_date IS NULL AND coalesce(status, '') <> 'FAILED'")
                .query(Long.class)
                .single();
    }

    static Settings testSettings() {
        try {
            var data = Files.createTempDirectory("egide-test");
            var values = new EnumMap<Setting, String>(Setting.class);
            values.put(Setting.DATA, data.toString());
            values.put(Setting.PORT, String.valueOf(freePort()));
            values.put(Setting.JOB_SECONDS, "0");
            // Tests make people who never sign in, and move the clock by months.
            values.put(Setting.PRESENCE, "hours");
            values.put(Setting.FETCH_ALLOW, "127.0.0.1/32");
            values.put(Setting.SMTP_URL, "smtp://127.0.0.1:" + freePort());
            return Settings.load(Map.of()).with(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port nobody uses at this moment. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // A folder of a test that stays behind harms nobody.
            return;
        }
    }

    /** The folder of a node under test; gone when the node is. */
    public record Folder(Path path) implements AutoCloseable {
        @Override
        public void close() {
            delete(path);
        }
    }

    /** Puts the settings of the test in place of the operator's. */
    public static final class Initializer implements ApplicationContextInitializer<GenericApplicationContext> {
        @Override
        public void initialize(GenericApplicationContext context) {
            var settings = testSettings();
            // Made before anything that uses the settings, so closed last: after the database that lives in it.
            context.registerBean("testFolder", Folder.class, () -> new Folder(settings.data()));
            context.registerBean("settings", Settings.class, () -> {
                context.getBean(Folder.class);
                return settings;
            });
            org.springframework.boot.test.util.TestPropertyValues.of(
                            "server.port=" + settings.text(Setting.PORT), "server.address=127.0.0.1")
                    .applyTo(context);
        }
    }

    /** The clock that stands still, and this. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {
        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock();
        }

        @Bean
        TestNode testNode(Settings settings, List<Routine> routines, JdbcClient database) {
            return new TestNode(settings, routines, database);
        }
    }
}
