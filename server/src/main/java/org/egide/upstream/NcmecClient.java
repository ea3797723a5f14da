package org.egide.upstream;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egide.platform.fetch.Call;

/**
 * NCMEC's hash-sharing form, version 2. Ranges of time are asked one after the other, each sharing its edge second with the one before;
 * a range whose first page has a next one is asked again a quarter as long, down to a second, which is then drained page by page.
 * A new round begins ten minutes before the checkpoint, for what was entered there late. The next page is a path that is put behind our
 * own base, so no other host is ever asked.
 */
final class NcmecClient implements Speaker {
    /** The longest range, in seconds. */
    static final long LONGEST = Duration.ofDays(90).toSeconds();

    /** Most pages in one range. */
    static final int MOST_PAGES = 5_000;

    /** Most empty pages in a row. */
    static final int MOST_EMPTY = 50;

    private static final long OVERLAP = 600;
    private static final int FEW = 250;
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);
    private static final Pattern NEXT = Pattern.compile("/v2/entries\\?[A-Za-z0-9._~%&=:+,;@!$'()*/?-]{1,2000}");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public Question next(Source source, Login login, Instant now) {
        var cursor = planned(source.cursor(), now);
        var path = cursor.token()
                .orElseGet(() -> "/v2/entries?from=" + SECOND.format(Instant.ofEpochSecond(cursor.position())) + "&to="
                        + SECOND.format(Instant.ofEpochSecond(cursor.rangeTo().orElseThrow())));
        return new Question(Call.get(URI.create(source.base() + path), headers(login)), cursor);
    }

    /** The range to ask for: the one being drained, or the next. */
    private static Cursor planned(Cursor cursor, Instant now) {
        var stale = cursor.tokenAt()
                .filter(at -> !now.isBefore(at.plus(TOKEN_LIFE)))
                .isPresent();
        var held = stale ? cursor.again() : cursor;
        if (held.token().isPresent()) {
            return held;
        }
        var round = held.resting()
                ? held.round(held.checkpoint() - OVERLAP, Math.max(now.getEpochSecond(), held.checkpoint()))
                : held;
        var end = round.roundTo().orElseThrow();
        return round.range(Math.max(round.position() + 1, Math.min(round.position() + round.reach(), end)));
    }

    @Override
    public Reading read(Cursor asked, byte[] body, Instant now) {
        try {
            var page = NcmecReader.read(body);
            var next = page.next();
            if (next.filter(path -> !NEXT.matcher(path).matches()).isPresent()) {
                return new Reading.Unfit(Fault.NEXT_ELSEWHERE);
            }
            return next.map(path -> goesOn(asked, page, path, now)).orElseGet(() -> ends(asked, page));
        } catch (UnfitPage e) {
            return new Reading.Unfit(e.fault());
        }
    }

    private static Reading goesOn(Cursor asked, NcmecReader.Page page, String next, Instant now) {
        var length = asked.rangeTo().orElseThrow() - asked.position();
        if (asked.pages() == 0 && asked.token().isEmpty() && length > 1) {
            // Nothing of this page comes in: the shorter range brings it again.
            return new Reading.Page(
                    List.of(),
                    new Counts().one(What.RANGE_SHRUNK),
                    asked.again().reaching(Math.max(1, length / 4)));
        }
        var after = asked.further(next, now, page.changes().isEmpty());
        if (after.pages() >= MOST_PAGES || after.empty() >= MOST_EMPTY) {
            return new Reading.Unfit(Fault.ENDLESS);
        }
        return new Reading.Page(page.changes(), page.counts(), after);
    }

    private static Reading ends(Cursor asked, NcmecReader.Page page) {
        var upTo = asked.rangeTo().orElseThrow();
        var over = upTo >= asked.roundTo().orElseThrow();
        var drained = asked.drained(upTo, over);
        var roomy = asked.pages() == 0 && page.changes().size() < FEW;
        return new Reading.Page(
                page.changes(),
                page.counts(),
                roomy ? drained.reaching(Math.min(LONGEST, asked.reach() * 4)) : drained);
    }

    @Override
    public Call vote(Source source, Login login, Vote vote) {
        var path = "/v2/entries/" + encoded(vote.name().member()) + "/"
                + encoded(vote.name().id()) + "/" + vote.kind().name() + "/feedback";
        var what = vote.up() ? "<affirmative/>" : "<negative><reasonIds/></negative>";
        var body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><feedbackSubmission xmlns=\"" + NcmecReader.NAMESPACE
                + "\">" + what + "</feedbackSubmission>";
        return new Call(
                Call.Method.PUT,
                URI.create(source.base() + path),
                headers(login),
                Optional.of(new Call.Body("application/xml", body)));
    }

    private static Map<String, String> headers(Login login) {
        var both = (login.first() + ":" + login.second()).getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(both), "Accept", "application/xml");
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }
}
