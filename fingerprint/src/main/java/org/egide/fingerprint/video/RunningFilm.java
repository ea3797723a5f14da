package org.egide.fingerprint.video;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One decoding process while it runs: its output, what it complains of, and its end, which comes with {@link #close} at
 * the latest and takes every process along that it started.
 */
final class RunningFilm implements AutoCloseable {

    private static final int COMPLAINTS = 16 * 1024;
    private static final int KILLED = 128 + 9;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Process process;
    private final InputStream output;
    private final Thread listener;
    private final byte[] complaints = new byte[COMPLAINTS];
    private int complained;
    private volatile boolean overdue;

    private RunningFilm(Process process, Duration patience) {
        this.process = process;
        this.output = new BufferedInputStream(process.getInputStream(), 256 * 1024);
        this.listener = Thread.ofVirtual().start(this::listen);
        Thread.ofVirtual().start(() -> watch(patience));
    }

    /** Starts a command whose standard input is empty. */
    static RunningFilm start(List<String> command, Duration patience) throws IOException {
        ProcessBuilder builder = builder(command);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return new RunningFilm(builder.start(), patience);
    }

    /** Starts a command that reads these bytes from standard input. */
    static RunningFilm start(List<String> command, byte[] input, Duration patience) throws IOException {
        Process process = builder(command).start();
        Thread.ofVirtual().start(() -> feed(process, input));
        return new RunningFilm(process, patience);
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
        builder.environment().clear();
        return builder;
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException ended) {
            // The process has ended before it read everything: its end is told where its output is read.
            return;
        }
    }

    private void watch(Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            overdue = true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** Keeps the last few complaints and lets the rest pass by, so that the process never waits to be heard. */
    private void listen() {
        byte[] buffer = new byte[4096];
        try (InputStream err = process.getErrorStream()) {
            for (int read = err.read(buffer); read >= 0; read = err.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException ended) {
            // What was heard so far is all there is.
            return;
        }
    }

    private synchronized void keep(byte[] heard, int length) {
        int drop = Math.max(0, complained + length - COMPLAINTS);
        System.arraycopy(complaints, drop, complaints, 0, complained - drop);
        System.arraycopy(heard, 0, complaints, complained - drop, length);
        complained += length - drop;
    }

    /** Standard output, to be read to its end. */
    InputStream output() {
        return output;
    }

    /** True if the time was over before the process was. */
    boolean overdue() {
        return overdue;
    }

    /** Waits for the end of a process whose output has ended, and gives its status. */
    int status() throws InterruptedException {
        int status = process.waitFor();
        // Without namespaces a stray process may still hold the pipe: what was heard by then is enough.
        listener.join(LAST_WORDS.toMillis());
        return status;
    }

    /** True if the kernel or the clock ended it. */
    static boolean killed(int status) {
        return status == KILLED;
    }

    /** What it complained of, in lower case; names and metadata of the film may be in it, so it is shown to nobody. */
    synchronized String complaint() {
        return new String(complaints, 0, complained, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
