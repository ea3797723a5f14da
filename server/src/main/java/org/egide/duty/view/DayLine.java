package org.egide.duty.view;

/** A day: of the week ({@code key} is 1 to 7) with its hours, or a holiday ({@code key} is its date) with its name. */
public record DayLine(String key, String title, String text) {}
