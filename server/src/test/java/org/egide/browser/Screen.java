package org.egide.browser;

/** A browser as somebody at it uses it: what is on the screen, what can be pressed, what the keyboard does. */
interface Screen extends AutoCloseable {
    void open(String address);

    /** Whether something on the page matches. */
    boolean shows(String selector);

    /** The text of the first that matches. */
    String text(String selector);

    /** The value of an attribute of the first that matches. */
    String attribute(String selector, String name);

    /** Presses the first that matches and waits for the page that follows. */
    void press(String selector);

    /** Writes into a field. */
    void type(String selector, String words);

    String title();

    String address();

    @Override
    void close();
}
