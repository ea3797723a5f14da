package org.egide.sharing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.egide.platform.Refusal;
import org.egide.platform.web.Permissions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before every endpoint {@link ForSharingPartner}: HTTP Basic or two keys on each request, no session. Refuses
 * {@code sign-in-needed} (401), {@code not-active} (403) for a partner that is not live, {@code wrong-method} (405) for HEAD, and
 * {@code daily-calls} (429) until the next day (UTC). A partner that was suspended is refused from its next call.
 */
@Component
final class SharingGate implements HandlerInterceptor {
    private static final String PARTNER = SharingGate.class.getName();
    private static final int LONGEST = 512;

    private final SharingPartners partners;
    private final Secrets secrets;
    private final Pulls pulls;
    private final Clock clock;

    SharingGate(SharingPartners partners, Secrets secrets, Pulls pulls, Clock clock) {
        this.partners = partners;
        this.secrets = secrets;
        this.pulls = pulls;
        this.clock = clock;
    }

    /** The partner that the gate let through. */
    static Optional<SharingPartner> partner(HttpServletRequest request) {
        return request.getAttribute(PARTNER) instanceof SharingPartner partner
                ? Optional.of(partner)
                : Optional.empty();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var door = door(handler);
        if (request.getDispatcherType() == DispatcherType.REQUEST && door.isPresent()) {
            request.setAttribute(PARTNER, admit(request, response, door.get()));
        }
        return true;
    }

    private static Optional<SharingDoor> door(Object handler) {
        return handler instanceof HandlerMethod method
                ? Permissions.of(method).stream()
                        .filter(ForSharingPartner.class::isInstance)
                        .map(permission -> ((ForSharingPartner) permission).value())
                        .findFirst()
                : Optional.empty();
    }

    private SharingPartner admit(HttpServletRequest request, HttpServletResponse response, SharingDoor door) {
        if (request.getMethod().equals("HEAD")) {
            throw Refusal.withStatus(405, "wrong-method", "This address does not take that kind of request.");
        }
        var partner = (door == SharingDoor.BASIC ? basic(request) : keys(request, door))
                .flatMap(partners::named)
                .orElseThrow(() -> {
                    response.setHeader("WWW-Authenticate", challenge(door));
                    return Refusal.withStatus(401, "sign-in-needed", "Send a valid name and secret.");
                });
        if (partner.state() != PartnerState.LIVE) {
            throw Refusal.withStatus(403, "not-active", "This partner may not pull at present.");
        }
        if (pulls.call(partner) > partner.callsPerDay()) {
            response.setHeader("Retry-After", String.valueOf(untilTomorrow().toSeconds() + 1));
            throw Refusal.withStatus(
                    429, "daily-calls", "The calls of this day are used up; the desk can raise their number.");
        }
        return partner;
    }

    private static String challenge(SharingDoor door) {
        return door == SharingDoor.BASIC ? "Basic realm=\"Egide\", charset=\"UTF-8\"" : "Key realm=\"Egide\"";
    }

    /** The user name, when it came with its password. */
    private Optional<String> basic(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return pair(text, ':')
                    .filter(pair -> secrets.right(pair.name(), SharingDoor.BASIC, pair.secret()))
                    .map(Pair::name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The user name, when its subscription key and the key of this call came. */
    private Optional<String> keys(HttpServletRequest request, SharingDoor door) {
        var function = request.getHeader("x-functions-key");
        return pair(request.getHeader("Ocp-Apim-Subscription-Key"), '.')
                .filter(pair -> function != null
                        && function.length() <= LONGEST
                        && secrets.right(pair.name(), SharingDoor.SUBSCRIPTION, pair.secret())
                        && secrets.right(pair.name(), door, function))
                .map(Pair::name);
    }

    private static Optional<Pair> pair(@Nullable String text, char between) {
        var at = text == null || text.length() > LONGEST ? -1 : text.indexOf(between);
        return at < 0 || text == null
                ? Optional.empty()
                : Optional.of(new Pair(text.substring(0, at), text.substring(at + 1)));
    }

    private Duration untilTomorrow() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plusDays(1));
    }

    private record Pair(String name, String secret) {
        @Override
        public String toString() {
            return "Pair[" + name + "]";
        }
    }
}
