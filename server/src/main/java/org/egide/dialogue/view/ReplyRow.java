package org.egide.dialogue.view;

/** A report whose reporter wrote back: its id, its short name and the day since when it waits. */
public record ReplyRow(String id, String reference, String since) {}
