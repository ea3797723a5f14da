package org.egide.report;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.egide.keys.ReturnKey;
import org.springframework.stereotype.Component;

/**
 * A change of code in two pages: the first shows the new code, the second makes it count. Between them everything is in a sealed hidden
 * field that opens nothing else, so a connection that drops leaves the old code or the new one, never none.
 */
@Component
public final class CodeChanges {
    /** So long the page with the new code may stand open. */
    public static final Duration LASTS = Duration.ofMinutes(30);

    private final ReceiptCodes codes;
    private final SealedField field;

    CodeChanges(ReceiptCodes codes, Pepper pepper, Clock clock) {
        this.codes = codes;
        this.field = new SealedField(pepper, "code-change", LASTS, clock);
    }

    /** A new code for the holder of the old one; it opens nothing before {@link #change}. */
    public record Offer(Return back, long old, ReceiptCode fresh) {
        @Override
        public String toString() {
            return "Offer[hidden]";
        }
    }

    /** Shows what the code would be; any holder may ask, and who holds a provisional code must. */
    public Offer offer(Return back) {
        return new Offer(back, codes.selectorOf(back.subject()), codes.fresh());
    }

    /** From the same transaction on the new code opens and the old one opens nothing; what was written before stays readable. */
    public void change(Offer offer) {
        codes.change(offer.back(), offer.old(), offer.fresh());
    }

    /** The offer as a hidden field. */
    public String write(Offer offer) {
        var key = offer.back().key().bytes();
        var subject = offer.back().subject();
        var plain = ByteBuffer.allocate(1 + 3 * Long.BYTES + ReceiptCode.LENGTH * Short.BYTES + key.length)
                .put((byte) subject.kind().ordinal())
                .putLong(subject.id().getMostSignificantBits())
                .putLong(subject.id().getLeastSignificantBits())
                .putLong(offer.old());
        offer.fresh().numbers().forEach(number -> plain.putShort(number.shortValue()));
        return field.write(plain.put(key).array());
    }

    /** The offer in a hidden field; nothing when it is not ours or too old. */
    public Optional<Offer> read(String written) {
        return field.read(written).map(bytes -> {
            var plain = ByteBuffer.wrap(bytes);
            var kind = Subject.Kind.values()[plain.get()];
            var subject = new Subject(kind, new UUID(plain.getLong(), plain.getLong()));
            var old = plain.getLong();
            var fresh = code(plain);
            var key = new byte[plain.remaining()];
            plain.get(key);
            return new Offer(new Return(subject, ReturnKey.of(key)), old, fresh);
        });
    }

    private static ReceiptCode code(ByteBuffer plain) {
        var numbers = new ArrayList<Integer>();
        for (var place = 0; place < ReceiptCode.LENGTH; place++) {
            numbers.add((int) plain.getShort());
        }
        return new ReceiptCode(numbers);
    }
}
