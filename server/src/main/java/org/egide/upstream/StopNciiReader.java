package org.egide.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprints.ForeignChange;
import org.egide.fingerprints.ForeignName;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a {@code FetchHashes} answer. A required field that is missing refuses the page; a value that the form does not know costs
 * its record; fields that the form does not know are left alone. Whether a hash was withdrawn stands in {@code hashStatus}: cases and
 * feedbacks have states of their own that say nothing about the hash.
 */
final class StopNciiReader {
    private static final String PREFIX = "StopNCIISignalType.";
    private static final int MOST_RECORDS = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(64 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<ForeignChange> changes = new ArrayList<>();
    private final Counts counts = new Counts();

    private StopNciiReader() {}

    /** What stands on a page. */
    record Page(List<ForeignChange> changes, Counts counts, boolean more, long nextNumber, Optional<String> token) {}

    /** Reads a page or says with {@link UnfitPage} why it is none. */
    static Page read(byte[] body) {
        var tree = tree(body);
        required(tree.get("count"), JsonNode::isIntegralNumber);
        var more = required(tree.get("hasMoreRecords"), JsonNode::isBoolean).asBoolean();
        var number = required(tree.get("nextSetTimestamp"), JsonNode::isIntegralNumber);
        if (!number.canConvertToLong() || number.asLong() < 0) {
            throw new UnfitPage(Fault.NOT_THE_FORM);
        }
        var records = tree.path("hashRecords");
        if (!records.isArray() && !records.isMissingNode() && !records.isNull()) {
            throw new UnfitPage(Fault.NOT_THE_FORM);
        }
        if (records.size() > MOST_RECORDS) {
            throw new UnfitPage(Fault.PAGE_TOO_FULL);
        }
        var reader = new StopNciiReader();
        records.forEach(reader::record);
        return new Page(reader.changes, reader.counts, more, number.asLong(), token(tree));
    }

    private static JsonNode tree(byte[] body) {
        try {
            var tree = JSON.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new UnfitPage(Fault.NOT_THE_FORM);
            }
            return tree;
        } catch (JacksonException e) {
            throw new UnfitPage(Fault.NOT_READABLE);
        }
    }

    private static Optional<String> token(JsonNode tree) {
        var token = tree.path("nextPageToken");
        if (token.isMissingNode() || token.isNull()) {
            return Optional.empty();
        }
        if (!token.isString() || token.asString().length() > 2_000) {
            throw new UnfitPage(Fault.NOT_THE_FORM);
        }
        return Optional.of(token.asString()).filter(text -> !text.isEmpty());
    }

    private static JsonNode required(
            @org.jspecify.annotations.Nullable JsonNode node, java.util.function.Predicate<JsonNode> kind) {
        if (node == null || node.isNull()) {
            throw new UnfitPage(Fault.MISSING_FIELD);
        }
        if (!kind.test(node)) {
            throw new UnfitPage(Fault.NOT_THE_FORM);
        }
        return node;
    }

    /** What a record says of its hash. */
    private enum Status {
        STANDS,
        GONE,
        UNKNOWN
    }

    private void record(JsonNode record) {
        required(record.get("lastModtimestamp"), JsonNode::isIntegralNumber);
        var type = required(record.get("signalType"), JsonNode::isString).asString();
        var value = required(record.get("hashValue"), JsonNode::isString).asString();
        var status =
                status(required(record.get("hashStatus"), JsonNode::isString).asString());
        required(record.get("caseNumbers"), JsonNode::isObject);
        var signal = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
        switch (signal) {
            case "ImagePDQ" -> hash(HashKind.PDQ, value, status);
            case "VideoMD5" -> hash(HashKind.MD5, value, status);
            case "VideoTMK", "Text", "URL" -> counts.one(What.UNUSABLE_KIND);
            default -> counts.one(What.UNKNOWN_VALUE);
        }
    }

    private static Status status(String written) {
        return switch (written) {
            case "Active", "Received" -> Status.STANDS;
            case "Withdrawn", "Deleted" -> Status.GONE;
            default -> Status.UNKNOWN;
        };
    }

    private void hash(HashKind kind, String written, Status status) {
        var digits = written.strip().toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + kind.digits() + "}")) {
            counts.one(What.BAD_HASH);
            return;
        }
        var name = new ForeignName("", kind + ":" + digits);
        switch (status) {
            case STANDS -> changes.add(new ForeignChange.Stands(name, hashes(kind, digits), Optional.empty()));
            case GONE -> changes.add(new ForeignChange.Gone(name));
            case UNKNOWN -> counts.one(What.UNKNOWN_VALUE);
        }
    }

    private static Hashes hashes(HashKind kind, String digits) {
        return new Hashes(
                Optional.empty(),
                Optional.empty(),
                kind == HashKind.MD5 ? Optional.of(digits) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kind == HashKind.PDQ ? Optional.of(Pdq.parse(digits)) : Optional.empty());
    }
}
