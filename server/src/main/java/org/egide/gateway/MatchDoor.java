package org.egide.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.video.VideoFrame;
import org.egide.fingerprints.Enquirer;
import org.egide.fingerprints.Enquiries;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.Finding;
import org.egide.fingerprints.Hashes;
import org.egide.platform.Json;
import org.egide.platform.Refusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The matching service for providers that hold no list (R10.6, R42.1): by hash, one or up to 1,000, or by file. An answer is a hint
 * for a person; asking leaves nothing but counts, and a file that is asked for is held in memory and dropped. Refusals are those of
 * {@link MatchQuestions} and {@link Enquiries}, {@code matching-not-granted}, {@code too-large}, {@code no-file}, {@code empty-file}
 * and {@code busy}.
 */
@RestController
@ForProvider
final class MatchDoor {
    private static final int LARGEST_QUESTIONS = 256 * 1024;
    private static final int LARGEST_VOTE = 1_024;
    private static final int LARGEST_FILE = 32 * 1024 * 1024;
    private static final int FILES_AT_ONCE = 4;
    private static final JsonMapper JSON = Json.forgetful();

    private final MatchGrants grants;
    private final Enquiries enquiries;
    private final Clock clock;
    private final Fingerprinter fingerprinter = new Fingerprinter();
    private final FilmFrames films = new FilmFrames();
    private final Semaphore files = new Semaphore(FILES_AT_ONCE);

    MatchDoor(MatchGrants grants, Enquiries enquiries, Clock clock) {
        this.grants = grants;
        this.enquiries = enquiries;
        this.clock = clock;
    }

    @PostMapping("/api/v1/match")
    ResponseEntity<byte[]> match(Provider provider, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var enquirer = grants.enquirer(provider);
        try {
            return isFile(type(request)) ? byFile(enquirer, request) : byHash(enquirer, request);
        } catch (Refusal refusal) {
            if (refusal.status() == 429) {
                response.setHeader("Retry-After", String.valueOf(untilTomorrow().toSeconds() + 1));
            }
            throw refusal;
        }
    }

    @PostMapping("/api/v1/match/votes")
    ResponseEntity<byte[]> vote(Provider provider, HttpServletRequest request) {
        var enquirer = grants.enquirer(provider);
        var tree = JsonReport.objectOf(body(request, LARGEST_VOTE));
        var entry = EntryId.of(tree.path("entry").asString(""));
        var vote = tree.path("vote").asString("");
        if (!vote.equals("up") && !vote.equals("down")) {
            throw Refusal.because("bad-vote", "vote: up or down is needed.");
        }
        enquiries.vote(enquirer, entry, vote.equals("up"));
        return json(JsonNodeFactory.instance
                .objectNode()
                .put("entry", entry.toString())
                .put("vote", vote));
    }

    private ResponseEntity<byte[]> byHash(Enquirer enquirer, HttpServletRequest request) {
        var asked = MatchQuestions.read(body(request, LARGEST_QUESTIONS)).questions();
        var comparable = asked.stream().flatMap(Optional::stream).toList();
        var findings = new ArrayDeque<>(ask(enquirer, comparable));
        var answer = JsonNodeFactory.instance.objectNode();
        var answers = answer.putArray("answers");
        for (var question : asked) {
            if (question.isEmpty()) {
                notCompared(answers, "low-quality");
            } else {
                put(answers.addObject(), findings.remove());
            }
        }
        return json(answer);
    }

    private List<Finding> ask(Enquirer enquirer, List<Hashes> questions) {
        return questions.isEmpty() ? List.of() : enquiries.ask(enquirer, questions);
    }

    private ResponseEntity<byte[]> byFile(Enquirer enquirer, HttpServletRequest request) throws IOException {
        if (!files.tryAcquire()) {
            throw Refusal.withStatus(503, "busy", "Too many files are being compared; please send it again.");
        }
        try {
            var bytes = fileOf(request);
            var prints = fingerprinter.of(bytes);
            if (FilmFrames.isFilm(bytes)) {
                return json(film(enquirer, prints, films.of(bytes)));
            }
            var answer = JsonNodeFactory.instance.objectNode();
            var told = answer.putArray("answers").addObject();
            put(told, enquiries.ask(enquirer, prints));
            unread(prints).ifPresent(reason -> told.put("notCompared", reason));
            return json(answer);
        } finally {
            files.release();
        }
    }

    private ObjectNode film(Enquirer enquirer, Fingerprints prints, FilmFrames.Looked looked) {
        var scenes = looked.scenes();
        var findings = enquiries.ask(
                enquirer, prints, scenes.stream().map(VideoFrame::hashes).toList());
        var answer = JsonNodeFactory.instance.objectNode();
        var told = answer.putArray("answers").addObject();
        var matches = told.putArray("matches");
        var all = new ArrayList<Finding.Known>();
        findings.getFirst().known().forEach(known -> {
            all.add(known);
            put(matches.addObject(), known);
        });
        // An entry is told once, with the first second that is near it.
        for (var scene = 0; scene < scenes.size(); scene++) {
            var second = scenes.get(scene).second();
            for (var known : findings.get(scene + 1).known()) {
                if (all.stream().noneMatch(one -> one.entry().equals(known.entry()))) {
                    all.add(known);
                    put(matches.addObject().put("second", second), known);
                }
            }
        }
        var withheld = findings.stream().anyMatch(Finding::withheld);
        told.put("next", new Finding(all, withheld).next().name());
        told.put("frames", looked.how());
        return answer;
    }

    /** Why there is no perceptual comparison; the bytes are compared all the same. */
    private static Optional<String> unread(Fingerprints prints) {
        if (prints.perceptual().filter(both -> !both.trusted()).isPresent()) {
            return Optional.of("low-quality");
        }
        return prints.refusal()
                .map(refusal -> refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static byte[] fileOf(HttpServletRequest request) throws IOException {
        var type = type(request);
        try (var stream = Parts.isMultipart(type)
                ? Parts.firstFile(Parts.of(type, request.getInputStream()))
                : Parts.unbroken(request.getInputStream())) {
            return bounded(stream);
        }
    }

    private static byte[] bounded(InputStream stream) throws IOException {
        var bytes = stream.readNBytes(LARGEST_FILE + 1);
        if (bytes.length > LARGEST_FILE) {
            throw Refusal.withStatus(413, "too-large", "A file has at most 32 MiB here; ask by its hashes.");
        }
        if (bytes.length == 0) {
            throw Refusal.because("empty-file", "A file without a byte was sent.");
        }
        return bytes;
    }

    private static boolean isFile(String type) {
        var plain = type.toLowerCase(Locale.ROOT);
        return Parts.isMultipart(plain)
                || plain.startsWith("application/octet-stream")
                || plain.startsWith("image/")
                || plain.startsWith("video/");
    }

    private static String type(HttpServletRequest request) {
        return Optional.ofNullable(request.getContentType()).orElse("");
    }

    private static byte[] body(HttpServletRequest request, int limit) {
        var body = Body.read(request, limit);
        if (body.cut()) {
            throw Refusal.withStatus(413, "too-large", "A body has at most " + limit + " bytes here.");
        }
        return body.bytes();
    }

    private static void notCompared(ArrayNode answers, String reason) {
        var answer = answers.addObject();
        answer.putArray("matches");
        answer.put("next", Finding.Next.NOTHING.name());
        answer.put("notCompared", reason);
    }

    private static void put(ObjectNode answer, Finding finding) {
        var matches = answer.putArray("matches");
        finding.known().forEach(known -> put(matches.addObject(), known));
        answer.put("next", finding.next().name());
    }

    private static void put(ObjectNode match, Finding.Known known) {
        match.put("list", known.list().toString())
                .put("name", known.listName())
                .put("owner", known.owner())
                .put("entry", known.entry().toString())
                .put("kind", known.kind().name())
                .put("distance", distance(known.band()))
                .put("classification", known.classification())
                .put("test", known.test());
        match.putObject("votes")
                .put("up", known.votes().up())
                .put("down", known.votes().down());
    }

    /** The band in bits, as written to programs. */
    private static String distance(Finding.Band band) {
        return switch (band) {
            case SAME_BYTES -> "0";
            case CLOSE -> "0-15";
            case FAR -> "16-31";
        };
    }

    private Duration untilTomorrow() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plusDays(1));
    }

    private static ResponseEntity<byte[]> json(ObjectNode answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(answer));
    }
}
