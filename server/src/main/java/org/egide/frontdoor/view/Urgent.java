package org.egide.frontdoor.view;

/** What somebody in danger or in despair should do before anything else, and the number for it; the number may be empty. */
public record Urgent(String sentence, String number, boolean danger) {}
