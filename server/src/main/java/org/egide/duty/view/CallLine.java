package org.egide.duty.view;

/** One call as the desk sees it: when it was due, who, by what, how far it is and, where it failed, the code of why. */
public record CallLine(String when, String who, String channel, String state, String error) {}
