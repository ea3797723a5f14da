package org.egide.duty.view;

/** Somebody who can be on duty or is called above, and where they are called; {@code mail} is empty where nowhere. */
public record PersonLine(String id, String name, String mail, boolean ofDesk) {}
