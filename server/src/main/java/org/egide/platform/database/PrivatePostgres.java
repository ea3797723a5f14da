package org.egide.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.egide.platform.database.DatabaseStartFailed.Code;
import org.egide.platform.database.Programs.Signal;

/**
 * A running PostgreSQL that belongs to this process alone. Close it after the connection pool; if this process dies without closing
 * it, the server stops by itself in order and loses nothing it acknowledged.
 */
public final class PrivatePostgres implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(4);
    private static final int ATTEMPTS_AT_A_FREE_PORT = 3;

    private final FolderLock lock;
    private final Programs programs;
    private final Settings settings;
    private final Process server;
    private final int port;
    private final String password;
    private boolean closed;

    private PrivatePostgres(
            FolderLock lock, Programs programs, Settings settings, Process server, int port, String password) {
        this.lock = lock;
        this.programs = programs;
        this.settings = settings;
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server on a folder and returns when it accepts connections. An absent or empty folder is set up first.
     *
     * @param folder Egide's database folder; holds the data, the programs, the password and the log
     * @throws DatabaseStartFailed with a stable code and a sentence; then no server runs and the folder is free again
     */
    public static PrivatePostgres start(Path folder, Settings settings) {
        var layout = Layout.at(folder);
        var lock = FolderLock.take(layout);
        var started = false;
        try {
            var postgres = start(layout, lock, settings);
            started = true;
            return postgres;
        } finally {
            if (!started) {
                giveFree(lock);
            }
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable".formatted(port, FirstSetup.EGIDE);
    }

    public String user() {
        return FirstSetup.EGIDE;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return server.pid();
    }

    /** Ends all sessions, writes everything to disk, waits until the server is gone, and gives the folder free. Further calls do nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop(server, programs, settings.stopPatience());
        giveFree(lock);
    }

    @Override
    public String toString() {
        return "PrivatePostgres[port=%d, pid=%d]".formatted(port, pid());
    }

    private static PrivatePostgres start(Layout layout, FolderLock lock, Settings settings) {
        refuseOtherMajorVersion(layout);
        var binaries = Binaries.in(layout);
        var account = ServerAccount.choose(layout, settings);
        account.takeOver(layout);
        var programs = new Programs(binaries, account, layout);
        beginStartLog(layout);
        new FormerServer(layout, programs, settings).stopIfAny();
        deleteFormerBinaries(binaries);
        new FirstSetup(layout, programs, settings).makeDataFolderIfAbsent();
        var password = readPassword(layout);
        for (var attempt = 1; ; attempt++) {
            var port = settings.port().orElseGet(PrivatePostgres::freePort);
            try {
                var server = startServer(layout, programs, settings, port);
                return new PrivatePostgres(lock, programs, settings, server, port, password);
            } catch (DatabaseStartFailed e) {
                // Between our look and the server's, another process may have taken the port.
                var worthAnother =
                        e.code() == Code.SERVER_ENDED_EARLY && settings.port().isEmpty();
                if (!worthAnother || attempt == ATTEMPTS_AT_A_FREE_PORT) {
                    throw e;
                }
            }
        }
    }

    private static Process startServer(Layout layout, Programs programs, Settings settings, int port) {
        var server = programs.startServer(ServerArguments.of(layout, settings, port));
        try {
            awaitReady(layout, settings, server);
            return server;
        } catch (DatabaseStartFailed e) {
            stop(server, programs, settings.stopPatience());
            throw e;
        }
    }

    private static void awaitReady(Layout layout, Settings settings, Process server) {
        var deadline = System.nanoTime() + settings.startPatience().toNanos();
        try {
            while (!isReady(layout, server)) {
                if (server.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new DatabaseStartFailed(
                            Code.SERVER_ENDED_EARLY,
                            "PostgreSQL ended before it was ready (exit value %d); the files in %s tell why."
                                    .formatted(server.exitValue(), layout.log()));
                }
                if (System.nanoTime() > deadline) {
                    throw new DatabaseStartFailed(
                            Code.NOT_READY_IN_TIME,
                            "PostgreSQL was not ready within %s; the files in %s tell why."
                                    .formatted(settings.startPatience(), layout.log()));
                }
            }
        } catch (InterruptedException e) {
            throw Programs.interrupted(e);
        }
    }

    private static boolean isReady(Layout layout, Process server) {
        try {
            return PostmasterFile.read(layout.postmasterPid())
                    .filter(file -> file.readyAs(server.pid()))
                    .isPresent();
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE, "The state of the server in " + layout.data() + " cannot be read.", e);
        }
    }

    private static void stop(Process server, Programs programs, Duration patience) {
        if (!server.isAlive()) {
            return;
        }
        programs.signal(Signal.INT, server.pid());
        if (Programs.endsWithin(server.toHandle(), patience)) {
            return;
        }
        programs.signal(Signal.QUIT, server.pid());
        if (!Programs.endsWithin(server.toHandle(), patience)) {
            server.destroyForcibly().onExit().join();
        }
    }

    private static void refuseOtherMajorVersion(Layout layout) {
        layout.majorVersion()
                .filter(made -> !made.equals(Binaries.MAJOR_VERSION))
                .ifPresent(made -> {
                    throw new DatabaseStartFailed(
                            Code.OTHER_MAJOR_VERSION,
                            ("The data in %s was made by PostgreSQL %s, but this Egide carries PostgreSQL %s. Start the Egide that made it,"
                                            + " export the data there, and bring it into a new folder.")
                                    .formatted(layout.data(), made, Binaries.MAJOR_VERSION));
                });
    }

    private static void beginStartLog(Layout layout) {
        try {
            Files.deleteIfExists(layout.startLog());
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE, "The log folder " + layout.log() + " cannot be written.", e);
        }
    }

    private static void deleteFormerBinaries(Binaries binaries) {
        try {
            binaries.deleteFormer();
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE,
                    "Programs of a former version beside " + binaries.folder() + " cannot be deleted.",
                    e);
        }
    }

    private static String readPassword(Layout layout) {
        try {
            return Files.readString(layout.password()).strip();
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.PASSWORD_MISSING,
                    "The file " + layout.password()
                            + " with the password of the database is missing or cannot be read.",
                    e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DatabaseStartFailed(Code.SERVER_ENDED_EARLY, "No free port was found on 127.0.0.1.", e);
        }
    }

    private static void giveFree(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
