package org.egide.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of {@code data/custody.jsonl}: one thing done with the material, chained to the line before.
 *
 * @param sequence 1, 2, 3, ...
 * @param who the role's id, never a person's name
 * @param what the step
 * @param when the time, UTC
 * @param why the reason
 * @param hashBefore SHA-256 of the material before the step, absent when there was none
 * @param hashAfter SHA-256 of the material after the step, absent when none is left
 * @param previous SHA-256 of the line before without its line feed; 64 zeros in the first line
 */
public record CustodyLine(
        long sequence,
        String who,
        String what,
        Instant when,
        String why,
        Optional<String> hashBefore,
        Optional<String> hashAfter,
        String previous) {
    /** What the first line is chained to. */
    public static final String NOTHING_BEFORE = "0".repeat(64);

    private static final List<String> NAMES =
            List.of("sequence", "who", "what", "when", "why", "hashBefore", "hashAfter", "previous");
    private static final StrictJson JSON = new StrictJson();

    public CustodyLine {
        if (sequence < 1 || who.isBlank() || what.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("a custody line has a number from 1, and says who, what and why");
        }
        hashBefore.ifPresent(CustodyLine::requireHash);
        hashAfter.ifPresent(CustodyLine::requireHash);
        requireHash(previous);
    }

    /** The line without its line feed. */
    public String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("sequence", sequence).put("who", who).put("what", what);
        node.put("when", when.toString()).put("why", why);
        node.put("hashBefore", hashBefore.orElse(null)).put("hashAfter", hashAfter.orElse(null));
        return JSON.write(node.put("previous", previous));
    }

    /** What the next line is chained to. */
    public String hash() {
        return hashOf(toJson());
    }

    static String hashOf(String line) {
        return Digest.SHA256.hex(line.getBytes(UTF_8));
    }

    static CustodyLine parse(String line, int number) {
        String name = "Line " + number + " of " + PackageLayout.CUSTODY;
        JsonNode node = JSON.read(line, RefusalCode.CUSTODY_MALFORMED, name);
        if (!node.isObject() || !List.copyOf(node.propertyNames()).equals(NAMES)) {
            throw new Refused(RefusalCode.CUSTODY_MALFORMED, name + " does not have the members of a custody line.");
        }
        try {
            JsonNode sequence = node.required("sequence");
            return new CustodyLine(
                    sequence.isIntegralNumber() && sequence.canConvertToLong() ? sequence.longValue() : 0,
                    text(node, "who"),
                    text(node, "what"),
                    Instant.parse(text(node, "when")),
                    text(node, "why"),
                    hash(node, "hashBefore"),
                    hash(node, "hashAfter"),
                    text(node, "previous"));
        } catch (DateTimeParseException | IllegalArgumentException wrong) {
            throw new Refused(RefusalCode.CUSTODY_MALFORMED, name + " holds a malformed value.", wrong);
        }
    }

    private static Optional<String> hash(JsonNode node, String name) {
        return node.required(name).isNull() ? Optional.empty() : Optional.of(text(node, name));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.required(name);
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is not text");
        }
        return value.stringValue();
    }

    private static void requireHash(String text) {
        if (!Digest.SHA256.isForm(text)) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
        }
    }
}
