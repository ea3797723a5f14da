package org.egide.indicators;

/** Who reports, as published: wide enough that nobody is recognised. Titles: {@code indicators.group.<name>}. */
enum Group {
    CHILDREN,
    PUBLIC,
    PROVIDERS,
    HOTLINES
}
