package org.egide.frontdoor.view;

/** The one field for a code, and whether the last one opened nothing. */
public record StatusAsk(Sheet sheet, boolean wrong) {}
