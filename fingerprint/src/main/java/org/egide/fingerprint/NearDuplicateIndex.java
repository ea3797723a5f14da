package org.egide.fingerprint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A set of hashes that finds every entry within a distance of a query: exact, nothing near is ever missed.
 *
 * <p>Equal hashes are one entry: who keeps several lists counts the owners himself and withdraws with the last one. An
 * addition or withdrawal that has returned is seen by every query that starts afterwards. Queries take no lock and wait
 * for nobody; changes wait for each other, never for a merge.
 *
 * <p>Entries are held in parts that never change, outside the heap, and in a small part for the latest additions, which a
 * query compares one by one. When that is full, a thread of its own merges it with parts not much larger than itself, so
 * that there are few; a merge needs as much memory as the parts that it makes, and what it replaces is given back when
 * the collector finds that no query holds it. How entries are held, and so what a query costs, is not promised; {@code
 * docs/guide/benchmarks.md} says what was measured.
 */
public final class NearDuplicateIndex {

    /** The greatest threshold a query may ask for: beyond it hashes are not treated as the same picture. */
    public static final int GREATEST_THRESHOLD = 31;

    private static final int FIRST_CAPACITY = 64;
    private static final int LAST_CAPACITY = 1 << 13;

    /** A merge takes in a part that is at most this many times as large as what it has gathered. */
    private static final int LARGER = 2;

    /** Full deltas that one merge takes in, when they come faster than it. */
    private static final int MOST_AT_ONCE = 512;

    private final long seed = new SplittableRandom().nextLong();

    private volatile State state;
    private volatile int size;
    private boolean merging;

    /** What was withdrawn from the parts since the running merge began to read them. */
    private final List<Pdq> withdrawnMeanwhile = new ArrayList<>();

    /**
     * What queries look through.
     *
     * @param delta the latest additions
     * @param full earlier ones that wait for a merge
     * @param segments the merged ones
     */
    private record State(Delta delta, List<Delta> full, List<Segment> segments) {

        boolean contains(Pdq pdq) {
            return counts(delta, pdq)
                    || full.stream().anyMatch(part -> counts(part, pdq))
                    || segments.stream().anyMatch(part -> counts(part.find(pdq), part.withdrawn()));
        }

        private static boolean counts(Delta delta, Pdq pdq) {
            return counts(delta.find(pdq), delta.withdrawn());
        }

        private static boolean counts(int row, Withdrawn withdrawn) {
            return row >= 0 && !withdrawn.has(row);
        }
    }

    /** What a merge makes one segment of. */
    private record Work(List<Delta> full, List<Segment> segments) {

        int counting() {
            return full.stream()
                            .mapToInt(part -> part.rows() - part.withdrawn().count())
                            .sum()
                    + segments.stream().mapToInt(Segment::counting).sum();
        }
    }

    /**
     * An entry near a query.
     *
     * @param pdq the entry
     * @param distance differing bits, 0 to the threshold
     */
    public record Neighbour(Pdq pdq, int distance) {}

    /** An empty index. */
    public NearDuplicateIndex() {
        this(List.of());
    }

    private NearDuplicateIndex(List<Segment> segments) {
        state = new State(new Delta(FIRST_CAPACITY, seed), List.of(), List.copyOf(segments));
        size = segments.stream().mapToInt(Segment::counting).sum();
    }

    /** An index of many entries at once, in any order, equal ones among them: all processors build it together. */
    public static NearDuplicateIndex of(Iterator<Pdq> entries) {
        List<Segment> segments = new ArrayList<>();
        while (entries.hasNext()) {
            Segment segment = segment(entries);
            for (int row = 0; row < segment.rows() && !segments.isEmpty(); row++) {
                Pdq pdq = segment.pdq(row);
                if (segments.stream().anyMatch(earlier -> earlier.find(pdq) >= 0)) {
                    segment.withdrawn().add(row);
                }
            }
            segments.add(segment);
        }
        return new NearDuplicateIndex(segments);
    }

    private static Segment segment(Iterator<Pdq> entries) {
        Staging staging = new Staging();
        try (staging) {
            while (entries.hasNext() && staging.rows() < Segment.MOST_ROWS) {
                staging.add(entries.next());
            }
            return Segment.of(staging.all(), staging.rows(), true);
        }
    }

    /**
     * What {@link #save} wrote.
     *
     * @throws SnapshotRefusedException when the file is no snapshot, or not a whole one
     * @throws IOException when it cannot be read
     */
    public static NearDuplicateIndex load(Path file) throws IOException {
        return new NearDuplicateIndex(Snapshot.read(file));
    }

    /**
     * Writes the entries, with what finds them, to a file; the file holds either what it held or all of it. Changes that
     * come while it is being written are not in it.
     */
    public void save(Path file) throws IOException {
        Work all = asNow();
        List<Segment> parts = new ArrayList<>(all.segments);
        parts.add(merged(new Work(all.full, List.of())));
        Snapshot.write(file, parts);
    }

    /** The entries as they are now, in no order; what changes afterwards is not in it. It takes no second copy of them. */
    public Collection<Pdq> entries() {
        Work all = asNow();
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return all.counting();
            }

            @Override
            public Iterator<Pdq> iterator() {
                return Stream.concat(
                                all.full.stream()
                                        .flatMap(part -> IntStream.range(0, part.rows())
                                                .filter(row -> !part.withdrawn().has(row))
                                                .mapToObj(part::pdq)),
                                all.segments.stream()
                                        .flatMap(part -> IntStream.range(0, part.rows())
                                                .filter(row -> !part.withdrawn().has(row))
                                                .mapToObj(part::pdq)))
                        .iterator();
            }
        };
    }

    private synchronized Work asNow() {
        List<Delta> unmerged = new ArrayList<>(state.full);
        unmerged.add(state.delta);
        return new Work(
                unmerged.stream().map(Delta::asNow).toList(),
                state.segments.stream().map(Segment::asNow).toList());
    }

    /** Adds an entry; false if it was there. */
    public synchronized boolean add(Pdq pdq) {
        if (state.contains(pdq)) {
            return false;
        }
        int row = state.delta.find(pdq);
        if (row >= 0) {
            state.delta.withdrawn().remove(row);
        } else {
            if (state.delta.full()) {
                makeRoom();
            }
            state.delta.append(pdq);
        }
        size++;
        return true;
    }

    private void makeRoom() {
        State old = state;
        if (old.delta.capacity() < LAST_CAPACITY) {
            state = new State(old.delta.grown(), old.full, old.segments);
            return;
        }
        List<Delta> full = new ArrayList<>(old.full);
        full.add(old.delta);
        state = new State(new Delta(LAST_CAPACITY, seed), List.copyOf(full), old.segments);
        if (!merging) {
            merging = true;
            Thread.ofPlatform().daemon().name("near-duplicate merge").start(this::merge);
        }
    }

    /** Withdraws an entry; false if it was not there. */
    public synchronized boolean withdraw(Pdq pdq) {
        State now = state;
        boolean gone = withdraw(now.delta.find(pdq), now.delta.withdrawn());
        for (int i = 0; i < now.full.size() && !gone; i++) {
            gone = withdrawMerging(now.full.get(i).find(pdq), now.full.get(i).withdrawn(), pdq);
        }
        for (int i = 0; i < now.segments.size() && !gone; i++) {
            gone = withdrawMerging(
                    now.segments.get(i).find(pdq), now.segments.get(i).withdrawn(), pdq);
        }
        size -= gone ? 1 : 0;
        return gone;
    }

    private static boolean withdraw(int row, Withdrawn withdrawn) {
        if (row < 0 || withdrawn.has(row)) {
            return false;
        }
        withdrawn.add(row);
        return true;
    }

    private boolean withdrawMerging(int row, Withdrawn withdrawn, Pdq pdq) {
        boolean gone = withdraw(row, withdrawn);
        if (gone && merging) {
            withdrawnMeanwhile.add(pdq);
        }
        return gone;
    }

    /** True if exactly this hash is an entry. */
    public boolean contains(Pdq pdq) {
        return state.contains(pdq);
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    /**
     * Every entry within the threshold, nearest first, equally near ones in the order of their hexadecimal form.
     *
     * @param query what to look for, in the same form as the entries
     * @param threshold greatest distance that counts, 0 to 31
     * @throws IllegalArgumentException for any other threshold
     */
    public List<Neighbour> near(Pdq query, int threshold) {
        if (threshold < 0 || threshold > GREATEST_THRESHOLD) {
            throw new IllegalArgumentException(
                    "the threshold is between 0 and " + GREATEST_THRESHOLD + ", not " + threshold);
        }
        State now = state;
        Search search = new Search(query, threshold);
        // From the latest to the earliest: an entry that is withdrawn and added again meanwhile is not found twice.
        now.delta.near(search);
        for (int i = now.full.size() - 1; i >= 0; i--) {
            now.full.get(i).near(search);
        }
        for (Segment segment : now.segments) {
            segment.near(search);
        }
        return search.inOrder();
    }

    private void merge() {
        boolean more = true;
        try {
            while (more) {
                Work work = next();
                more = !work.full.isEmpty();
                if (more) {
                    replace(work, merged(work));
                }
            }
        } finally {
            // After a failure too (memory, most likely): queries stay right, and the next full part tries again.
            if (more) {
                stop();
            }
        }
    }

    private synchronized void stop() {
        merging = false;
        withdrawnMeanwhile.clear();
        notifyAll();
    }

    /** What waits, and segments that are not much larger or of which little is left; nothing ends the merging. */
    private synchronized Work next() {
        withdrawnMeanwhile.clear();
        State now = state;
        if (now.full.isEmpty()) {
            stop();
            return new Work(List.of(), List.of());
        }
        List<Segment> taken = new ArrayList<>();
        List<Delta> full = now.full.subList(0, Math.min(now.full.size(), MOST_AT_ONCE));
        long gathered = full.stream().mapToLong(Delta::rows).sum();
        List<Segment> bySize = now.segments.stream()
                .sorted(Comparator.comparingInt(Segment::counting))
                .toList();
        for (Segment segment : bySize) {
            long together = gathered + segment.counting();
            boolean hollow = segment.counting() < segment.rows() / 2;
            if ((hollow || segment.counting() <= LARGER * gathered) && together <= Segment.MOST_ROWS) {
                taken.add(segment);
                gathered = together;
            }
        }
        return new Work(full, taken);
    }

    private static Segment merged(Work work) {
        try (Arena scratch = Arena.ofConfined()) {
            // What counts can only become less meanwhile: nothing is added to a part that is merged.
            MemorySegment rows = SortedRows.room(scratch, work.counting());
            int count = 0;
            for (Delta part : work.full) {
                for (int row = 0; row < part.rows(); row++) {
                    if (!part.withdrawn().has(row)) {
                        SortedRows.put(rows, count++, part.pdq(row));
                    }
                }
            }
            for (Segment part : work.segments) {
                for (int row = 0; row < part.rows(); row++) {
                    if (!part.withdrawn().has(row)) {
                        SortedRows.put(rows, count++, part.pdq(row));
                    }
                }
            }
            return Segment.of(rows, count, false);
        }
    }

    private synchronized void replace(Work work, Segment merged) {
        for (Pdq pdq : withdrawnMeanwhile) {
            int row = merged.find(pdq);
            if (row >= 0) {
                merged.withdrawn().add(row);
            }
        }
        State old = state;
        List<Delta> full = new ArrayList<>(old.full);
        full.removeAll(work.full);
        List<Segment> segments = new ArrayList<>(old.segments);
        segments.removeAll(work.segments);
        if (merged.rows() > 0) {
            segments.add(merged);
        }
        state = new State(old.delta, List.copyOf(full), List.copyOf(segments));
    }

    /** Waits until no merge runs. */
    synchronized void awaitMerged() throws InterruptedException {
        while (merging) {
            wait();
        }
    }
}
