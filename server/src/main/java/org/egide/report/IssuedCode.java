package org.egide.report;

import org.egide.keys.ReturnKeys;

/**
 * A receipt code just made: the words for the person, and what the database keeps instead of them (selector, salt, tag, and the key
 * pair of the way back). The words exist only here and on the page that shows them.
 */
public record IssuedCode(String words, long selector, byte[] salt, byte[] tag, ReturnKeys.Pair pair) {
    @Override
    public String toString() {
        return "IssuedCode[hidden]";
    }
}
