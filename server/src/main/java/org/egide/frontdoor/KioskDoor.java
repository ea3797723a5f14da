package org.egide.frontdoor;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import org.egide.platform.Language;
import org.egide.platform.Settings;
import org.egide.platform.web.Anyone;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The front door on a shared computer (R43.2, R68.2). Below {@code /{language}/kiosk} stand the same pages as outside, made safe by
 * {@link Kiosk}; each person's turn has a number of its own, and with "next person" it ends: what the browser still remembers of it
 * can be sent, but opens nothing.
 */
@RestController
@Anyone(why = "a child at a school's computer is heard without a name")
final class KioskDoor {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sheets sheets;
    private final boolean https;

    KioskDoor(Sheets sheets, Settings settings) {
        this.sheets = sheets;
        this.https = settings.publicUrl().startsWith("https:");
    }

    /** The start, and the beginning of a turn. */
    @GetMapping("/{language:" + Language.CODES + "}/kiosk")
    ResponseEntity<byte[]> start(@PathVariable String language) {
        var page = sheets.show("kiosk", sheets.quiet(Sheets.language(language), "/kiosk"));
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header("Set-Cookie", cookie(newTurn(), -1).toString())
                .body(page.getBody());
    }

    /** The end of a turn: the browser is asked to forget it, and the next one begins. */
    @GetMapping("/{language:" + Language.CODES + "}/kiosk/next")
    ResponseEntity<Void> next(@PathVariable String language) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/" + Sheets.language(language).code() + "/kiosk"))
                .header("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"")
                .header("Set-Cookie", cookie("", 0).toString())
                .build();
    }

    private static String newTurn() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private ResponseCookie cookie(String value, long seconds) {
        return ResponseCookie.from(Kiosk.COOKIE, value)
                .path("/")
                .httpOnly(true)
                .secure(https)
                .sameSite("Strict")
                .maxAge(seconds)
                .build();
    }
}
