package org.egide.report;

/**
 * How a receipt code looks on paper, so that whoever finds it sees something ordinary (R5 of front-door-and-care). All are the same 88
 * bits; the field for a code takes any of them, in any language, and nobody has to say which it is.
 */
public enum Disguise {
    /** Homework words: eight of 2,048 words. */
    WORDS,
    /** A shopping list: eight lines of a thing and an amount, 8 amounts and 256 things. */
    SHOPPING,
    /** A code for a game: seven groups of three letters and digits, without vowels and look-alikes. */
    GAME,
    /** 27 digits in groups of three. */
    DIGITS
}
