package org.egide.demo;

import java.util.List;

/** What was read back from outside and proves a step, in one or more lines. */
record Proof(List<String> lines) {
    Proof {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a step without proof is no step");
        }
    }

    static Proof of(String... lines) {
        return new Proof(List.of(lines));
    }
}
