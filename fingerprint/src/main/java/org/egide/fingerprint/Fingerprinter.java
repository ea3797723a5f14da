package org.egide.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.Refusal.Reason;

/**
 * From the bytes of a file to all its fingerprints. Keeps nothing; safe for use by many threads.
 *
 * <p>Memory: each file's bytes twice, and decoded pictures, mostly 3 and at most 8 bytes a pixel. However many threads
 * ask, the pictures that are decoded at one time hold together no more pixels than one picture may; others wait.
 */
public final class Fingerprinter {

    private static final int PIXELS_A_PERMIT = 4096;

    private final PictureReader reader;
    private final PdqHasher hasher = new PdqHasher();
    private final int permits;
    private final Semaphore room;

    /** With the default limits. */
    public Fingerprinter() {
        this(Limits.DEFAULT);
    }

    /** With limits of one's own. */
    public Fingerprinter(Limits limits) {
        this(limits, Luma.CONVERTED);
    }

    /** With limits of one's own, and perhaps faster on JPEG. */
    public Fingerprinter(Limits limits, Luma luma) {
        this.reader = new PictureReader(limits, luma);
        this.permits = Math.toIntExact(Math.ceilDiv(limits.pixels(), PIXELS_A_PERMIT));
        this.room = new Semaphore(permits, true);
    }

    /** The fingerprints of these bytes: whatever they are, this returns. */
    public Fingerprints of(byte[] bytes) {
        ExactHashes exact = ExactHashes.of(bytes);
        try {
            Perceptual perceptual = perceptual(reader.scan(bytes));
            return new Fingerprints(exact, Optional.of(perceptual), Optional.empty());
        } catch (RefusedException refused) {
            return new Fingerprints(exact, Optional.empty(), Optional.of(refused.refusal()));
        }
    }

    /**
     * The perceptual hashes of a picture that something else has decoded, with and without its uniform borders.
     *
     * @return nothing if the picture is under 5 pixels in either direction
     */
    public Optional<Perceptual> of(Pixels pixels) {
        try {
            return Optional.of(perceptual(pixels));
        } catch (RefusedException tooSmall) {
            return Optional.empty();
        }
    }

    private Perceptual perceptual(Scan scan) throws RefusedException {
        int needed = Math.clamp(Math.ceilDiv((long) scan.width() * scan.height(), PIXELS_A_PERMIT), 1, permits);
        room.acquireUninterruptibly(needed);
        try {
            return perceptual(reader.decode(scan).pixels());
        } finally {
            room.release(needed);
        }
    }

    private Perceptual perceptual(Pixels pixels) throws RefusedException {
        PerceptualHash full = hash(pixels, Form.FULL);
        return new Perceptual(full, hash(pixels, Form.CAPPED_512), trimmed(pixels));
    }

    private List<Trimmed> trimmed(Pixels pixels) throws RefusedException {
        List<Trimmed> found = new ArrayList<>();
        for (Area area : Borders.within(pixels)) {
            Pixels inside = new CroppedPixels(pixels, area);
            PerceptualHash full = hash(inside, Form.FULL);
            PerceptualHash capped = hash(inside, Form.CAPPED_512);
            if (full.trusted() || capped.trusted()) {
                found.add(new Trimmed(area, full, capped));
            }
        }
        return found;
    }

    private PerceptualHash hash(Pixels pixels, Form form) throws RefusedException {
        return hasher.hash(pixels, form)
                .orElseThrow(() -> new RefusedException(
                        Reason.TOO_SMALL, pixels.width() + " x " + pixels.height() + " pixels are too few for a hash"));
    }
}
