package org.egide.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.egide.EgideApplication;
import org.egide.demo.world.World;
import org.egide.platform.Node;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Where the demonstration plays: a folder of its own, wiped at each start, the stand-in world and the server on a private
 * PostgreSQL. Closing it stops everything.
 */
final class Stage implements AutoCloseable {
    /** Where the demonstration keeps its data when nobody names another folder. */
    static final String FOLDER = "var/demo";

    private static final String MARK = "demonstration";

    private final Path folder;
    private final FileChannel mark;
    private final World world;
    private final Settings settings;
    private final ConfigurableApplicationContext server;

    private Stage(Path folder, FileChannel mark, World world, Settings settings) {
        this.folder = folder;
        this.mark = mark;
        this.world = world;
        this.settings = settings;
        this.server = Node.serve(settings, EgideApplication.class, DemoConfiguration.class);
    }

    /** Wipes the folder, opens the world and starts the server. Refuses with a sentence what cannot work. */
    static Stage open(Map<String, String> environment) throws IOException {
        var given = new HashMap<>(environment);
        given.putIfAbsent(Setting.DATA.variable(), FOLDER);
        var wished = Settings.load(given);
        var port = freePort(wished, environment.containsKey(Setting.PORT.variable()));
        var folder = wished.data();
        var mark = take(folder);
        wipe(folder);
        // Set before the first line is logged: the log is a file, so that the steps stand alone on the screen.
        System.setProperty("logging.file.name", folder.resolve("server.log").toString());
        System.setProperty("logging.threshold.console", "off");
        var world = World.open(folder.resolve("outside"));
        return new Stage(folder, mark, world, settings(wished, port, world));
    }

    private static Settings settings(Settings wished, int port, World world) {
        var changes = new EnumMap<Setting, String>(Setting.class);
        changes.put(Setting.PORT, String.valueOf(port));
        changes.put(Setting.PUBLIC_URL, "");
        changes.put(Setting.DATABASE_URL, "");
        changes.put(Setting.ROLES, Setting.ROLES.standard());
        changes.put(Setting.JOB_SECONDS, "1");
        changes.put(Setting.FETCH_ALLOW, allowed(world));
        changes.put(Setting.SMTP_URL, world.post().smtp().toString());
        changes.put(Setting.NODE_NAME, "Egide demonstration");
        return wished.with(changes);
    }

    /** Re-checks may reach the stand-in hosts and nothing else that is private. */
    private static String allowed(World world) {
        return world.hosts().stream().map(host -> host.address() + "/32").collect(Collectors.joining(","));
    }

    private static int freePort(Settings wished, boolean chosen) throws IOException {
        var port = wished.number(Setting.PORT);
        try (var probe = new ServerSocket(port, 1, InetAddress.getByName(wished.text(Setting.ADDRESS)))) {
            return probe.getLocalPort();
        } catch (java.net.BindException e) {
            throw Refusal.because(
                    "port-taken",
                    chosen
                            ? "Port " + port + " is taken by another program; choose another in EGIDE_PORT."
                            : "Port " + port + " is taken by another program; name a free one, for instance"
                                    + " EGIDE_PORT=18080 ./egide demo.");
        }
    }

    /** Only a folder that is new, or that an earlier demonstration left, is ever wiped; one demonstration at a time. */
    private static FileChannel take(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(MARK);
        try (var inside = Files.list(folder)) {
            if (!Files.exists(file) && inside.findAny().isPresent()) {
                throw Refusal.because(
                        "not-a-demonstration",
                        "The folder " + folder + " holds something that is not of a demonstration; name an empty one in"
                                + " EGIDE_DATA.");
            }
        }
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw Refusal.because("demonstration-runs", "A demonstration is running in " + folder + " already.");
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void wipe(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var doomed = files.filter(file -> !file.equals(folder) && !file.equals(folder.resolve(MARK)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (var file : doomed) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path folder() {
        return folder;
    }

    World world() {
        return world;
    }

    URI base() {
        return URI.create(settings.publicUrl());
    }

    Settings settings() {
        return settings;
    }

    DemoClock clock() {
        return server.getBean(DemoClock.class);
    }

    /** A bean of the server, for what has to exist before the doors are used: desks and people. */
    <T> T bean(Class<T> type) {
        return server.getBean(type);
    }

    @Override
    public void close() throws IOException {
        server.close();
        world.close();
        mark.close();
    }
}
