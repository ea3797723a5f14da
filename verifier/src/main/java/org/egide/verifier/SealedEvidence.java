package org.egide.verifier;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** An evidence package under its transport seal ({@code NAME.zip.age}). */
public final class SealedEvidence implements Checkable {
    private final byte[] sealed;

    /** Keeps the bytes, not a copy, because packages are large: they must not change meanwhile. */
    public SealedEvidence(byte[] sealed) {
        this.sealed = sealed;
    }

    @Override
    public Verdict check(Expectations expectations) {
        var gathering = new Verdict.Gathering();
        var opened = new AtomicReference<byte[]>(new byte[0]);
        boolean open = gathering.look(Check.SEAL, () -> {
            String identity = expectations
                    .identityFile()
                    .orElseThrow(() -> new Refused(
                            RefusalCode.SEAL_IDENTITY_MISSING,
                            "The package is sealed; name the file of an identity with --identity."));
            opened.set(new AgeEnvelope(expectations.limits()).open(sealed, identity));
            return "The transport seal opens with the identity given, and its content is whole.";
        });
        Verdict outside = gathering.verdict(Optional.empty());
        return open
                ? new EvidenceZip(opened.get())
                        .check(expectations)
                        .after(outside.findings().getFirst())
                : outside;
    }
}
