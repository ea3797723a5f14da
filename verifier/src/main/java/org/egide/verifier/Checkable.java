package org.egide.verifier;

import java.nio.file.Path;

/**
 * A kind of thing an outsider can have checked. The transparency log becomes one more permitted kind, recognised by
 * its own first bytes.
 */
public sealed interface Checkable permits EvidenceZip, SealedEvidence, ScanResult, UnknownKind {

    /** Looks at everything there is to look at; never throws for what a stranger put into the bytes. */
    Verdict check(Expectations expectations);

    /** The kind of thing a file with these bytes is; what belongs to it may lie in the same folder. */
    static Checkable recognise(byte[] bytes, Path folder) {
        return ScanResult.recognises(bytes) ? new ScanResult(bytes, folder) : recognise(bytes);
    }

    /** The kind of thing these bytes are, by how they begin. */
    static Checkable recognise(byte[] bytes) {
        if (AgeEnvelope.recognises(bytes)) {
            return new SealedEvidence(bytes);
        }
        if (bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4) {
            return new EvidenceZip(bytes);
        }
        return new UnknownKind();
    }
}
