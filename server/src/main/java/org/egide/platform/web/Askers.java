package org.egide.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names the network of each request by an HMAC under a random key that lives in memory for a day (UTC) and is then forgotten: so the
 * names of two days cannot be told to be the same, and none can be turned back into an address (section 10.4 of front-door-and-care).
 */
@Component
@ConditionalOnWebApplication
final class Askers extends OncePerRequestFilter {
    private static final String MAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Networks networks;
    private final Clock clock;
    private volatile Today today;

    Askers(Networks networks, Clock clock) {
        this.networks = networks;
        this.clock = clock;
        this.today = fresh();
    }

    /** The key of a day. */
    private record Today(LocalDate day, SecretKeySpec key) {
        @Override
        public String toString() {
            return "Today[hidden]";
        }
    }

    /** Programs with a login of their own are told apart by it, and files cost nothing. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/ispws/") || path.startsWith("/static/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            ScopedValue.where(Asker.HERE, of(networks.of(request))).call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    Asker of(Network network) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key());
            return new Asker(
                    HexFormat.of().formatHex(mac.doFinal(network.prefix().getBytes(StandardCharsets.US_ASCII)), 0, 12));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKeySpec key() {
        var known = today;
        if (!known.day().equals(day())) {
            synchronized (this) {
                if (!today.day().equals(day())) {
                    today = fresh();
                }
                known = today;
            }
        }
        return known.key();
    }

    private Today fresh() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Today(day(), new SecretKeySpec(bytes, MAC));
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
