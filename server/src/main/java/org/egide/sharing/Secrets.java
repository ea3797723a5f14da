package org.egide.sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Secrets of partners: 256 random bits made here, so a plain SHA-256 of one cannot be guessed back. */
@Component
final class Secrets {
    static final Pattern USERNAME = Pattern.compile("s-[0-9a-f]{16}");

    private static final byte[] NOBODY = new byte[32];
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;

    Secrets(JdbcClient database) {
        this.database = database;
    }

    static String username() {
        return "s-" + HexFormat.of().formatHex(random(8));
    }

    /** New secrets for all doors of a form, stored as hashes. The subscription key begins with the user name: it says who calls. */
    Map<String, String> make(PartnerId partner, String username, SharingForm form) {
        var made = new HashMap<String, String>();
        for (var door : form.doors()) {
            var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
            made.put(door.name(), door == SharingDoor.SUBSCRIPTION ? username + "." + secret : secret);
            database.sql("INSERT INTO sharing.secret (partner, door, hash) VALUES (:partner, :door, :hash)")
                    .param("partner", partner.value())
                    .param("door", door.name())
                    .param("hash", hash(secret))
                    .update();
        }
        return made;
    }

    /** Whether the secret is the one of that user for that door. Wrong names and wrong secrets take the same way. */
    boolean right(String username, SharingDoor door, String secret) {
        var stored = USERNAME.matcher(username).matches()
                ? database.sql("""
                                SELECT s.hash FROM sharing.secret s JOIN sharing.partner p ON p.id = s.partner
                                WHERE p.username = :username AND s.door = :door
                                """)
                        .param("username", username)
                        .param("door", door.name())
                        .query((row, number) -> row.getBytes(1))
                        .optional()
                        .orElse(NOBODY)
                : NOBODY;
        return MessageDigest.isEqual(hash(secret), stored);
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(("sharing:" + secret).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
