package org.egide.helpline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.egide.testing.TestNode;

/** Files of invented national helplines. */
final class LineFixture {
    private LineFixture() {}

    /** A file in which nothing fails. */
    static String file(String id) {
        return """
                id: %s
                country: XA
                desk: Desk of %s
                name: {en: Example Line, fr: Ligne Exemple, ar: خط المثال}
                languages: [en, fr, ar]
                time-zone: Africa/Dakar
                hours:
                  - {days: mon-sun, times: "00:00-24:00"}
                free-number: "116 111"
                emergency-number: "112"
                welcome: {en: Hello from the example., fr: Bonjour., ar: مرحبًا.}
                regions:
                  - {id: north, name: {en: North, fr: Nord, ar: الشمال}}
                  - {id: south, name: {en: South, fr: Sud, ar: الجنوب}}
                partners:
                  - {id: hotline, kind: HOTLINE, name: {en: the hotline, fr: le centre, ar: خط الإبلاغ}}
                  - {id: police, kind: POLICE, name: {en: the police, fr: la police, ar: الشرطة}}
                  - {id: care, kind: CARE, name: {en: the house of care, fr: la maison, ar: دار الرعاية}}
                """.formatted(id, id);
    }

    /** Puts the file of a new line into the node's folder and returns its id. */
    static String put(TestNode node) {
        var id = "line-" + UUID.randomUUID().toString().substring(0, 8);
        put(node, id, file(id));
        return id;
    }

    static void put(TestNode node, String id, String text) {
        try {
            var folder = Files.createDirectories(node.data().resolve("helplines"));
            Files.writeString(folder.resolve(id + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
