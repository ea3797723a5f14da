package org.egide.frontdoor.view;

/** A script as it is served, and its hash as browsers write it ({@code sha256-...}). */
public record Script(String path, String integrity) {}
