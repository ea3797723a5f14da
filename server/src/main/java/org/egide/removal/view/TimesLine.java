package org.egide.removal.view;

/** Times to removal in words: how many clocks, the median and the 90th percentile. */
public record TimesLine(long clocks, String median, String ninety) {}
