package org.egide.gateway.view;

import java.util.List;

/** A provider on the desk's page: {@code flags} are those it sets that nobody here knows, with how often. */
public record ProviderRow(
        String id,
        String name,
        String kindKey,
        String username,
        boolean active,
        List<String> flags,
        MatchLine matching) {
    public ProviderRow {
        flags = List.copyOf(flags);
    }
}
