package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.egide.platform.Refusal;
import org.egide.platform.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Tells people of staff about a refusal in the frame they work in; everything else is told by the platform. */
final class DeskRefusals implements HandlerExceptionResolver {
    private final Pages pages;
    private final DeskPages deskPages;

    DeskRefusals(Pages pages, DeskPages deskPages) {
        this.pages = pages;
        this.deskPages = deskPages;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        var accept = request.getHeader("Accept");
        if (!(failure instanceof Refusal refusal)
                || !request.getRequestURI().startsWith("/desk")
                || (accept != null && accept.contains("json"))) {
            return null;
        }
        var page = deskPages.page(request, "staff.refused.title", "");
        var html = pages.render("staff/refused.jte", Map.of("page", page, "code", refusal.code()));
        try {
            response.setStatus(refusal.status());
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }
}
