package org.egide.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;
import org.egide.platform.Refusal;
import tools.jackson.databind.JsonNode;

/**
 * What a provider asks by hash: one object {@code {"kind","hash"[,"quality"]}} or {@code {"questions":[...]}} with at most
 * {@value #MOST}. Refuses {@code bad-encoding}, {@code malformed-json}, {@code invalid-json}, {@code no-question},
 * {@code too-many-questions}, {@code unknown-kind}, {@code bad-hash} and {@code bad-quality}; a refusal names the place, never what
 * stood there.
 */
record MatchQuestions(List<Optional<Hashes>> questions) {
    static final int MOST = 1_000;

    private static final Set<String> KINDS = Set.of("pdq", "pdq-full", "pdq-capped", "sha256", "sha1", "md5");

    MatchQuestions {
        questions = List.copyOf(questions);
    }

    /** An empty question is one that cannot be compared: a PDQ of a quality that is not trusted. */
    static MatchQuestions read(byte[] bytes) {
        var tree = JsonReport.objectOf(bytes);
        var list = tree.path("questions");
        if (list.isMissingNode()) {
            return new MatchQuestions(List.of(question(tree, "")));
        }
        if (!list.isArray()) {
            throw Refusal.because("invalid-json", "questions: must be an array.");
        }
        if (list.isEmpty()) {
            throw Refusal.because("no-question", "Nothing is asked.");
        }
        if (list.size() > MOST) {
            throw Refusal.withStatus(413, "too-many-questions", "At most " + MOST + " questions go together.");
        }
        var read = new ArrayList<Optional<Hashes>>();
        for (var i = 0; i < list.size(); i++) {
            read.add(question(list.get(i), "questions[" + i + "]."));
        }
        return new MatchQuestions(read);
    }

    private static Optional<Hashes> question(JsonNode node, String place) {
        if (!node.isObject()
                || !node.path("kind").isString()
                || !node.path("hash").isString()) {
            throw Refusal.because("invalid-json", place + "kind and " + place + "hash: two texts are needed.");
        }
        var kind = node.path("kind").asString();
        if (!KINDS.contains(kind)) {
            throw Refusal.because("unknown-kind", place + "kind: there is no such kind.");
        }
        var hash = node.path("hash").asString();
        if (!isHex(hash, digits(kind))) {
            throw Refusal.because("bad-hash", place + "hash: " + digits(kind) + " hexadecimal digits are needed.");
        }
        return trusted(node.path("quality"), place) ? Optional.of(Hashes.parse(kind + ":" + hash)) : Optional.empty();
    }

    private static int digits(String kind) {
        return switch (kind) {
            case "sha1" -> HashKind.SHA1.digits();
            case "md5" -> HashKind.MD5.digits();
            default -> HashKind.SHA256.digits();
        };
    }

    private static boolean isHex(String text, int digits) {
        return text.length() == digits
                && text.chars()
                        .allMatch(letter -> (letter >= '0' && letter <= '9')
                                || (letter >= 'a' && letter <= 'f')
                                || (letter >= 'A' && letter <= 'F'));
    }

    private static boolean trusted(JsonNode quality, String place) {
        if (quality.isMissingNode()) {
            return true;
        }
        if (!quality.isInt() || quality.asInt() < 0 || quality.asInt() > 100) {
            throw Refusal.because("bad-quality", place + "quality: a whole number from 0 to 100 is needed.");
        }
        return quality.asInt() >= PerceptualHash.TRUSTED_QUALITY;
    }

    @Override
    public String toString() {
        return "MatchQuestions[" + questions.size() + "]";
    }
}
