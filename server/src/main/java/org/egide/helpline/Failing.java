package org.egide.helpline;

/** A point in which a line's file fails: a stable code, where in the file, and one sentence for the operator. */
public record Failing(String code, String where, String sentence) {
    @Override
    public String toString() {
        return code + " at " + where + ": " + sentence;
    }
}
