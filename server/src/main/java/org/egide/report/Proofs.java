package org.egide.report;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What a code proves itself by: Argon2id (64 MiB, 3 passes, one lane) over its secret part with salt and pepper, when its turn comes. */
@Component
final class Proofs {
    private static final int KILOBYTES = 64 * 1024;
    private static final int PASSES = 3;

    private final Pepper pepper;
    private final Turns turns;
    private final int kilobytes;
    private final int passes;

    @Autowired
    Proofs(Pepper pepper, Turns turns) {
        this(pepper, turns, KILOBYTES, PASSES);
    }

    /** With other costs, for tests that look at thousands of codes. */
    Proofs(Pepper pepper, Turns turns, int kilobytes, int passes) {
        this.pepper = pepper;
        this.turns = turns;
        this.kilobytes = kilobytes;
        this.passes = passes;
    }

    /** A code's tag, which is stored, and the secret that it opens things with, which is not; both from one costly computation. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    record Proof(byte[] tag, byte[] secret) {
        @Override
        public String toString() {
            return "Proof[hidden]";
        }
    }

    Proof of(ReceiptCode code, byte[] salt, boolean aside) {
        return turns.take(aside, () -> compute(code, salt));
    }

    /** Whether who asks may have something that was computed before; it counts as a turn of theirs all the same. */
    boolean spare() {
        return turns.hadLittle();
    }

    private Proof compute(ReceiptCode code, byte[] salt) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(kilobytes)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .withSecret(pepper.bytes())
                .build());
        var tag = new byte[32];
        generator.generateBytes(code.secret().getBytes(StandardCharsets.US_ASCII), tag);
        return new Proof(Pepper.hmac(tag, "tag"), Pepper.hmac(tag, "key"));
    }
}
