package org.egide.fingerprint;

/**
 * A perceptual fingerprint of a picture: 256 bits, most significant first.
 *
 * <p>Bit 255 is the highest bit of {@code a}, bit 0 the lowest of {@code d}. Hashes within 31 bits of each other are
 * treated as the same picture. A fingerprint can leak a rough thumbnail: it belongs in no log, so {@link #toString}
 * does not show it and {@link #hex} must be asked for.
 *
 * @param a bits 255 to 192
 * @param b bits 191 to 128
 * @param c bits 127 to 64
 * @param d bits 63 to 0
 */
public record Pdq(long a, long b, long c, long d) implements Comparable<Pdq> {

    /** Number of bits, and so the greatest distance. */
    public static final int BITS = 256;

    private static final int DIGITS = BITS / 4;

    /**
     * Reads 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException for anything else; the message does not repeat the text
     */
    public static Pdq parse(String hex) {
        if (hex.length() != DIGITS) {
            throw new IllegalArgumentException("a PDQ hash has 64 hexadecimal digits, not " + hex.length());
        }
        return new Pdq(word(hex, 0), word(hex, 16), word(hex, 32), word(hex, 48));
    }

    private static long word(String hex, int from) {
        long word = 0;
        for (int i = from; i < from + 16; i++) {
            word = word << 4 | digit(hex.charAt(i), i);
        }
        return word;
    }

    private static int digit(char digit, int place) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        if (digit >= 'a' && digit <= 'f') {
            return digit - 'a' + 10;
        }
        throw new IllegalArgumentException(
                "a PDQ hash is written in the digits 0-9 and a-f; place " + (place + 1) + " holds something else");
    }

    /** 64 lower-case hexadecimal digits, most significant bit first. */
    public String hex() {
        char[] digits = new char[DIGITS];
        write(a, digits, 0);
        write(b, digits, 16);
        write(c, digits, 32);
        write(d, digits, 48);
        return new String(digits);
    }

    private static void write(long word, char[] digits, int from) {
        for (int i = 0; i < 16; i++) {
            digits[from + i] = Character.forDigit((int) (word >>> (60 - 4 * i)) & 15, 16);
        }
    }

    /** Number of differing bits, 0 to 256. */
    public int distance(Pdq other) {
        return Long.bitCount(a ^ other.a)
                + Long.bitCount(b ^ other.b)
                + Long.bitCount(c ^ other.c)
                + Long.bitCount(d ^ other.d);
    }

    /** The order of the hexadecimal form. */
    @Override
    public int compareTo(Pdq other) {
        int order = Long.compareUnsigned(a, other.a);
        order = order != 0 ? order : Long.compareUnsigned(b, other.b);
        order = order != 0 ? order : Long.compareUnsigned(c, other.c);
        return order != 0 ? order : Long.compareUnsigned(d, other.d);
    }

    @Override
    public String toString() {
        return "Pdq[redacted]";
    }
}
