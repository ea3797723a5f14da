package org.egide.gateway;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.egide.platform.Refusal;
import org.egide.platform.web.Permissions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before every endpoint {@link ForProvider}: HTTP Basic on each request, no session. Refuses {@code sign-in-needed} (401)
 * and, when the password is right but the provider is switched off, {@code not-active} (403).
 */
@Component
final class ProviderGate implements HandlerInterceptor {
    private static final String PROVIDER = ProviderGate.class.getName();
    private static final int LONGEST = 512;

    private final Providers providers;

    ProviderGate(Providers providers) {
        this.providers = providers;
    }

    /** The provider that the gate let through. */
    static Optional<Provider> provider(HttpServletRequest request) {
        return request.getAttribute(PROVIDER) instanceof Provider provider ? Optional.of(provider) : Optional.empty();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.REQUEST || !isForProvider(handler)) {
            return true;
        }
        request.setAttribute(PROVIDER, admit(request, response));
        return true;
    }

    /** The provider that sends the request, or a refusal. */
    Provider admit(HttpServletRequest request, HttpServletResponse response) {
        var provider = basic(request.getHeader("Authorization"))
                .flatMap(login -> providers.check(login.username(), login.password()));
        if (provider.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Egide\", charset=\"UTF-8\"");
            throw Refusal.withStatus(401, "sign-in-needed", "Send a valid user name and password.");
        }
        if (!provider.get().active()) {
            throw Refusal.withStatus(403, "not-active", "This provider may not send at present.");
        }
        return provider.get();
    }

    private static boolean isForProvider(Object handler) {
        return handler instanceof HandlerMethod method
                && Permissions.of(method).stream().anyMatch(ForProvider.class::isInstance);
    }

    private static Optional<Credentials> basic(@Nullable String header) {
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
