package org.egide.keys;

import java.util.UUID;

/**
 * A data key just made, with which values can be sealed while it is in memory. The database keeps it only wrapped; whoever holds
 * no private key cannot get it back.
 */
public final class DataKey {
    private final SealedKeyId id;
    private final int place;
    private final UUID epoch;
    private final byte[] secret;
    private final byte[] wrapped;

    DataKey(SealedKeyId id, int place, UUID epoch, byte[] secret, byte[] wrapped) {
        this.id = id;
        this.place = place;
        this.epoch = epoch;
        this.secret = secret;
        this.wrapped = wrapped;
    }

    /** The row it is kept in, shared by the keys that belong together. */
    public SealedKeyId id() {
        return id;
    }

    int place() {
        return place;
    }

    UUID epoch() {
        return epoch;
    }

    byte[] secret() {
        return secret;
    }

    byte[] wrapped() {
        return wrapped;
    }

    @Override
    public String toString() {
        return "DataKey[" + id.value() + " " + place + "]";
    }
}
