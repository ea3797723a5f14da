package org.egide.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The two documents that the XML door answers. Code and description are always there, in this order. */
final class WireAnswer {
    private static final MediaType XML = new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8);

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String root;

    private WireAnswer(String root) {
        this.root = root;
        text.append('<').append(root).append('>');
    }

    static ResponseEntity<byte[]> response(WireCode code, String description, Optional<Long> report) {
        return response(code.status(), code, description, report);
    }

    static ResponseEntity<byte[]> response(int status, WireCode code, String description, Optional<Long> report) {
        return new WireAnswer("reportResponse")
                .head(code, description)
                .report(report)
                .send(status);
    }

    static ResponseEntity<byte[]> uploaded(long report, String fileId, String hash) {
        return new WireAnswer("reportResponse")
                .head(WireCode.SUCCESS, WireCode.SUCCESS.description())
                .report(Optional.of(report))
                .add("fileId", fileId)
                .add("hash", hash)
                .send(WireCode.SUCCESS.status());
    }

    static ResponseEntity<byte[]> done(int status, WireCode code, String description, long report, List<String> files) {
        var answer =
                new WireAnswer("reportDoneResponse").head(code, description).report(Optional.of(report));
        if (!files.isEmpty() || code == WireCode.SUCCESS) {
            answer.text.append("<files>");
            files.forEach(file -> answer.add("fileId", file));
            answer.text.append("</files>");
        }
        return answer.send(status);
    }

    private WireAnswer head(WireCode code, String description) {
        return add("responseCode", String.valueOf(code.number())).add("responseDescription", description);
    }

    private WireAnswer report(Optional<Long> number) {
        number.ifPresent(value -> add("reportId", String.valueOf(value)));
        return this;
    }

    private WireAnswer add(String name, String value) {
        text.append('<').append(name).append('>');
        value.codePoints().forEach(this::escape);
        text.append("</").append(name).append('>');
        return this;
    }

    private void escape(int point) {
        switch (point) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            default -> text.appendCodePoint(isXml(point) ? point : 0xFFFD);
        }
    }

    private static boolean isXml(int point) {
        return point == 0x9
                || point == 0xA
                || point == 0xD
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }

    private ResponseEntity<byte[]> send(int status) {
        text.append("</").append(root).append('>');
        return ResponseEntity.status(status)
                .contentType(XML)
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
