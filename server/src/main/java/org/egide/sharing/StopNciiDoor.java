package org.egide.sharing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egide.fingerprints.HashKind;
import org.egide.platform.Refusal;
import org.egide.sharing.Telling.Line;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The door of the StopNCII form, version 1 (R26.3). A fetch from before the partner came to be is a fresh one and names nothing that is
 * withdrawn; any other names withdrawn entries with {@code hashStatus} {@code Withdrawn}, in the record and in each case. An entry is
 * one record: by its picture fingerprint, or, on a list of videos, by its MD5; entries with neither cannot be told in this form.
 * Refuses {@code bad-timestamp}, {@code bad-page-size}, {@code bad-page-token} and those of {@link StopNciiSubmissions}.
 */
@RestController
@ForSharingPartner(SharingDoor.FETCH)
final class StopNciiDoor {
    private static final String PATH = "/stopncii/v1";
    private static final int USUAL_SIZE = 800;
    private static final int LARGEST_SIZE = Feed.PAGE;
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");
    private static final Pattern TOKEN = Pattern.compile("1:([0-9]{1,12}):([0-9]{1,18}):([01])");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Telling telling;
    private final StopNciiSubmissions submissions;
    private final Clock clock;

    StopNciiDoor(Telling telling, StopNciiSubmissions submissions, Clock clock) {
        this.telling = telling;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** Where a fetch stands: the second it goes to, the last place told, and whether it is a fresh one. Nothing of it is kept here. */
    private record Token(long to, long last, boolean fresh) {
        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            ("1:" + to + ":" + last + ":" + (fresh ? 1 : 0)).getBytes(StandardCharsets.US_ASCII));
        }

        static Token read(String text) {
            try {
                var parts = TOKEN.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
                if (parts.matches()) {
                    return new Token(
                            Long.parseLong(parts.group(1)),
                            Long.parseLong(parts.group(2)),
                            parts.group(3).equals("1"));
                }
            } catch (IllegalArgumentException e) {
                throw bad();
            }
            throw bad();
        }

        private static Refusal bad() {
            return Refusal.because("bad-page-token", "Send nextPageToken as it was given, or none.");
        }
    }

    @GetMapping(PATH + "/FetchHashes")
    ResponseEntity<byte[]> fetch(SharingPartner partner, HttpServletRequest request) {
        var now = clock.instant().getEpochSecond();
        var since = number(request, "startTimestamp", "bad-timestamp").orElse(0L);
        var size = number(request, "pageSize", "bad-page-size").orElse((long) USUAL_SIZE);
        if (size < 1 || size > LARGEST_SIZE) {
            throw Refusal.because("bad-page-size", "pageSize is 1 to " + LARGEST_SIZE + ".");
        }
        var token = Optional.ofNullable(request.getParameter("nextPageToken"))
                .filter(text -> !text.isEmpty())
                .map(Token::read)
                .orElseGet(() -> new Token(Math.max(now, since), since * Feed.SECOND - 1, since < partner.made()));
        if (token.to() > now + NcmecDoor.FURTHEST.toSeconds()) {
            throw Refusal.because("bad-timestamp", "startTimestamp is more than a day ahead of this node's clock.");
        }
        var page = telling.page(
                partner,
                new Telling.Range(0, token.to(), token.last(), size.intValue(), Optional.empty()),
                Optional.of(1L));
        return answer(partner, token, page);
    }

    private static ResponseEntity<byte[]> answer(SharingPartner partner, Token token, Telling.Page page) {
        var more = page.left() > 0;
        var answer = JsonNodeFactory.instance.objectNode();
        var records = JsonNodeFactory.instance.arrayNode();
        page.lines().stream()
                .filter(line -> !(line.gone() && token.fresh()))
                .forEach(line -> record(partner, line).ifPresent(records::add));
        answer.put("count", records.size());
        // While pages are left, a time from which nothing is missed; at the end, the second after all that was told.
        answer.put("nextSetTimestamp", more ? page.last() / Feed.SECOND : token.to() + 1);
        answer.put("hasMoreRecords", more);
        if (more) {
            answer.put("nextPageToken", new Token(token.to(), page.last(), token.fresh()).text());
        } else {
            answer.putNull("nextPageToken");
        }
        answer.set("hashRecords", records);
        return json(answer);
    }

    private static Optional<ObjectNode> record(SharingPartner viewer, Line line) {
        var picture = line.pdq();
        var video = line.video() ? line.hash(HashKind.MD5) : Optional.<String>empty();
        return picture.or(() -> video).map(hash -> {
            var status = line.gone() ? "Withdrawn" : "Active";
            var told = JsonNodeFactory.instance
                    .objectNode()
                    .put("lastModtimestamp", line.second())
                    .put("signalType", picture.isPresent() ? "ImagePDQ" : "VideoMD5")
                    .put("hashValue", hash)
                    .put("hashStatus", status);
            told.putObject("caseNumbers").put(line.entry().toString(), status);
            var feedbacks = told.putArray("CSPFeedbacks");
            for (var said : line.feedback()) {
                var one = feedbacks
                        .addObject()
                        .put("source", Members.voter(viewer, said.member()).name())
                        .put("feedbackValue", said.value().word());
                var tags = one.putArray("tags");
                said.notes().stream()
                        .map(note -> FeedbackReason.of(note)
                                .map(FeedbackReason::sentence)
                                .orElse(note))
                        .forEach(tags::add);
            }
            return told;
        });
    }

    @PostMapping(PATH + "/SubmitHashes")
    @ForSharingPartner(SharingDoor.SUBMIT)
    ResponseEntity<byte[]> submit(SharingPartner partner, HttpServletRequest request) {
        return json(submissions.hashes(partner, body(request)));
    }

    @PostMapping(PATH + "/SubmitFeedback")
    @ForSharingPartner(SharingDoor.FEEDBACK)
    ResponseEntity<byte[]> feedback(SharingPartner partner, HttpServletRequest request) {
        return json(submissions.feedback(partner, body(request)));
    }

    private static Optional<Long> number(HttpServletRequest request, String name, String code) {
        return Optional.ofNullable(request.getParameter(name)).map(text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw Refusal.because(code, name + " is a whole number.");
            }
            return Long.parseLong(text);
        });
    }

    private static byte[] body(HttpServletRequest request) {
        try {
            var bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw Refusal.withStatus(413, "too-large", "A body has at most " + LARGEST_BODY + " bytes here.");
            }
            return bytes;
        } catch (IOException e) {
            throw Refusal.because("broken-request", "The request broke off.");
        }
    }

    private static ResponseEntity<byte[]> json(ObjectNode answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(answer));
    }
}
