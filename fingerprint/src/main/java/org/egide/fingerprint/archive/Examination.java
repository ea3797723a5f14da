package org.egide.fingerprint.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.Limits;
import org.egide.fingerprint.Luma;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprint.Refusal;
import org.egide.fingerprint.archive.Inventory.Entry;
import org.egide.fingerprint.archive.Outcome.Hit;
import org.egide.fingerprint.archive.Outcome.Picture;

/**
 * Reads one file, hashes it and holds it against the lists. Whatever the file is, an outcome comes back. Safe for use by
 * many threads: however many ask, the files in memory have together no more bytes than one file may have.
 */
final class Examination {

    /** The decoders failed in a way of which they do not speak. */
    static final String DECODER_FAILED = "DECODER_FAILED";

    /** The memory of this process is too small for the picture. */
    static final String OUT_OF_MEMORY = "OUT_OF_MEMORY";

    private static final int BYTES_A_PERMIT = 4096;

    private final Path root;
    private final URI rootAddress;
    private final List<KnownList> lists;
    private final int threshold;
    private final Limits limits;
    private final Fingerprinter fingerprinter;
    private final int permits;
    private final Semaphore room;

    /** Hashes, and a stable code if there are no perceptual ones. */
    private record Examined(ExactHashes exact, Optional<Perceptual> perceptual, String reason) {}

    Examination(Path root, List<KnownList> lists, int threshold, Limits limits) {
        this.root = root;
        this.rootAddress = root.toUri();
        this.lists = List.copyOf(lists);
        this.threshold = threshold;
        this.limits = limits;
        this.fingerprinter = new Fingerprinter(limits, Luma.STORED);
        this.permits = Math.toIntExact(Math.ceilDiv(limits.bytes(), BYTES_A_PERMIT));
        this.room = new Semaphore(permits, true);
    }

    /** What a file that could not be looked at or read counts as. */
    static Skip skip(IOException unreadable) {
        return switch (unreadable) {
            case AccessDeniedException denied -> Skip.NO_PERMISSION;
            case NoSuchFileException gone -> Skip.VANISHED;
            case IOException other -> Skip.UNREADABLE;
        };
    }

    Outcome of(Entry entry) {
        if (entry.skip().isPresent()) {
            return new Outcome.Skipped(entry.skip().get());
        }
        try {
            return file(entry, entry.path().below(root, rootAddress));
        } catch (IOException unreadable) {
            return new Outcome.Skipped(skip(unreadable));
        }
    }

    private Outcome file(Entry entry, Path path) throws IOException {
        BasicFileAttributes before = attributes(path);
        // A pipe in the place of a file would never end.
        if (!before.isRegularFile()) {
            return new Outcome.Skipped(before.isSymbolicLink() ? Skip.LINK : Skip.SPECIAL);
        }
        try (Counted in = new Counted(
                Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), before.size())) {
            Examined examined = before.size() > limits.bytes() ? tooLarge(in) : small(in, before.size());
            BasicFileAttributes after = attributes(path);
            boolean changed = differs(entry, before) || differs(entry, after) || in.count != before.size();
            return outcome(in.count, changed, examined);
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean differs(Entry entry, BasicFileAttributes now) {
        return entry.size() != now.size()
                || entry.modified() != now.lastModifiedTime().toMillis();
    }

    private static Examined tooLarge(InputStream in) throws IOException {
        return new Examined(ExactHashes.of(in), Optional.empty(), Refusal.Reason.TOO_LARGE.name());
    }

    private Examined small(InputStream in, long size) throws IOException {
        int needed = Math.clamp(Math.ceilDiv(size, BYTES_A_PERMIT), 1, permits);
        room.acquireUninterruptibly(needed);
        try {
            return fingerprints(in.readAllBytes());
        } finally {
            room.release(needed);
        }
    }

    /** What damaged bytes can do to a decoder is not to end a scan of millions of files. */
    private Examined fingerprints(byte[] bytes) {
        try {
            Fingerprints found = fingerprinter.of(bytes);
            return new Examined(
                    found.exact(),
                    found.perceptual(),
                    found.refusal().map(refusal -> refusal.reason().name()).orElse(""));
        } catch (OutOfMemoryError tooLittle) {
            return new Examined(ExactHashes.of(bytes), Optional.empty(), OUT_OF_MEMORY);
        } catch (StackOverflowError | RuntimeException failed) {
            return new Examined(ExactHashes.of(bytes), Optional.empty(), DECODER_FAILED);
        }
    }

    private Outcome outcome(long size, boolean changed, Examined examined) {
        List<Hit> hits = new ArrayList<>();
        int left = 0;
        for (KnownList list : lists) {
            KnownList.Hits found = list.hits(examined.exact(), examined.perceptual(), threshold);
            hits.addAll(found.hits());
            left += found.left();
        }
        boolean low = examined.perceptual().filter(Examination::isLow).isPresent();
        return new Outcome.Hashed(
                size,
                changed,
                examined.exact(),
                examined.perceptual().map(Examination::picture),
                low ? Outcome.LOW_QUALITY : examined.reason(),
                hits,
                left);
    }

    private static boolean isLow(Perceptual perceptual) {
        return !perceptual.trusted();
    }

    private static Picture picture(Perceptual perceptual) {
        PerceptualHash full = perceptual.full();
        PerceptualHash capped = perceptual.capped();
        return new Picture(full.pdq(), full.quality(), capped.pdq(), capped.quality());
    }

    /** No more than the file had when it was opened: one that grows without end is read to an end. */
    private static final class Counted extends FilterInputStream {

        private final long most;
        private long count;

        Counted(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (count >= most && length > 0) {
                return -1;
            }
            int read = super.read(bytes, from, (int) Math.min(length, most - count));
            count += Math.max(read, 0);
            return read;
        }
    }
}
