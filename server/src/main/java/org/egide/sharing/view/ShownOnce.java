package org.egide.sharing.view;

import java.util.Map;
import java.util.TreeMap;

/** A partner's name and secrets on the one page that ever shows them; secrets by their door. */
public record ShownOnce(String name, String username, Map<String, String> secrets) {
    public ShownOnce {
        secrets = java.util.Collections.unmodifiableMap(new TreeMap<>(secrets));
    }

    @Override
    public String toString() {
        return "ShownOnce[" + username + "]";
    }
}
