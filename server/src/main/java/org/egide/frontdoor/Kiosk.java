package org.egide.frontdoor;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Serves the pages of the front door below {@code /{language}/kiosk}, every one of them, also those that are yet to be made: on the way
 * in the path loses {@code /kiosk}, on the way out {@link KioskPage} keeps every link inside. A form of a turn that has ended leads to
 * the start.
 */
final class Kiosk extends OncePerRequestFilter {
    static final String COOKIE = "turn";

    private static final Pattern INSIDE = Pattern.compile("/([a-z]{2,3})/kiosk(/.*)?");

    private final Messages messages;

    Kiosk(Messages messages) {
        this.messages = messages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var inside = INSIDE.matcher(request.getRequestURI());
        var language = inside.matches() ? Language.of(inside.group(1)) : Optional.<Language>empty();
        if (language.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var rest = Optional.ofNullable(inside.group(2)).orElse("");
        if (rest.equals("/next")) {
            chain.doFilter(request, response);
            return;
        }
        var start = "/" + language.get().code() + "/kiosk";
        var turn = turn(request);
        var stale = request.getMethod().equals("POST")
                && (turn.isEmpty() || !asked(request).equals(turn));
        if (stale || (!rest.isEmpty() && !KioskPage.open(rest))) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", start);
            return;
        }
        var kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(
                rest.isEmpty() ? request : outside(request, "/" + language.get().code() + rest), kept);
        send(kept, response, new KioskPage(language.get(), turn.orElse(""), messages));
    }

    /** The turn that this browser is in. */
    private static Optional<String> turn(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The turn in which the form was shown; from the address, since the form's own bytes belong to the report. */
    private static Optional<String> asked(HttpServletRequest request) {
        return Optional.ofNullable(request.getQueryString())
                .filter(query -> query.startsWith("turn="))
                .map(query -> query.substring("turn=".length()));
    }

    private static HttpServletRequest outside(HttpServletRequest request, String path) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRequestURI() {
                return path;
            }

            @Override
            public String getServletPath() {
                return path;
            }

            @Override
            public StringBuffer getRequestURL() {
                return new StringBuffer(path);
            }
        };
    }

    private static void send(ContentCachingResponseWrapper kept, HttpServletResponse response, KioskPage pages)
            throws IOException {
        var type = Optional.ofNullable(kept.getContentType()).orElse("");
        if (!type.startsWith("text/html")) {
            kept.copyBodyToResponse();
            return;
        }
        var html = pages.inside(new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8));
        var bytes = html.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
