package org.egide.platform.web;

import java.util.List;
import java.util.stream.Collectors;

/** What every answer forbids the browser (S8 of front-door-and-care), also the ones that the container makes by itself. */
public final class BrowserRules {
    /** Nothing inline, nothing from elsewhere; what a page may connect to is added to it. */
    public static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; ";

    private static final List<String> FEATURES = List.of(
            "accelerometer",
            "autoplay",
            "browsing-topics",
            "camera",
            "display-capture",
            "encrypted-media",
            "fullscreen",
            "gamepad",
            "geolocation",
            "gyroscope",
            "hid",
            "idle-detection",
            "local-fonts",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "picture-in-picture",
            "screen-wake-lock",
            "serial",
            "storage-access",
            "usb",
            "window-management",
            "xr-spatial-tracking");

    /** No feature of the device for anybody, but for passkeys, which the caller settles. */
    public static final String NO_FEATURE =
            FEATURES.stream().map(feature -> feature + "=()").collect(Collectors.joining(", "));

    private BrowserRules() {}
}
