package org.egide.report;

/**
 * A receipt code just made: the words for the person, and what the database keeps instead of them (selector, salt, tag). The
 * words exist only here and on the page that shows them.
 */
public record IssuedCode(String words, long selector, byte[] salt, byte[] tag) {
    @Override
    public String toString() {
        return "IssuedCode[hidden]";
    }
}
