package org.egide.platform.web;

import java.util.List;

/**
 * A line on top of every page of the desk, until its reason is gone: the message key and its arguments, and the page on which something
 * can be done. A {@code red} one is for now.
 */
public record DeskNotice(boolean red, String path, String key, List<Object> arguments) {
    public DeskNotice {
        arguments = List.copyOf(arguments);
    }
}
