package org.egide.verifier;

/**
 * How much a stranger's file may cost.
 *
 * @param bytes largest container, opened or sealed, in bytes
 * @param entries largest number of files in a container
 */
public record Limits(long bytes, int entries) {
    /** 512 MB and 10,000 files. */
    public static final Limits USUAL = new Limits(512L * 1024 * 1024, 10_000);

    public Limits {
        if (bytes < 1 || bytes > Integer.MAX_VALUE - 64L * 1024) {
            throw new IllegalArgumentException("the size limit must lie between 1 byte and 2 GB");
        }
        if (entries < 1 || entries > 65_535) {
            throw new IllegalArgumentException("the number of files must lie between 1 and 65535");
        }
    }

    /** The same limits with another size, in bytes. */
    public Limits withBytes(long other) {
        return new Limits(other, entries);
    }
}
