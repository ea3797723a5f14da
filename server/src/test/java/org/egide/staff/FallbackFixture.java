package org.egide.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.egide.testing.SettableClock;

/** What an invited person does who has no passkey, and what the person's device shows afterwards. */
final class FallbackFixture {
    private FallbackFixture() {}

    /** Accepts the invitation with passphrase and code, and returns the seed of the codes; a minute passes. */
    static byte[] join(DeskBrowser browser, String invitation, String passphrase, SettableClock clock) {
        var page = browser.get(invitation);
        var seed = new Base32().decode(DeskBrowser.found(page.body(), "secret=([A-Z2-7]+)"));
        var answer = browser.post(
                invitation + "/code",
                Map.of(
                        "door",
                        DeskBrowser.field(page, "door"),
                        "passphrase",
                        passphrase,
                        "code",
                        code(seed, clock.instant())));
        assertThat(answer.statusCode()).isEqualTo(303);
        clock.advance(Duration.ofMinutes(1));
        return seed;
    }

    static String code(byte[] seed, Instant now) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(seed, "HmacSHA1"), now);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
