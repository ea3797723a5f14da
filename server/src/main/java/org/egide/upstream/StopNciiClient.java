package org.egide.upstream;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;
import org.egide.platform.fetch.Call;
import tools.jackson.databind.json.JsonMapper;

/**
 * StopNCII's form, version 1. The source keeps a running number: what changed since is fetched page by page, and the number of the last
 * page is where the next round begins.
 */
final class StopNciiClient implements Speaker {
    private static final int PAGE = 800;
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);
    private static final long AHEAD = Duration.ofDays(1).toSeconds();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Question next(Source source, Login login, Instant now) {
        var cursor = planned(source.cursor(), now);
        var token = cursor.token()
                .map(text -> "&nextPageToken=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
        var address =
                source.base() + "/v1/FetchHashes?startTimestamp=" + cursor.position() + "&pageSize=" + PAGE + token;
        return new Question(Call.get(URI.create(address), headers(login.first(), login)), cursor);
    }

    private static Cursor planned(Cursor cursor, Instant now) {
        var stale = cursor.tokenAt()
                .filter(at -> !now.isBefore(at.plus(TOKEN_LIFE)))
                .isPresent();
        var held = stale ? cursor.again() : cursor;
        return held.resting() ? held.round(held.position(), now.getEpochSecond()) : held;
    }

    @Override
    public Reading read(Cursor asked, byte[] body, Instant now) {
        try {
            var page = StopNciiReader.read(body);
            if (page.nextNumber() > now.getEpochSecond() + AHEAD) {
                return new Reading.Unfit(Fault.TIME_AHEAD);
            }
            return page.more() ? goesOn(asked, page, now) : ends(asked, page);
        } catch (UnfitPage e) {
            return new Reading.Unfit(e.fault());
        }
    }

    private static Reading goesOn(Cursor asked, StopNciiReader.Page page, Instant now) {
        if (page.token().isEmpty()) {
            // Without a token the running number leads on; it must grow, or the same page would come for ever.
            return page.nextNumber() > asked.position()
                    ? new Reading.Page(page.changes(), page.counts(), asked.drained(page.nextNumber(), false))
                    : new Reading.Unfit(Fault.PAGE_LOOP);
        }
        var after = asked.further(page.token().get(), now, page.changes().isEmpty());
        return after.pages() >= NcmecClient.MOST_PAGES || after.empty() >= NcmecClient.MOST_EMPTY
                ? new Reading.Unfit(Fault.ENDLESS)
                : new Reading.Page(page.changes(), page.counts(), after);
    }

    private static Reading ends(Cursor asked, StopNciiReader.Page page) {
        return page.nextNumber() < asked.position()
                ? new Reading.Unfit(Fault.TIME_BACK)
                : new Reading.Page(page.changes(), page.counts(), asked.drained(page.nextNumber(), true));
    }

    @Override
    public Call vote(Source source, Login login, Vote vote) {
        var body = JSON.createObjectNode().put("count", 1);
        var one = body.putArray("hashFeedbacks").addObject();
        one.put("hashValue", value(vote.hashes(), vote.kind()));
        one.put("feedbackValue", vote.up() ? "Blocked" : "NotBlocked");
        one.putArray("tags");
        return new Call(
                Call.Method.POST,
                URI.create(source.base() + "/v1/SubmitFeedback"),
                headers(login.third(), login),
                Optional.of(new Call.Body("application/json", body.toString())));
    }

    private static String value(Hashes hashes, HashKind kind) {
        return switch (kind) {
            case PDQ -> hashes.pdq().orElseThrow().hex();
            case SHA256 -> hashes.sha256().orElseThrow();
            case SHA1 -> hashes.sha1().orElseThrow();
            case MD5 -> hashes.md5().orElseThrow();
        };
    }

    private static Map<String, String> headers(String key, Login login) {
        return Map.of(
                "x-functions-key", key, "Ocp-Apim-Subscription-Key", login.second(), "Accept", "application/json");
    }
}
