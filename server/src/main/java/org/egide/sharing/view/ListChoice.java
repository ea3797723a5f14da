package org.egide.sharing.view;

/** A list that may be proposed for a partner. */
public record ListChoice(String id, String name) {}
