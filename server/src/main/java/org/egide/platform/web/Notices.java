package org.egide.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Sentences that stand above the answer to this request, whichever page it is: keys of messages. */
public final class Notices {
    private static final String NAME = Notices.class.getName();

    private Notices() {}

    /** From now on the answer to this request begins with that sentence. */
    public static void add(HttpServletRequest request, String key) {
        request.setAttribute(NAME, List.of(key));
    }

    /** What stands above the page that is being made. */
    public static List<String> now() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(NAME, RequestAttributes.SCOPE_REQUEST) instanceof List<?> keys
                ? keys.stream().map(String::valueOf).toList()
                : List.of();
    }
}
