package org.egide.frontdoor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.egide.frontdoor.view.Script;
import org.springframework.stereotype.Component;

/** The scripts that compute fingerprints, each with its own hash, so that anybody can check what runs. */
@Component
final class DeviceScripts {
    private static final String FOLDER = "/static/device/";

    private final List<Script> scripts = Stream.of("page.js", "worker.js", "pdq.js", "md5.js")
            .map(name -> new Script(FOLDER + name, integrity(FOLDER + name)))
            .toList();

    /** The page's own script first. */
    List<Script> all() {
        return scripts;
    }

    private static String integrity(String file) {
        try (var stream = Objects.requireNonNull(DeviceScripts.class.getResourceAsStream(file), file)) {
            var digest = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
