package org.egide.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.stereotype.Component;

/** The server's own part of every receipt code, kept in a file beside the database and never in it. */
@Component
final class Pepper {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    Pepper(Settings settings) {
        this.bytes = read(settings);
    }

    byte[] bytes() {
        return bytes;
    }

    /** 32 bytes for that use and no other. */
    byte[] derive(String use) {
        return hmac(bytes, use);
    }

    static byte[] hmac(byte[] key, String use) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(use.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(Settings settings) {
        var file = settings.isSet(Setting.PEPPER_FILE)
                ? Path.of(settings.text(Setting.PEPPER_FILE))
                : settings.data().resolve("keys/pepper");
        try {
            if (!Files.exists(file)) {
                var fresh = new byte[32];
                RANDOM.nextBytes(fresh);
                Files.createDirectories(file.toAbsolutePath().getParent());
                var draft = Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "draft",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(draft, fresh);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
