package org.egide.police;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.web.Anyone;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The certificate with which this node signs packages, in public, so that an outsider can pin it (R47.2). */
@RestController
final class SignerDoor {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Signer signer;
    private final Settings settings;

    SignerDoor(Signer signer, Settings settings) {
        this.signer = signer;
        this.settings = settings;
    }

    @GetMapping("/transparency/signer")
    @Anyone(why = "whoever verifies a package needs the certificate from a source of their own")
    ResponseEntity<byte[]> signer() {
        var identity = signer.identity();
        var certificate = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(identity.certificateDer());
        var text = """
                Signer: %s
                SHA-256 fingerprint: %s

                -----BEGIN CERTIFICATE-----
                %s
                -----END CERTIFICATE-----
                """.formatted(settings.text(Setting.NODE_NAME), identity.fingerprint(), certificate);
        return ResponseEntity.ok().contentType(TEXT).body(text.getBytes(StandardCharsets.UTF_8));
    }
}
