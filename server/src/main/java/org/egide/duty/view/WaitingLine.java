package org.egide.duty.view;

/** A report that waits for a first look and should not: left while nobody was there, or late. */
public record WaitingLine(
        String report, String reference, boolean danger, boolean left, String accepted, String promised) {}
