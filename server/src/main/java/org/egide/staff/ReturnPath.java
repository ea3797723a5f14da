package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go back to after signing in or proving oneself again: a path of the desk, never anywhere else. */
final class ReturnPath {
    private static final Pattern SHAPE = Pattern.compile("/desk(/[A-Za-z0-9_.-]+)*(\\?[A-Za-z0-9_.=&%+:-]*)?");

    private ReturnPath() {}

    /** The page that was asked for; for a form, the page it stands on ({@code here}). */
    static String of(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return checked(request.getParameter("here"));
        }
        var query = Optional.ofNullable(request.getQueryString()).map(text -> "?" + text);
        return checked(request.getRequestURI() + query.orElse(""));
    }

    /** The path when it is one of the desk, else the desk's first page. */
    static String checked(@Nullable String path) {
        return path != null
                        && path.length() <= 500
                        && !path.contains("..")
                        && SHAPE.matcher(path).matches()
                ? path
                : "/desk";
    }
}
