package org.egide.frontdoor.view;

import java.util.List;

/**
 * The page that makes fingerprints on the device. {@code code} and {@code text} come back where something has to be changed;
 * {@code problem} is a stable code or empty; {@code open} says whether anybody is there to receive.
 */
public record DevicePage(
        Sheet sheet, boolean open, String code, String text, String key, String problem, List<Script> scripts) {
    public DevicePage {
        scripts = List.copyOf(scripts);
    }

    @Override
    public String toString() {
        return "DevicePage[hidden]";
    }
}
