package org.egide.browser;

import java.util.Map;
import org.egide.testing.Firefox;

/** Firefox, with scripts or without. */
final class FirefoxScreen implements Screen {
    private final Firefox firefox;
    private final String own;

    FirefoxScreen(String own, boolean scripts) {
        this.own = own;
        this.firefox = Firefox.open(Map.of("javascript.enabled", scripts));
    }

    @Override
    public void open(String path) {
        firefox.navigate(own + path);
    }

    @Override
    public boolean shows(String selector) {
        return firefox.count(selector) > 0;
    }

    @Override
    public String text(String selector) {
        return firefox.text(selector);
    }

    @Override
    public String attribute(String selector, String name) {
        return firefox.attribute(selector, name);
    }

    @Override
    public void press(String selector) {
        firefox.press(selector);
    }

    @Override
    public void type(String selector, String words) {
        firefox.type(selector, words);
    }

    @Override
    public String title() {
        return firefox.title();
    }

    @Override
    public String address() {
        return firefox.address();
    }

    int cookies() {
        return firefox.cookies();
    }

    @Override
    public void close() {
        firefox.close();
    }
}
