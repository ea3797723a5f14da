package org.egide.keys;

/** Why something is kept: each purpose has its own key pair, so who may read one cannot read another. */
public enum Purpose {
    /** The bytes of a submission as they came in. */
    SUBMISSION(1),
    /** What was told, in words. */
    NARRATIVE(2),
    /** Who tells or who is named, and how to reach them. */
    IDENTITY(3),
    /** Addresses, accounts, numbers and fingerprints: what triage links and removal needs. */
    ITEM(4),
    /** Files. */
    EVIDENCE(5),
    /** Secrets of the house: signing keys, one-time password seeds. */
    HOUSE(6),
    /** Pictures, films and files that nobody asked for. */
    QUARANTINE(7);

    private final int number;

    Purpose(int number) {
        this.number = number;
    }

    /** The number stored with a sealed value; never changes. */
    public int number() {
        return number;
    }

    /** The purpose of a stored number. */
    public static Purpose of(int number) {
        for (var purpose : values()) {
            if (purpose.number == number) {
                return purpose;
            }
        }
        throw new IllegalArgumentException("no purpose " + number);
    }
}
