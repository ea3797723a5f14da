package org.egide.evidence;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.egide.evidence.EvidenceRefused.Code;

/**
 * A pair for receiving sealed packages, for tests and the demonstration: in earnest the police unit makes its own and
 * the platform never sees the identity.
 *
 * @param identity {@code AGE-SECRET-KEY-1...}, secret
 * @param recipient {@code age1...}, public
 */
public record AgeIdentity(String identity, String recipient) {

    /** A new pair. */
    public static AgeIdentity generate() {
        try {
            KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
            return new AgeIdentity(
                    text(pair.getPrivate().getEncoded()), text(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException absent) {
            throw new EvidenceRefused(Code.CRYPTOGRAPHY_ABSENT, "no X25519 on this platform", absent);
        }
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "AgeIdentity[recipient=" + recipient + ", identity=(redacted)]";
    }
}
