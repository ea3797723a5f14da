package org.egide.fingerprints;

import java.util.Optional;

/** What a source says of one of its entries. The last word of the same name counts. */
public sealed interface ForeignChange {
    /** How the source names it. */
    ForeignName name();

    /** It stands, with these fingerprints, in place of what stood under that name. */
    record Stands(ForeignName name, Hashes hashes, Optional<String> classification) implements ForeignChange {}

    /** The source took it back. */
    record Gone(ForeignName name) implements ForeignChange {}

    /** It stands there, but with nothing that we could compare: what stood here under that name holds no longer. */
    record Unusable(ForeignName name) implements ForeignChange {}
}
