package org.egide.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.egide.platform.database.DatabaseStartFailed.Code;
import org.egide.platform.database.Programs.Signal;

/**
 * A server of a former run that is still on the folder. The lock of the folder is ours by now, so nobody owns it any more.
 *
 * <p>A process is taken for such a server only if it runs a program named postgres in the data folder itself; the number in
 * {@code postmaster.pid} alone proves nothing, since numbers of processes are given out again.
 */
record FormerServer(Layout layout, Programs programs, Settings settings) {

    void stopIfAny() {
        try {
            var file = PostmasterFile.read(layout.postmasterPid());
            if (file.isPresent()) {
                stop(file.get().pid());
            }
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE, "Whether a server still runs on " + layout.data() + " cannot be read.", e);
        }
    }

    private void stop(long pid) throws IOException {
        var remaining = processesOnFolder();
        if (remaining.stream().anyMatch(process -> process.pid() == pid)) {
            programs.signal(Signal.INT, pid);
        }
        var deadline = System.nanoTime() + settings.stopPatience().toNanos();
        while (!remaining.isEmpty()) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive() || !Programs.endsWithin(remaining.getFirst(), left)) {
                throw new DatabaseStartFailed(
                        Code.FORMER_SERVER_REMAINS,
                        "A database server of a former run (process %d) is still on the folder %s and does not stop."
                                .formatted(remaining.getFirst().pid(), layout.folder()));
            }
            remaining = processesOnFolder();
        }
        forgetIfNumberWasGivenOutAgain(pid);
    }

    // PostgreSQL takes any living process of the same account with that number for its former self and would refuse to
    // start.
    private void forgetIfNumberWasGivenOutAgain(long pid) throws IOException {
        var elsewhere = workingFolder(pid).filter(folder -> !folder.equals(layout.data()));
        if (elsewhere.isPresent()) {
            Files.deleteIfExists(layout.postmasterPid());
        }
    }

    private List<ProcessHandle> processesOnFolder() {
        return ProcessHandle.allProcesses()
                .filter(process -> workingFolder(process.pid())
                        .filter(layout.data()::equals)
                        .isPresent())
                .filter(process -> link(process.pid(), "exe")
                        .filter(program -> program.getFileName().toString().startsWith("postgres"))
                        .isPresent())
                .toList();
    }

    private static Optional<Path> workingFolder(long pid) {
        return link(pid, "cwd");
    }

    private static Optional<Path> link(long pid, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), name)));
        } catch (IOException e) {
            // Gone meanwhile, or of an account whose processes we may not look at: then not ours to stop either.
            return Optional.empty();
        }
    }
}
