package org.egide.platform.web;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * A way in that another door offers on the first page, contributed by a module as a bean: its path below the language, the message key of
 * its title, and whether it is there now.
 */
public record FrontLink(String path, String titleKey, BooleanSupplier there) {
    public FrontLink {
        Objects.requireNonNull(path);
        Objects.requireNonNull(titleKey);
        Objects.requireNonNull(there);
    }
}
