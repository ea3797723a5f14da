package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.egide.keys.Opener;
import org.egide.platform.Refusal;
import org.egide.platform.Settings;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The step before a session: binds the form, the passkey challenge and the one-time seed that a page offers to the browser it was
 * shown in. All are derived from a random value in a cookie and its expiry with the node's key, so that looking at the page writes
 * nothing to the database.
 */
@Component
final class Doorway {
    private static final String COOKIE = "egide-doorway";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Opener opener;
    private final Clock clock;
    private final boolean secure;

    Doorway(Opener opener, Settings settings, Clock clock) {
        this.opener = opener;
        this.clock = clock;
        this.secure = settings.publicUrl().startsWith("https:");
    }

    /** One browser before one attempt. {@code value} is in its cookie, {@code ends} says until when. */
    record Visit(byte[] value, Instant ends) {
        @Override
        public String toString() {
            return "Visit[hidden]";
        }
    }

    Visit begin() {
        var random = new byte[32];
        RANDOM.nextBytes(random);
        var ends = Instant.ofEpochSecond(clock.instant().plus(LIFE).getEpochSecond());
        return new Visit(
                ByteBuffer.allocate(40)
                        .put(random)
                        .putLong(ends.getEpochSecond())
                        .array(),
                ends);
    }

    ResponseCookie cookie(Visit visit) {
        return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(visit.value()), LIFE);
    }

    ResponseCookie noCookie() {
        return cookie("", Duration.ZERO);
    }

    private ResponseCookie cookie(String value, Duration age) {
        return ResponseCookie.from(COOKIE, value)
                .path("/desk")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .maxAge(age)
                .build();
    }

    /** The visit that this form was shown in; refuses {@code form-expired} when it is over or was never. */
    Visit of(HttpServletRequest request) {
        var visit = Cookies.find(request, COOKIE).flatMap(Doorway::read).orElseThrow(Doorway::expired);
        var sent = Optional.ofNullable(request.getParameter("door")).orElse("");
        var same = MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), forForms(visit).getBytes(StandardCharsets.UTF_8));
        if (!same || !visit.ends().isAfter(clock.instant())) {
            throw expired();
        }
        return visit;
    }

    private static Optional<Visit> read(String cookie) {
        if (!cookie.matches("[A-Za-z0-9_-]{54}")) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cookie));
        return Optional.of(new Visit(bytes.array(), Instant.ofEpochSecond(bytes.getLong(32))));
    }

    private static Refusal expired() {
        return Refusal.withStatus(403, "form-expired", "This page was open for too long. Open it again and repeat.");
    }

    /** The token of the form. */
    String forForms(Visit visit) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derive("form", visit, ""));
    }

    /** The challenge that a passkey signs. */
    byte[] challenge(Visit visit) {
        return derive("challenge", visit, "");
    }

    /** The seed offered for one-time codes: 160 bits, as authenticator apps expect. */
    byte[] seed(Visit visit, SecretToken invitation) {
        return Arrays.copyOf(derive("seed", visit, invitation.value()), 20);
    }

    private byte[] derive(String what, Visit visit, String more) {
        var text = more.getBytes(StandardCharsets.UTF_8);
        return opener.blindIndex(
                "staff.doorway." + what,
                ByteBuffer.allocate(visit.value().length + text.length)
                        .put(visit.value())
                        .put(text)
                        .array());
    }
}
