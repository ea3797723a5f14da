package org.egide.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The transport seal around a package: an age version 1 file to X25519 recipients, opened in memory only.
 *
 * <p>Errors: {@link Refused} with a {@code seal-} code, or {@code file-too-large}.
 */
final class AgeEnvelope {
    private static final byte[] MAGIC = "age-encryption.org/".getBytes(US_ASCII);
    private static final String IDENTITY = "AGE-SECRET-KEY-1";

    private final Limits limits;

    AgeEnvelope(Limits limits) {
        this.limits = limits;
    }

    static boolean recognises(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** The sealed bytes, opened with the first of the identities that fits. */
    byte[] open(byte[] sealed, String identityFile) {
        List<RecipientStanzaReader> readers = readers(identityFile);
        try (var opened = new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(sealed)), readers);
                var in = Channels.newInputStream(opened)) {
            byte[] content = in.readNBytes((int) limits.bytes() + 1);
            if (content.length > limits.bytes()) {
                throw new Refused(RefusalCode.FILE_TOO_LARGE, "The sealed content is larger than the limit.");
            }
            return content;
        } catch (Refused refused) {
            throw refused;
        } catch (GeneralSecurityException | IOException | RuntimeException wrong) {
            // The age reader answers hostile bytes with unchecked exceptions of its buffers too.
            throw new Refused(
                    RefusalCode.SEAL_NOT_OPENED,
                    "The seal does not open: it was made for another identity, or it was damaged.",
                    wrong);
        }
    }

    private static List<RecipientStanzaReader> readers(String identityFile) {
        var readers = new ArrayList<RecipientStanzaReader>();
        for (String line : identityFile.lines().map(String::strip).toList()) {
            if (line.startsWith(IDENTITY)) {
                readers.add(reader(line));
            }
        }
        if (readers.isEmpty()) {
            throw new Refused(
                    RefusalCode.SEAL_IDENTITY_UNREADABLE,
                    "The identity file holds no line that begins " + IDENTITY + ".");
        }
        return readers;
    }

    private static RecipientStanzaReader reader(String identity) {
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
        } catch (GeneralSecurityException | RuntimeException wrong) {
            // A malformed identity is an IllegalArgumentException of the Bech32 reader.
            throw new Refused(
                    RefusalCode.SEAL_IDENTITY_UNREADABLE, "The identity file holds a malformed identity.", wrong);
        }
    }
}
