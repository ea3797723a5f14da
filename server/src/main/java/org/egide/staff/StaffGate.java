package org.egide.staff;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.web.Permissions;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Stands before every endpoint. One that does not name who may use it answers nobody (403). One for staff needs an open session,
 * the form's token for everything that changes something, one of its roles (a refusal is audited), and a recent proof where it
 * says so. Permissions of other kinds are checked by the module that brings them.
 */
@Component
final class StaffGate implements HandlerInterceptor {
    private static final String SESSION = StaffGate.class.getName();
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final Sessions sessions;
    private final Transaction transaction;
    private final Audit audit;

    StaffGate(Sessions sessions, Transaction transaction, Audit audit) {
        this.sessions = sessions;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** The session that the gate let through. */
    static Optional<OpenSession> session(HttpServletRequest request) {
        return request.getAttribute(SESSION) instanceof OpenSession open ? Optional.of(open) : Optional.empty();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST || handler instanceof ResourceHttpRequestHandler) {
            return true;
        }
        if (!(handler instanceof HandlerMethod method)) {
            throw Refusal.notAllowed();
        }
        var permissions = Permissions.of(method);
        refuseOtherSites(request, permissions);
        if (permissions.size() != 1) {
            throw Refusal.notAllowed();
        }
        return !(permissions.getFirst() instanceof ForStaff rule) || admit(request, response, rule);
    }

    /**
     * Browsers say where a request comes from; nothing on the desk is changed, and nobody is signed in, from another site. What
     * counts is the endpoint that was found: the address that was typed may write the same path in many ways.
     */
    private static void refuseOtherSites(HttpServletRequest request, List<Annotation> permissions) {
        var from = Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("none");
        var ofDesk = permissions.stream().anyMatch(ForStaff.class::isInstance)
                || pattern(request).startsWith("/desk");
        if (ofDesk
                && !SAFE.contains(request.getMethod())
                && !Set.of("none", "same-origin").contains(from)) {
            throw Refusal.withStatus(403, "other-site", "This form was sent from another site.");
        }
    }

    private static String pattern(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }

    private boolean admit(HttpServletRequest request, HttpServletResponse response, ForStaff rule) throws IOException {
        var found = sessions.of(request);
        if (found.isEmpty()) {
            return away(request, response, "/desk/sign-in", isPage(request));
        }
        var session = found.get();
        request.setAttribute(SESSION, session);
        refuseNul(request);
        if (!SAFE.contains(request.getMethod())) {
            checkForm(request, session);
        }
        if (Arrays.stream(rule.value()).noneMatch(session.person()::is)) {
            recordRefusal(request, session);
            throw Refusal.notAllowed();
        }
        return !rule.again() || sessions.provedLately(session) || away(request, response, "/desk/again", true);
    }

    /** The database keeps no text with this character in it, and nobody can type it. */
    private static void refuseNul(HttpServletRequest request) {
        if (request.getParameterMap().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw Refusal.because("unreadable-request", "The request could not be read.");
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        var accepts = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        return SAFE.contains(request.getMethod()) && accepts.contains("text/html");
    }

    private static boolean away(HttpServletRequest request, HttpServletResponse response, String where, boolean page)
            throws IOException {
        if (!page) {
            throw Refusal.withStatus(401, "sign-in-needed", "Sign in first.");
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location", where + "?to=" + URLEncoder.encode(ReturnPath.of(request), StandardCharsets.UTF_8));
        return false;
    }

    private static void checkForm(HttpServletRequest request, OpenSession session) {
        var sent = Optional.ofNullable(request.getParameter("csrf"))
                .or(() -> Optional.ofNullable(request.getHeader("X-Egide-Form")))
                .orElse("");
        var same = MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), session.csrf().getBytes(StandardCharsets.UTF_8));
        if (!same) {
            throw Refusal.withStatus(403, "form-expired", "This page was open for too long. Open it again and repeat.");
        }
    }

    private void recordRefusal(HttpServletRequest request, OpenSession session) {
        transaction.run(() -> audit.record(AuditEntry.of(
                session.person().actor(),
                "staff.refused",
                "person:" + session.person().id(),
                Map.of("endpoint", request.getMethod() + " " + pattern(request)))));
    }
}
