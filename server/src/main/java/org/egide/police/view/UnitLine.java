package org.egide.police.view;

/** A police desk and to whom its packages are sealed; empty recipients where none are registered. */
public record UnitLine(String desk, String name, String recipient, String escrow) {}
