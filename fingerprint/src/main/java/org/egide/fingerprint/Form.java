package org.egide.fingerprint;

/**
 * The two forms of PDQ in use. They usually differ by 0 to 10 bits, so like is compared with like; a hash from outside
 * whose form is unknown is compared with both.
 */
public enum Form {
    /** The filters run on the whole picture: the canonical form. */
    FULL,
    /**
     * A picture over 512 in either direction is first reduced to 512 x 512, ignoring aspect, by nearest pixel: what a
     * person's own device computes.
     */
    CAPPED_512
}
