package org.egide.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.egide.platform.Settings;
import org.egide.platform.web.BrowserRules;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The headers of every answer, set before anything else runs, so that refusals carry them too: nothing inline, nothing from
 * third parties, nothing cached, nobody told where people come from.
 */
final class SafetyHeaders extends OncePerRequestFilter {
    /**
     * Where fingerprints are made of pictures: the page may start its worker, and neither may connect to anything. A worker obeys the
     * policy of its own answer, so its scripts carry the same.
     */
    private static final Pattern DEVICE = Pattern.compile("/[a-z]{2,3}/device|/static/device/.*");

    /**
     * Pages of the front door: their script fetches the next page in place of this one, so that the browser's history holds one entry
     * (R4), and an operator's recordings are played (R16).
     */
    private static final Pattern FRONT = Pattern.compile("/|/(?!api/)[a-z]{2,3}(/.*)?");

    /** What search engines may show: the first page, advice, and what the node publishes. */
    private static final Pattern OPEN_PAGES =
            Pattern.compile("/|/[a-z]{2,3}/?|/[a-z]{2,3}/advice(/.*)?|/transparency(/.*)?");

    private final boolean https;

    SafetyHeaders(Settings settings) {
        this.https = settings.publicUrl().startsWith("https:");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (response.containsHeader("Content-Security-Policy")) {
            chain.doFilter(request, response);
            return;
        }
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String refused
                ? refused
                : request.getRequestURI();
        var desk = path.equals("/desk") || path.startsWith("/desk/");
        response.setHeader("Content-Security-Policy", BrowserRules.POLICY + reach(path, desk));
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", BrowserRules.NO_FEATURE + passkeys(desk ? "(self)" : "()"));
        // Style and drawings for the length of a visit: on a slow line they weigh more than the words (R2). Leaving
        // clears them (R4).
        response.setHeader("Cache-Control", path.startsWith("/static/") ? "private, max-age=600" : "no-store");
        if (!OPEN_PAGES.matcher(path).matches()) {
            response.setHeader("X-Robots-Tag", "noindex, nofollow");
        }
        if (https && !request.getServerName().endsWith(".onion")) {
            response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
        chain.doFilter(request, response);
    }

    /** What the container refuses never comes by here as a request, only as the page that says so. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** What a page may connect to, and whether it may work beside itself. */
    private static String reach(String path, boolean desk) {
        if (DEVICE.matcher(path).matches()) {
            return "worker-src 'self'; connect-src 'none'";
        }
        if (FRONT.matcher(path).matches()) {
            return "worker-src 'none'; connect-src 'self'; media-src 'self'";
        }
        return desk ? "worker-src 'none'; connect-src 'self'" : "worker-src 'none'; connect-src 'none'";
    }

    private static String passkeys(String where) {
        return ", publickey-credentials-create=" + where + ", publickey-credentials-get=" + where;
    }
}
