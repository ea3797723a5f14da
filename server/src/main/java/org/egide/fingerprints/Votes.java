package org.egide.fingerprints;

/** How many partners say that an entry belongs where it stands, and how many that it does not. Votes move nothing by themselves. */
public record Votes(int up, int down) {}
