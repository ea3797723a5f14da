package org.egide.report;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A receipt code itself: eight numbers of 11 bits, 88 bits together. The first two (22 bits) select what it stands for, the other six
 * (66 bits) are the secret. How it looks is a {@link Disguise}. Never logged, never stored.
 */
public record ReceiptCode(List<Integer> numbers) {
    static final int LENGTH = 8;
    static final int BITS = 11;
    static final int VALUES = 1 << BITS;
    private static final int SELECTING = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    public ReceiptCode {
        numbers = List.copyOf(numbers);
        if (numbers.size() != LENGTH || numbers.stream().anyMatch(number -> number < 0 || number >= VALUES)) {
            throw new IllegalArgumentException("a code has eight numbers of 11 bits");
        }
    }

    static ReceiptCode random() {
        return new ReceiptCode(IntStream.range(0, LENGTH)
                .mapToObj(place -> RANDOM.nextInt(VALUES))
                .toList());
    }

    /** All 88 bits as one number. */
    BigInteger whole() {
        return numbers.stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, (sum, number) -> sum.shiftLeft(BITS).or(number));
    }

    /** The code of that number; nothing when it has more than 88 bits. */
    static Optional<ReceiptCode> of(BigInteger whole) {
        if (whole.signum() < 0 || whole.bitLength() > LENGTH * BITS) {
            return Optional.empty();
        }
        var lowest = BigInteger.valueOf(VALUES - 1);
        return Optional.of(new ReceiptCode(IntStream.range(0, LENGTH)
                .mapToObj(place -> whole.shiftRight((LENGTH - 1 - place) * BITS)
                        .and(lowest)
                        .intValue())
                .toList()));
    }

    long selector() {
        return numbers.stream()
                .limit(SELECTING)
                .mapToLong(Integer::longValue)
                .reduce(0, (sum, one) -> sum * VALUES + one);
    }

    /** The secret part as the input of Argon2id; its form is part of every stored tag. */
    String secret() {
        return numbers.stream().skip(SELECTING).map(number -> number + " ").collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return "ReceiptCode[hidden]";
    }
}
