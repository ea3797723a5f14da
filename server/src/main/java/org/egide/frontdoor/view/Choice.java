package org.egide.frontdoor.view;

/** One answer to tap: the value sent, the words shown and the drawing beside them. */
public record Choice(String value, String label, String picture) {}
