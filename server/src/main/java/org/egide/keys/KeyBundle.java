package org.egide.keys;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The data keys of things that belong together, usually one report: one for each purpose, made when first asked for. Stored as one
 * row by {@link Seals#store}, in the transaction that stores what they sealed.
 */
public final class KeyBundle {
    private final SealedKeyId id = SealedKeyId.random();
    private final Map<Purpose, DataKey> keys = new EnumMap<>(Purpose.class);
    private final List<DataKey> inOrder = new ArrayList<>();
    private final Seals seals;

    KeyBundle(Seals seals) {
        this.seals = seals;
    }

    public SealedKeyId id() {
        return id;
    }

    /** The key of that purpose. */
    public DataKey key(Purpose purpose) {
        return keys.computeIfAbsent(purpose, wanted -> {
            var key = seals.make(wanted, id, inOrder.size());
            inOrder.add(key);
            return key;
        });
    }

    /** The keys as the row keeps them. */
    byte[] wrapped() {
        return WrappedKey.write(inOrder);
    }
}
