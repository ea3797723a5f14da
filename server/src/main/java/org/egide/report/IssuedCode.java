package org.egide.report;

import org.egide.keys.ReturnKeys;

/**
 * A receipt code just made: the code for the person, its words in their language, and what the database keeps instead of it (salt, tag,
 * and the key pair of the way back). The code exists only here and on the page that shows it. One that somebody else has seen, for
 * instance an operator writing for a caller, is {@code provisional}: it opens nothing but the way to a new one (R14).
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only stored
public record IssuedCode(
        ReceiptCode code, String words, byte[] salt, byte[] tag, ReturnKeys.Pair pair, boolean provisional) {
    long selector() {
        return code.selector();
    }

    @Override
    public String toString() {
        return "IssuedCode[hidden]";
    }
}
