package org.egide.report.desk;

/** A wall in words. {@code waits}: nobody is named yet; {@code asks}: it stands by itself and a supervisor has not confirmed it. */
public record WallLine(String id, String name, String origin, boolean waits, boolean asks) {}
