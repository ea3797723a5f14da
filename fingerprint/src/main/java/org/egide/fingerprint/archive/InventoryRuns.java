package org.egide.fingerprint.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.egide.fingerprint.archive.Inventory.Entry;

/** Sorts more entries than memory holds: sorted runs on disk, merged in the end. */
final class InventoryRuns {

    private static final int ENTRIES_A_RUN = 100_000;
    private static final long BYTES_A_RUN = 16L * 1024 * 1024;

    private final Path folder;
    private final List<Path> runs = new ArrayList<>();
    private final List<Entry> held = new ArrayList<>();
    private long heldBytes;
    private long count;

    InventoryRuns(Path folder) {
        this.folder = folder;
    }

    void add(Entry entry) throws IOException {
        held.add(entry);
        heldBytes += entry.path().bytes().length;
        count++;
        if (held.size() >= ENTRIES_A_RUN || heldBytes >= BYTES_A_RUN) {
            spill();
        }
    }

    long count() {
        return count;
    }

    private void spill() throws IOException {
        held.sort(Comparator.comparing(Entry::path));
        Path run = folder.resolve("run-" + runs.size());
        runs.add(run);
        try (RecordFile.Writer out = new RecordFile.Writer(run, 0)) {
            for (Entry entry : held) {
                out.append(entry.payload());
            }
            out.flush();
        }
        held.clear();
        heldBytes = 0;
    }

    /** Writes all entries in order to this file, durably, and removes the runs. */
    void merge(Path file) throws IOException {
        spill();
        PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(run -> run.head.path()));
        try (RecordFile.Writer out = new RecordFile.Writer(file, 0)) {
            out.append(ByteBuffer.allocate(Long.BYTES).putLong(count).array());
            for (Path path : runs) {
                Run.open(path).ifPresent(heads::add);
            }
            for (Run least = heads.poll(); least != null; least = heads.poll()) {
                out.append(least.head.payload());
                if (least.advance()) {
                    heads.add(least);
                }
            }
            out.force();
        } finally {
            for (Run left : heads) {
                left.close();
            }
        }
        for (Path run : runs) {
            Files.delete(run);
        }
    }

    /** One run and the least of its entries that was not taken yet. */
    private static final class Run implements Closeable {

        private final RecordFile.Reader in;
        private Entry head;

        private Run(RecordFile.Reader in, Entry head) {
            this.in = in;
            this.head = head;
        }

        static Optional<Run> open(Path path) throws IOException {
            RecordFile.Reader in = new RecordFile.Reader(path, 0);
            Optional<byte[]> first = in.next();
            if (first.isEmpty()) {
                in.close();
                return Optional.empty();
            }
            return Optional.of(new Run(in, Entry.of(first.get())));
        }

        boolean advance() throws IOException {
            Optional<byte[]> next = in.next();
            if (next.isEmpty()) {
                in.close();
                return false;
            }
            head = Entry.of(next.get());
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
