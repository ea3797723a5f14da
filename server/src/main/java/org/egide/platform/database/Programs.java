package org.egide.platform.database;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.egide.platform.database.DatabaseStartFailed.Code;

/** PostgreSQL's programs, run as the right account, with an empty environment, speaking into the start log. */
record Programs(Binaries binaries, ServerAccount account, Layout layout) {

    /** Signals the server understands: an orderly stop that ends all sessions, and a stop at once that leaves recovery to the next start. */
    enum Signal {
        INT,
        QUIT
    }

    /** Runs a program to its end, with the given text as its input, and returns whether it succeeded in time. */
    boolean run(Duration patience, String input, String program, String... arguments) {
        try {
            var process =
                    prepared(account.tool(command(program, List.of(arguments)))).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The program ended before it read its input; its exit value tells why.
            }
            if (!endsWithin(process.toHandle(), patience)) {
                process.destroyForcibly();
                return false;
            }
            return process.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            throw toolMissing(e);
        }
    }

    void signal(Signal signal, long pid) {
        run(Duration.ofSeconds(10), "", "pg_ctl", "kill", signal.name(), Long.toString(pid));
    }

    /**
     * Starts the server from a thread that lives exactly as long as the server: the kernel sends the stop signal at the death of the
     * thread that started it, not of the process.
     */
    Process startServer(List<String> arguments) {
        var launch = new FutureTask<>(prepared(account.server(command("postgres", arguments)))::start);
        Thread.ofPlatform().name("private-postgres").daemon().start(() -> {
            launch.run();
            if (launch.state() == FutureTask.State.SUCCESS) {
                launch.resultNow().onExit().join();
            }
        });
        try {
            return launch.get();
        } catch (ExecutionException e) {
            throw toolMissing(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static boolean endsWithin(ProcessHandle process, Duration patience) {
        try {
            process.onExit()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    static DatabaseStartFailed interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DatabaseStartFailed(Code.INTERRUPTED, "The start of the database was interrupted.", e);
    }

    private List<String> command(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        return command;
    }

    private ProcessBuilder prepared(List<String> command) {
        var builder = new ProcessBuilder(command)
                .directory(layout.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(layout.startLog().toFile()));
        // Egide's environment may hold secrets, and PostgreSQL's programs obey variables of their own.
        var environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        // Memory that every statement needs again is not handed back to the system after each.
        environment.put("MALLOC_TOP_PAD_", "1048576");
        environment.put("MALLOC_TRIM_THRESHOLD_", "16777216");
        return builder;
    }

    private static DatabaseStartFailed toolMissing(Exception e) {
        return new DatabaseStartFailed(
                Code.TOOL_MISSING,
                "PostgreSQL could not be run: it needs setsid, setpriv and unshare of util-linux, and a folder that permits programs.",
                e);
    }
}
