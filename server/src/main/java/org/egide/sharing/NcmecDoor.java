package org.egide.sharing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.HashKind;
import org.egide.platform.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The hash-sharing door of the NCMEC form, version 2 (R26.3, R75.m2). {@code entries} takes {@code from} and {@code to} (both
 * included) and, to go on, {@code start}, {@code size} and {@code max} as its {@code paging/next} names them; nothing of a page is kept
 * here, so a {@code next} stays good for as long as the partner does. Refuses {@code unknown-parameter}, {@code bad-time},
 * {@code bad-range}, {@code time-ahead}, {@code bad-paging}, {@code unknown-type}, those of {@link FeedbackReader}, and not found.
 */
@RestController
@ForSharingPartner(SharingDoor.BASIC)
final class NcmecDoor {
    /** Further ahead than any time zone, a clock cannot be lived with: its client would miss what comes. */
    static final Duration FURTHEST = Duration.ofHours(26);

    private static final String PATH = "/hashsharing/v2";
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int LARGEST_BODY = 16 * 1024;
    private static final long FOREVER = 253_402_300_799L;

    /** Kinds that clients ask reasons for and that our lists do not hold. */
    private static final Set<String> OTHER_KINDS =
            Set.of("PDNA", "NETCLEAN", "VIDENTIFIER", "TMK_PDQF", "SSVH_PDNA", "SSVH_SAFER_HASH");

    private final Telling telling;
    private final SharingGrants grants;
    private final Feedbacks feedbacks;
    private final Clock clock;

    NcmecDoor(Telling telling, SharingGrants grants, Feedbacks feedbacks, Clock clock) {
        this.telling = telling;
        this.grants = grants;
        this.feedbacks = feedbacks;
        this.clock = clock;
    }

    @GetMapping(PATH + "/status")
    ResponseEntity<byte[]> status(SharingPartner partner, HttpServletRequest request) {
        only(request, Set.of());
        return NcmecXml.status(request.getRemoteAddr(), partner);
    }

    /** The partner itself and the owners of what it may pull or was told. */
    @GetMapping(PATH + "/members")
    ResponseEntity<byte[]> members(SharingPartner partner, HttpServletRequest request) {
        only(request, Set.of());
        var members = new ArrayList<Members.Member>();
        members.add(new Members.Member(partner.member(), partner.name()));
        grants.everGranted(partner).values().stream()
                .map(SharingGrants.Pullable::owner)
                .distinct()
                .sorted(Comparator.comparingInt(Members.Member::id))
                .forEach(members::add);
        return NcmecXml.members(members);
    }

    @GetMapping(PATH + "/entries")
    ResponseEntity<byte[]> entries(SharingPartner partner, HttpServletRequest request) {
        only(request, Set.of("from", "to", "start", "size", "max"));
        var now = clock.instant().getEpochSecond();
        var to = time(request, "to").orElse(now);
        var from = time(request, "from").orElse(0L);
        var size = (int) (long) number(request, "size").orElse((long) Feed.PAGE);
        var start = number(request, "start");
        var max = number(request, "max");
        if (from > to) {
            throw Refusal.because("bad-range", "from is later than to.");
        }
        if (to > now + FURTHEST.toSeconds()) {
            throw Refusal.because("time-ahead", "to is more than a day ahead of this node's clock.");
        }
        if (size < 1 || size > Feed.PAGE || start.isPresent() != max.isPresent()) {
            throw Refusal.because("bad-paging", "Follow paging/next as it was given; size is 1 to " + Feed.PAGE + ".");
        }
        var ahead = request.getParameter("to") == null ? Optional.<Long>empty() : Optional.of(to - now);
        var after = Math.max(start.orElse(-1L), from * Feed.SECOND - 1);
        var known = start.flatMap(first -> max.map(last -> Math.max(1, last - first - size)));
        var page = telling.page(partner, new Telling.Range(from, to, after, size, ahead), known);
        return NcmecXml.entries(partner, page.lines(), next(from, to, size, page));
    }

    /** {@code max} less {@code start} is how many rows are left: a client chooses its ranges by that. */
    private static Optional<String> next(long from, long to, int size, Telling.Page page) {
        return page.left() == 0
                ? Optional.empty()
                : Optional.of("/v2/entries?from=" + NcmecXml.time(from) + "&to=" + NcmecXml.time(to) + "&start="
                        + page.last() + "&size=" + size + "&max=" + (page.last() + page.left()));
    }

    @GetMapping(PATH + "/feedback/{type}/reasons")
    ResponseEntity<byte[]> reasons(SharingPartner partner, HttpServletRequest request, @PathVariable String type) {
        only(request, Set.of());
        var kind = kind(type);
        if (kind.isEmpty() && !OTHER_KINDS.contains(type)) {
            throw unknownType();
        }
        var reasons = kind.isPresent() ? FeedbackReason.offered() : List.<FeedbackReason>of();
        return NcmecXml.reasons(kind.map(Feedback::written).orElse(type), reasons, partner.wrapped());
    }

    /** A client in wide use leaves the version out of this one path. */
    @PutMapping({
        PATH + "/entries/{member}/{entry}/{type}/feedback",
        "/hashsharing/entries/{member}/{entry}/{type}/feedback"
    })
    ResponseEntity<byte[]> feedback(
            SharingPartner partner,
            HttpServletRequest request,
            @PathVariable String member,
            @PathVariable String entry,
            @PathVariable String type) {
        var kind = kind(type).orElseThrow(NcmecDoor::unknownType);
        var submission = FeedbackReader.read(body(request));
        feedbacks.say(
                partner,
                telling.owned(partner, member, EntryId.of(entry), kind),
                kind,
                submission.value(),
                submission.reasons());
        return ResponseEntity.noContent().build();
    }

    private static Refusal unknownType() {
        return Refusal.because("unknown-type", "There is no such type of fingerprint here.");
    }

    private static Optional<HashKind> kind(String type) {
        return NcmecXml.KINDS.stream().filter(kind -> kind.name().equals(type)).findFirst();
    }

    private static void only(HttpServletRequest request, Set<String> known) {
        request.getParameterMap().forEach((name, values) -> {
            if (!known.contains(name) || values.length != 1) {
                throw Refusal.because(
                        "unknown-parameter",
                        "This call takes " + known.stream().sorted().toList() + ", each once.");
            }
        });
    }

    private static Optional<Long> time(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).map(text -> {
            try {
                if (TIME.matcher(text).matches()) {
                    var second = Instant.parse(text).getEpochSecond();
                    if (second >= 0 && second <= FOREVER) {
                        return second;
                    }
                }
            } catch (DateTimeException e) {
                throw badTime();
            }
            throw badTime();
        });
    }

    private static Refusal badTime() {
        return Refusal.because("bad-time", "A time is written YYYY-MM-DDTHH:MM:SSZ, from 1970 on.");
    }

    private static Optional<Long> number(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).map(text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw Refusal.because("bad-paging", "start, size and max are whole numbers.");
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
}
