package org.egide.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.Leads;
import org.egide.fingerprints.SharedEntries;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What partners of the StopNCII form send: hashes, which become unverified leads with their provenance, and feedback on what they were
 * told. The answer counts what was new, known, of a kind not taken here, and wrong; one wrong record does not hold the others. Refuses
 * {@code malformed-json}, {@code invalid-json}, {@code count-mismatch} and {@code too-many-records}, with nothing applied.
 */
@Component
final class StopNciiSubmissions {
    private static final int MOST = 1_000;
    private static final int MOST_TAGS = 20;
    /** Shorter than any hash, so that a tag cannot be one. */
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N} _.:-]{1,30}");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Transaction transaction;
    private final Leads leads;
    private final SharedEntries entries;
    private final Feed feed;
    private final Feedbacks feedbacks;
    private final Pulls pulls;

    StopNciiSubmissions(
            Transaction transaction, Leads leads, SharedEntries entries, Feed feed, Feedbacks feedbacks, Pulls pulls) {
        this.transaction = transaction;
        this.leads = leads;
        this.entries = entries;
        this.feed = feed;
        this.feedbacks = feedbacks;
        this.pulls = pulls;
    }

    /** What became of one record. */
    private enum Fate {
        ACCEPTED,
        KNOWN,
        NOT_TAKEN,
        WRONG
    }

    ObjectNode hashes(SharingPartner partner, byte[] body) {
        var records = records(body, "hashRecords");
        return transaction.in(() -> {
            var fates = records.stream().map(record -> lead(partner, record)).toList();
            pulls.submitted(partner, count(fates, Fate.ACCEPTED));
            return answer(fates);
        });
    }

    private Fate lead(SharingPartner partner, JsonNode record) {
        var list = partner.leads().orElseThrow(() -> new IllegalStateException("a live partner has a list of leads"));
        // One client in wide use writes the name of its own enumeration before the value.
        var type = record.path("signalType").asString("").replaceFirst("^StopNCIISignalType\\.", "");
        var value = record.path("hashValue").asString("").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "ImagePDQ", "VideoMD5" ->
                hashes(type, value)
                        .map(hash -> leads.add(
                                        partner.actor(),
                                        list,
                                        hash,
                                        "partner:" + partner.id() + " " + partner.name(),
                                        "unverified")
                                ? Fate.ACCEPTED
                                : Fate.KNOWN)
                        .orElse(Fate.WRONG);
            case "Unknown", "VideoTMK", "Text", "URL" -> Fate.NOT_TAKEN;
            default -> Fate.WRONG;
        };
    }

    private static Optional<Hashes> hashes(String type, String value) {
        var kind = type.equals("ImagePDQ") ? HashKind.PDQ : HashKind.MD5;
        return value.matches("[0-9a-f]{" + kind.digits() + "}")
                ? Optional.of(Hashes.parse(kind.name().toLowerCase(Locale.ROOT) + ":" + value))
                : Optional.empty();
    }

    ObjectNode feedback(SharingPartner partner, byte[] body) {
        var records = records(body, "hashFeedbacks");
        return transaction.in(() ->
                answer(records.stream().map(record -> say(partner, record)).toList()));
    }

    private Fate say(SharingPartner partner, JsonNode record) {
        var hash = record.path("hashValue").asString("").toLowerCase(Locale.ROOT);
        var said = FeedbackValue.of(record.path("feedbackValue").asString(""));
        var type = hash.length() == HashKind.MD5.digits() ? "VideoMD5" : "ImagePDQ";
        var hashes = hashes(type, hash);
        if (hashes.isEmpty() || said.isEmpty()) {
            return Fate.WRONG;
        }
        var told = entries.find(hashes.get()).stream()
                .filter(entry -> standing(partner, entry))
                .toList();
        var kind = type.equals("VideoMD5") ? HashKind.MD5 : HashKind.PDQ;
        told.forEach(entry -> feedbacks.say(partner, entry, kind, said.get(), tags(record)));
        return told.isEmpty() ? Fate.NOT_TAKEN : Fate.ACCEPTED;
    }

    private boolean standing(SharingPartner partner, EntryId entry) {
        return feed.find(partner.id(), entry).filter(told -> !told.gone()).isPresent()
                && Optional.ofNullable(entries.read(List.of(entry)).get(entry))
                        .filter(SharedEntries.Content::stands)
                        .isPresent();
    }

    private static List<String> tags(JsonNode record) {
        var tags = new ArrayList<String>();
        for (var tag : record.path("tags")) {
            if (tag.isString() && TAG.matcher(tag.asString()).matches() && tags.size() < MOST_TAGS) {
                tags.add(tag.asString());
            }
        }
        return tags.stream().distinct().sorted().toList();
    }

    private static List<JsonNode> records(byte[] body, String name) {
        var tree = tree(body);
        var records = tree.path(name);
        if (!records.isArray() || !tree.path("count").isIntegralNumber()) {
            throw Refusal.because("invalid-json", "An object with count and " + name + " is needed.");
        }
        if (tree.path("count").asLong() != records.size()) {
            throw Refusal.because("count-mismatch", "count is not the number of records; nothing was taken.");
        }
        if (records.size() > MOST) {
            throw Refusal.withStatus(413, "too-many-records", "At most " + MOST + " records go together.");
        }
        return records.valueStream().toList();
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw Refusal.because("malformed-json", "The body is not JSON.");
        }
    }

    private static int count(List<Fate> fates, Fate wanted) {
        return (int) fates.stream().filter(fate -> fate == wanted).count();
    }

    private static ObjectNode answer(List<Fate> fates) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("count", fates.size())
                .put("accepted", count(fates, Fate.ACCEPTED))
                .put("known", count(fates, Fate.KNOWN))
                .put("notTaken", count(fates, Fate.NOT_TAKEN))
                .put("wrong", count(fates, Fate.WRONG));
    }
}
