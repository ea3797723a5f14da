package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;

/** What a browser sent back. */
final class Cookies {
    private Cookies() {}

    static Optional<String> find(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(jakarta.servlet.http.Cookie::getValue)
                .findFirst();
    }
}
