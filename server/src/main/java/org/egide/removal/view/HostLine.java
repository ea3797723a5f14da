package org.egide.removal.view;

/** A host of the register as its page shows it. */
public record HostLine(String pattern, String name, String email, String country, String language, String source) {}
