package org.egide.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.platform.Settings;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The headers of every answer, set before anything else runs, so that refusals carry them too: nothing inline, nothing from
 * third parties, nothing cached, nobody told where people come from.
 */
final class SafetyHeaders extends OncePerRequestFilter {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; ";

    /**
     * Where fingerprints are made of pictures: the page may start its worker, and neither may connect to anything. A worker obeys the
     * policy of its own answer, so its scripts carry the same.
     */
    private static final Pattern DEVICE = Pattern.compile("/[a-z]{2,3}/device|/static/device/.*");

    /**
     * Pages of the front door: their script fetches the next page in place of this one, so that the browser's history holds one entry
     * (R4), and an operator's recordings are played (R16).
     */
    private static final Pattern FRONT = Pattern.compile("/|/[a-z]{2,3}(/.*)?");

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

    /** What search engines may show: the first page, advice, and what the node publishes. */
    private static final Pattern OPEN_PAGES =
            Pattern.compile("/|/[a-z]{2,3}/?|/[a-z]{2,3}/advice(/.*)?|/transparency(/.*)?");

    private final String closed =
            FEATURES.stream().map(feature -> feature + "=()").collect(Collectors.joining(", "));
    private final boolean https;

    SafetyHeaders(Settings settings) {
        this.https = settings.publicUrl().startsWith("https:");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        var desk = path.equals("/desk") || path.startsWith("/desk/");
        response.setHeader("Content-Security-Policy", POLICY + reach(path, desk));
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (!isForPrograms(path) && !isPart(path)) {
            response.setHeader("Permissions-Policy", closed + passkeys(desk ? "(self)" : "()"));
        }
        response.setHeader("Cache-Control", path.startsWith("/static/") ? "public, max-age=600" : "no-store");
        if (!OPEN_PAGES.matcher(path).matches()) {
            response.setHeader("X-Robots-Tag", "noindex, nofollow");
        }
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
        chain.doFilter(request, response);
    }

    /** What a page may connect to, and whether it may work beside itself. */
    private static String reach(String path, boolean desk) {
        if (DEVICE.matcher(path).matches()) {
            return "worker-src 'self'; connect-src 'none'";
        }
        if (FRONT.matcher(path).matches() && !isForPrograms(path)) {
            return "worker-src 'none'; connect-src 'self'; media-src 'self'";
        }
        return desk ? "worker-src 'none'; connect-src 'self'" : "worker-src 'none'; connect-src 'none'";
    }

    /** Their answers are no documents: what a document may do says nothing about them. */
    private static boolean isForPrograms(String path) {
        return path.startsWith("/api/") || path.startsWith("/ispws/");
    }

    /** Style sheets and drawings are parts of a document and obey its policy; half a kilobyte counts on a slow line. */
    private static boolean isPart(String path) {
        return path.startsWith("/static/") && !path.endsWith(".js");
    }

    private static String passkeys(String where) {
        return ", publickey-credentials-create=" + where + ", publickey-credentials-get=" + where;
    }
}
