package org.egide.frontdoor.view;

/** A language as a person chooses it: its own name and the one line that says, in it, what this place is for. */
public record Tongue(String code, String direction, String name, String line) {}
