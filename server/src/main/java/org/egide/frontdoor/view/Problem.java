package org.egide.frontdoor.view;

/** What is wrong with one field, as a message key. */
public record Problem(String field, String key) {}
