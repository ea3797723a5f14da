package org.egide.upstream;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts what became of what a source said. */
final class Counts {
    private final Map<What, Long> numbers = new EnumMap<>(What.class);

    Counts one(What what) {
        return add(what, 1);
    }

    Counts add(What what, long number) {
        if (number > 0) {
            numbers.merge(what, number, Long::sum);
        }
        return this;
    }

    Map<What, Long> numbers() {
        return Collections.unmodifiableMap(numbers);
    }
}
