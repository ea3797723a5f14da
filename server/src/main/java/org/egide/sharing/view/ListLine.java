package org.egide.sharing.view;

/**
 * A list of a partner: {@code mine} when the viewer proposed it, {@code open} when it answers now.
 */
public record ListLine(String id, String name, boolean videos, boolean confirmed, boolean mine, boolean open) {}
