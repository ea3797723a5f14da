package org.egide.evidence;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.egide.evidence.EvidenceRefused.Code;

/** Seals a package for transport: an age version 1 file that each recipient can open alone. */
public final class PackageSeal {
    /** The police unit and the escrow at least: one lost key must not lose evidence. */
    private static final int FEWEST = 2;

    /**
     * The bytes of {@code NAME.zip.age}.
     *
     * @param ageRecipients {@code age1...}, at least two different ones
     */
    public byte[] seal(byte[] zip, List<String> ageRecipients) {
        if (new HashSet<>(ageRecipients).size() < FEWEST) {
            throw new EvidenceRefused(
                    Code.RECIPIENTS_TOO_FEW, "a package is sealed to at least two different recipients");
        }
        var writers = new ArrayList<RecipientStanzaWriter>();
        for (String recipient : ageRecipients) {
            writers.add(writer(recipient));
        }
        var out = new ByteArrayOutputStream(zip.length + zip.length / 1024 + 1024);
        try (var sealing =
                new StandardEncryptingChannelFactory().newEncryptingChannel(Channels.newChannel(out), writers)) {
            var in = ByteBuffer.wrap(zip);
            while (in.hasRemaining()) {
                sealing.write(in);
            }
        } catch (GeneralSecurityException | IOException absent) {
            throw new EvidenceRefused(Code.CRYPTOGRAPHY_ABSENT, "the package could not be sealed", absent);
        }
        return out.toByteArray();
    }

    private static RecipientStanzaWriter writer(String recipient) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new EvidenceRefused(
                    Code.RECIPIENT_MALFORMED, "a recipient is not an age X25519 recipient (age1...)", wrong);
        }
    }
}
