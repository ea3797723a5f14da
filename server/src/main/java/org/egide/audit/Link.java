package org.egide.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** One row of a chain as stored; its hash covers the hash before it and every field with its length. */
record Link(
        String stream,
        long sequence,
        Instant at,
        String actor,
        String action,
        String subject,
        String details,
        byte[] hash) {

    static Link after(byte[] previous, String stream, long sequence, Instant at, AuditEntry entry) {
        var actor = entry.actor().kind() + ":" + entry.actor().id();
        var details = text(entry.details());
        var hash = hash(previous, stream, sequence, at, actor, entry.action(), entry.subject(), details);
        return new Link(stream, sequence, at, actor, entry.action(), entry.subject(), details, hash);
    }

    /** Whether this row really follows a row with that hash. */
    boolean follows(byte[] previous) {
        return MessageDigest.isEqual(hash, hash(previous, stream, sequence, at, actor, action, subject, details));
    }

    /** The hash before the first row of a stream. */
    static byte[] origin(String stream) {
        return digest().digest(("egide audit " + stream).getBytes(StandardCharsets.UTF_8));
    }

    /** Lines of {@code key=value}; a line break or backslash inside is escaped, so that reading back is exact. */
    static String text(SortedMap<String, String> details) {
        return details.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + entry.getValue()
                                .replace("\\", "\\\\")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                                .replace("\u0000", ""))
                .collect(Collectors.joining("\n"));
    }

    static Map<String, String> details(String text) {
        return text.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> unescaped(pair[1]),
                        (first, second) -> second,
                        java.util.TreeMap::new));
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var next = text.charAt(i) == '\\' && i + 1 < text.length() ? text.charAt(++i) : 0;
            switch (next) {
                case 0 -> plain.append(text.charAt(i));
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                default -> plain.append(next);
            }
        }
        return plain.toString();
    }

    private static byte[] hash(byte[] previous, String stream, long sequence, Instant at, String... fields) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(previous);
            write(out, stream);
            out.writeLong(sequence);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            for (var field : fields) {
                write(out, field);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest().digest(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, String field) throws IOException {
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
