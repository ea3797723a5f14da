package org.egide.sharing.view;

/** What a partner took, said and sent today, in numbers. */
public record PullLine(long calls, long entries, long deletions, long votes, long submitted) {}
