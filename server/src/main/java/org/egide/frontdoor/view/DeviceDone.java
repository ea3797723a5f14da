package org.egide.frontdoor.view;

/** What came of sending fingerprints ({@code kept} of them stand now) or of taking them back ({@code kept} is 0). */
public record DeviceDone(Sheet sheet, boolean takenBack, int files) {}
