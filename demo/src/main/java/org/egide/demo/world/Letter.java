package org.egide.demo.world;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A mail as its receiver reads it: whom it is for, its subject, its text, and the machine-readable XARF attachment. */
public record Letter(String to, String from, String subject, String text, Optional<JsonNode> xarf) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Letter read(MimeMessage message, String to) throws MessagingException, IOException {
        var texts = new ArrayList<String>();
        var attachments = new ArrayList<JsonNode>();
        walk(message, texts, attachments);
        var from = message.getFrom() == null || message.getFrom().length == 0 ? "" : message.getFrom()[0].toString();
        return new Letter(
                to,
                from,
                Optional.ofNullable(message.getSubject()).orElse(""),
                String.join("\n", texts),
                attachments.stream().findFirst());
    }

    private static void walk(Part part, List<String> texts, List<JsonNode> attachments)
            throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (var i = 0; i < several.getCount(); i++) {
                walk(several.getBodyPart(i), texts, attachments);
            }
        } else if (part.isMimeType("application/json")
                || Optional.ofNullable(part.getFileName()).orElse("").endsWith(".json")) {
            attachments.add(JSON.readTree(part.getInputStream().readAllBytes()));
        } else if (part.isMimeType("text/*")) {
            texts.add(
                    part.getContent() instanceof String text
                            ? text
                            : new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The addresses that the attachment names. */
    public List<URI> addresses() {
        var found = new ArrayList<URI>();
        xarf.ifPresent(report -> collect(report, found));
        return found.stream().distinct().toList();
    }

    private static void collect(JsonNode node, List<URI> found) {
        if (node.isString() && node.stringValue().matches("https?://\\S+")) {
            found.add(URI.create(node.stringValue()));
        }
        node.forEach(child -> collect(child, found));
    }
}
