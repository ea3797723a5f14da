package org.egide.fingerprint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.egide.fingerprint.NearDuplicateIndex.Neighbour;

/** One query on its way: what is looked for, what was found, and room for the rows still to be compared. */
final class Search {

    /** Places that can wait. */
    static final int ROOM = 1 << 11;

    final long a;
    final long b;
    final long c;
    final long d;
    final int threshold;

    /** Places in a posting list that came through its filter; used by one chunk at a time. */
    final int[] pending = new int[ROOM];

    int waiting;

    private final List<Neighbour> found = new ArrayList<>();

    Search(Pdq query, int threshold) {
        this.a = query.a();
        this.b = query.b();
        this.c = query.c();
        this.d = query.d();
        this.threshold = threshold;
    }

    /** The 16 bits of the query in a chunk, 0 for the most significant ones. */
    int chunk(int number) {
        return Chunks.of(a, b, c, d, number);
    }

    void found(Pdq pdq, int distance) {
        found.add(new Neighbour(pdq, distance));
    }

    int size() {
        return found.size();
    }

    /** Drops what was found after the first so many. */
    void forget(int from) {
        found.subList(from, found.size()).clear();
        waiting = 0;
    }

    /** Nearest first, equally near ones in the order of their hexadecimal form. */
    List<Neighbour> inOrder() {
        if (found.size() > 1) {
            found.sort(Comparator.comparingInt(Neighbour::distance).thenComparing(Neighbour::pdq));
        }
        return List.copyOf(found);
    }
}
