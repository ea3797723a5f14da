package org.egide.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Speaks StopNCII's form: pages of the size asked for, a running number, a feedback door. */
final class StopNciiFixture extends UpstreamFixture {
    static final String FETCH_KEY = "invented-fetch-key";
    static final String FEEDBACK_KEY = "invented-feedback-key";
    static final String SUBSCRIPTION = "invented-subscription";

    private final Map<String, Row> rows = new TreeMap<>();
    private final List<String> votes = new ArrayList<>();

    private record Row(long at, String json) {}

    synchronized StopNciiFixture put(String hash, long at, String json) {
        rows.put(hash, new Row(at, json));
        return this;
    }

    /** A record as the form writes it. */
    StopNciiFixture put(String type, String hash, String status, long at) {
        return put(hash, at, record(type, hash, status, at));
    }

    static String record(String type, String hash, String status, long at) {
        return "{\"lastModtimestamp\":" + at + ",\"signalType\":\"" + type + "\",\"hashValue\":\"" + hash
                + "\",\"hashStatus\":\"" + status + "\",\"caseNumbers\":{\"c1\":\"Active\"},\"unknown\":[1]}";
    }

    synchronized List<String> votes() {
        return List.copyOf(votes);
    }

    @Override
    synchronized Said answer(HttpExchange exchange, String line, String body) {
        var headers = exchange.getRequestHeaders();
        var feedback = line.equals("POST /sharing/v1/SubmitFeedback");
        var key = feedback ? FEEDBACK_KEY : FETCH_KEY;
        if (!key.equals(headers.getFirst("x-functions-key"))
                || !SUBSCRIPTION.equals(headers.getFirst("Ocp-Apim-Subscription-Key"))) {
            return Said.of(401, "{}");
        }
        if (feedback) {
            votes.add(body);
            return Said.of(200, "{}");
        }
        return line.startsWith("GET /sharing/v1/FetchHashes?") ? page(query(line)) : Said.of(404, "{}");
    }

    private Said page(Map<String, String> query) {
        var since = Long.parseLong(query.get("startTimestamp"));
        var size = Integer.parseInt(query.get("pageSize"));
        var start = Integer.parseInt(query.getOrDefault("nextPageToken", "p0").substring(1));
        var found = rows.values().stream()
                .filter(row -> row.at() >= since)
                .sorted(java.util.Comparator.comparingLong(Row::at))
                .toList();
        var page = found.stream().skip(start).limit(size).toList();
        var more = start + size < found.size();
        var latest = found.stream().mapToLong(Row::at).max().orElse(since);
        return Said.of(
                200, answer(page.stream().map(Row::json).toList(), latest, more, more ? "p" + (start + size) : null));
    }

    static String answer(
            List<String> records, long latest, boolean more, @org.jspecify.annotations.Nullable String token) {
        return "{\"count\":" + records.size() + ",\"nextSetTimestamp\":" + latest + ",\"hasMoreRecords\":" + more
                + ",\"nextPageToken\":" + (token == null ? "null" : "\"" + token + "\"") + ",\"hashRecords\":["
                + String.join(",", records) + "]}";
    }
}
