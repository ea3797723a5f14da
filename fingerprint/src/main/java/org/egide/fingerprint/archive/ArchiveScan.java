package org.egide.fingerprint.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.egide.fingerprint.archive.Inventory.Entry;

/**
 * One scan of an archive, from its first start or from where an earlier process was killed (R17.1).
 *
 * <p>First everything below the folder is written down in an inventory, then each entry is examined in the inventory's
 * order and its outcome written to a journal, then the outputs are made and the work folder goes. A scan that goes on
 * takes the inventory as it is: what appeared later is not part of it, what vanished is a skip, what changed is marked.
 */
public final class ArchiveScan {

    private static final int AHEAD_PER_WORKER = 32;
    private static final Duration LONGEST_UNFORCED = Duration.ofSeconds(2);

    private final ScanSettings settings;
    private final Clock clock;
    private final Progress progress;
    private Instant forced = Instant.EPOCH;

    /**
     * A scan that tells its progress on this stream.
     *
     * @param settings what to do
     * @param notes hears counts, never names
     * @param clock the time
     */
    public ArchiveScan(ScanSettings settings, PrintStream notes, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.progress = new Progress(notes, clock);
    }

    /**
     * What a finished scan found.
     *
     * @param tally the counts
     * @param summary the same for people
     * @param manifest the file that {@code verify} checks
     * @param manifestSha256 to be kept apart from the outputs
     */
    public record Result(Tally tally, String summary, Path manifest, String manifestSha256) {}

    /**
     * Scans to the end. Empty if the scan was to go on and had been finished before.
     *
     * @throws ScanStopped if it cannot be begun or cannot go on
     * @throws IOException if the scan's own files cannot be written or read; it can go on from there later
     */
    public Optional<Result> run() throws IOException, ScanStopped {
        ScanPlaces places = ScanPlaces.of(settings.out());
        if (settings.resume() && places.finished()) {
            return Optional.empty();
        }
        Path root = root();
        List<KnownList> lists = lists();
        try (ScanPlaces.Lock lock = places.lock(settings.resume())) {
            lock.requireHeld();
            if (ScanPlaces.exists(places.manifest())) {
                places.clear();
                return Optional.empty();
            }
            List<Instant> starts = examineAll(root, lists, places);
            var circumstances = new ScanResults.Circumstances(
                    root.toUri().toASCIIString(), settings, lists, starts, clock.instant());
            ScanResults.Finished finished = new ScanResults(places).write(circumstances);
            places.clear();
            return Optional.of(
                    new Result(finished.tally(), finished.summary(), places.manifest(), finished.manifestSha256()));
        }
    }

    private Path root() throws ScanStopped {
        try {
            Path root = settings.folder().toRealPath();
            if (Files.isDirectory(root)) {
                return root;
            }
        } catch (IOException absent) {
            throw new ScanStopped(
                    ScanStopped.Reason.WRONG_USE, "the folder " + settings.folder() + " cannot be opened");
        }
        throw new ScanStopped(ScanStopped.Reason.WRONG_USE, settings.folder() + " is not a folder");
    }

    private List<KnownList> lists() throws ScanStopped {
        List<KnownList> lists = new ArrayList<>();
        for (Path list : settings.lists()) {
            lists.add(KnownList.read(lists.size(), list));
        }
        return lists;
    }

    private List<Instant> examineAll(Path root, List<KnownList> lists, ScanPlaces places)
            throws IOException, ScanStopped {
        String begun = description(settings, root, lists);
        Tally tally = new Tally();
        Journal.Replay replay = replay(places.journal(), tally);
        requireSame(replay.settings(), begun);
        List<Instant> starts = new ArrayList<>(replay.starts());
        try (Journal journal = new Journal(places.journal(), replay)) {
            if (replay.settings().isEmpty()) {
                Files.deleteIfExists(places.inventory());
                journal.begin(begun);
            }
            starts.add(clock.instant());
            journal.start(starts.getLast());
            Durable.folder(places.work());
            if (!Files.exists(places.inventory())) {
                requireNothingDone(replay);
                progress.say("listing the files below the folder");
                new InventoryWalk(root, places.work(), places.own(), progress::listed).write(places.inventory());
            }
            try (Inventory inventory = new Inventory(places.inventory())) {
                progress.say(inventory.count() + " files, of which " + replay.outcomes() + " are done");
                skipDone(inventory, replay.outcomes());
                examine(
                        new Examination(root, lists, settings.threshold(), settings.limits()),
                        inventory,
                        journal,
                        tally);
            }
        }
        return starts;
    }

    private static Journal.Replay replay(Path journal, Tally tally) throws IOException, ScanStopped {
        return Files.exists(journal)
                ? Journal.replay(journal, tally::add)
                : new Journal.Replay(Optional.empty(), List.of(), 0, 0, false);
    }

    private static void requireNothingDone(Journal.Replay replay) throws ScanStopped {
        if (replay.outcomes() > 0) {
            throw new ScanStopped(
                    ScanStopped.Reason.DAMAGED,
                    "the inventory of this scan is missing; begin a new scan with another --out");
        }
    }

    /** What must not change between two starts, one a line. */
    static String description(ScanSettings settings, Path root, List<KnownList> lists) {
        StringBuilder text = new StringBuilder("folder " + root.toUri().toASCIIString() + "\n");
        text.append("threshold ").append(settings.threshold()).append('\n');
        text.append("limits ").append(settings.limits()).append('\n');
        for (KnownList list : lists) {
            text.append("list ")
                    .append(list.id())
                    .append(' ')
                    .append(list.digest())
                    .append('\n');
        }
        return text.toString();
    }

    private static void requireSame(Optional<String> before, String now) throws ScanStopped {
        if (before.isEmpty() || before.get().equals(now)) {
            return;
        }
        List<String> missing = new ArrayList<>(before.get().lines().toList());
        missing.removeAll(now.lines().toList());
        String what = missing.isEmpty() ? "list" : missing.getFirst().replaceAll(" .*", "");
        throw new ScanStopped(
                ScanStopped.Reason.OTHER_SETTINGS,
                "this scan was begun with another " + what + "; give the same again or name another --out");
    }

    private static void skipDone(Inventory inventory, long done) throws IOException, ScanStopped {
        for (long i = 0; i < done; i++) {
            if (inventory.next().isEmpty()) {
                throw new ScanStopped(
                        ScanStopped.Reason.DAMAGED,
                        "the journal of this scan knows more files than its inventory; begin a new scan");
            }
        }
    }

    private void examine(Examination examination, Inventory inventory, Journal journal, Tally tally)
            throws IOException, ScanStopped {
        long before = tally.seen();
        Instant began = clock.instant();
        Deque<Future<Outcome>> pending = new ArrayDeque<>();
        ExecutorService workers = Executors.newFixedThreadPool(settings.workers());
        try {
            for (Optional<Entry> at = inventory.next(); at.isPresent(); at = inventory.next()) {
                Entry entry = at.get();
                pending.addLast(workers.submit(() -> examination.of(entry)));
                if (pending.size() >= settings.workers() * AHEAD_PER_WORKER) {
                    keep(await(pending.removeFirst()), journal, tally);
                    progress.done(tally, before, inventory.count(), began);
                }
            }
            for (Future<Outcome> last : pending) {
                keep(await(last), journal, tally);
            }
            journal.force();
        } finally {
            workers.shutdownNow();
        }
    }

    private void keep(Outcome outcome, Journal journal, Tally tally) throws IOException {
        journal.outcome(outcome);
        tally.add(outcome);
        Instant now = clock.instant();
        if (Duration.between(forced, now).compareTo(LONGEST_UNFORCED) > 0) {
            journal.force();
            forced = now;
        }
    }

    private static Outcome await(Future<Outcome> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect.getCause());
        }
    }
}
