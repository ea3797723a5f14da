package org.egide.duty.view;

/** A slot of the roster: who, as what, when, and whether it is now and the person can be called. */
public record SlotLine(
        String id, String name, String rung, String hours, String days, boolean now, boolean reachable) {}
