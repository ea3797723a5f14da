package org.egide.verifier;

import java.util.Optional;

/** Bytes that begin like nothing a node hands out. */
final class UnknownKind implements Checkable {
    @Override
    public Verdict check(Expectations expectations) {
        var gathering = new Verdict.Gathering();
        gathering.look(Check.FILE, () -> {
            throw new Refused(
                    RefusalCode.KIND_UNKNOWN,
                    "The file is neither an evidence package nor a sealed one nor the manifest of a scan, or is damaged.");
        });
        return gathering.verdict(Optional.empty());
    }
}
