package org.egide.staff;

/** What kind of organisation a desk is. */
public enum DeskKind {
    HOTLINE,
    HELPLINE,
    POLICE,
    CARE,
    OVERSIGHT
}
