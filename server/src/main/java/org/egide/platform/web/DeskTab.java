package org.egide.platform.web;

import java.util.Set;

/**
 * A tab of the desk, contributed by a module as a bean: its place, its path, the message key of its title, the key that opens it
 * (one letter after {@code g}) and the roles that see it (names of {@code staff.Role}).
 */
public record DeskTab(int order, String path, String titleKey, String shortcut, Set<String> roles) {
    public DeskTab {
        roles = Set.copyOf(roles);
    }
}
