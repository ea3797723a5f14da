package org.egide.fingerprint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Hashes on their way into an index: room that grows outside the heap and is given back at once. */
final class Staging implements AutoCloseable {

    private static final int FIRST = 1 << 10;

    private Arena arena = Arena.ofShared();
    private MemorySegment room = SortedRows.room(arena, FIRST);
    private int rows;

    void add(Pdq pdq) {
        if ((long) rows * SortedRows.BYTES == room.byteSize()) {
            grow();
        }
        SortedRows.put(room, rows++, pdq);
    }

    private void grow() {
        Arena wider = Arena.ofShared();
        MemorySegment grown = SortedRows.room(wider, rows * 2L);
        MemorySegment.copy(room, 0, grown, 0, room.byteSize());
        arena.close();
        arena = wider;
        room = grown;
    }

    int rows() {
        return rows;
    }

    MemorySegment all() {
        return room;
    }

    @Override
    public void close() {
        arena.close();
    }
}
