package org.egide.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that keeps to the StopNCII form: required fields that are missing end the fetch, a value it does not know drops the record,
 * the checkpoint is what each page says.
 */
final class StopNciiClient {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> TYPES = Set.of("Unknown", "ImagePDQ", "VideoMD5", "VideoTMK", "Text", "URL");
    private static final Set<String> STATES = Set.of("Unknown", "Received", "Active", "Withdrawn", "Deleted");

    private final HttpClient http;
    private final URI base;
    private final AccessOnce access;
    private final Map<String, JsonNode> records = new TreeMap<>();
    private long checkpoint = 10;

    StopNciiClient(HttpClient http, URI base, AccessOnce access) {
        this.http = http;
        this.base = base;
        this.access = access;
    }

    /** The latest record of each hash. */
    Map<String, JsonNode> records() {
        return records;
    }

    /** The latest record of a hash that must have come. */
    JsonNode record(String hash) {
        return java.util.Objects.requireNonNull(records.get(hash), "no record");
    }

    String status(String hash) {
        return record(hash).get("hashStatus").asString();
    }

    /** Fetches to the end, or until {@code enough}; then its checkpoint is that of the last page. Returns the pages. */
    int fetch(int size, BooleanSupplier enough) {
        var since = checkpoint;
        var token = "";
        for (var pages = 1; ; pages++) {
            var page = page("startTimestamp=" + since + "&pageSize=" + size
                    + (token.isEmpty() ? "" : "&nextPageToken=" + token));
            checkpoint = page.get("nextSetTimestamp").asLong();
            if (!page.get("hasMoreRecords").asBoolean() || enough.getAsBoolean()) {
                return pages;
            }
            token = page.get("nextPageToken").asString();
        }
    }

    int fetch() {
        return fetch(800, () -> false);
    }

    JsonNode page(String query) {
        var answer = get("/v1/FetchHashes?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var page = JSON.readTree(answer.body());
        assertThat(page.get("count").isIntegralNumber()).isTrue();
        assertThat(page.get("nextSetTimestamp").isIntegralNumber()).isTrue();
        assertThat(page.get("hasMoreRecords").isBoolean()).isTrue();
        assertThat(page.get("nextPageToken").isString()
                        || page.get("nextPageToken").isNull())
                .isTrue();
        assertThat(page.get("hashRecords").size()).isEqualTo(page.get("count").asInt());
        page.get("hashRecords").forEach(this::take);
        return page;
    }

    private void take(JsonNode record) {
        assertThat(record.get("lastModtimestamp").isIntegralNumber()).isTrue();
        assertThat(record.get("signalType").asString()).isIn(TYPES);
        assertThat(record.get("hashStatus").asString()).isIn(STATES);
        assertThat(record.get("caseNumbers").isObject()).isTrue();
        assertThat(record.get("caseNumbers").values().stream()
                        .map(JsonNode::asString)
                        .toList())
                .isNotEmpty()
                .allMatch(STATES::contains);
        for (var feedback : record.path("CSPFeedbacks")) {
            assertThat(feedback.get("source").asString()).isNotBlank();
            assertThat(FeedbackValue.of(feedback.get("feedbackValue").asString()))
                    .isPresent();
            assertThat(feedback.get("tags").isArray()).isTrue();
        }
        records.put(record.get("hashValue").asString(), record);
    }

    HttpResponse<String> get(String path) {
        return send(request(path, "FETCH").GET());
    }

    HttpResponse<String> post(String call, String body) {
        return send(request("/v1/" + call, call.equals("SubmitHashes") ? "SUBMIT" : "FEEDBACK")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path, String door) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("x-functions-key", access.secrets().getOrDefault(door, "none"))
                .header("Ocp-Apim-Subscription-Key", access.secrets().getOrDefault("SUBSCRIPTION", "none"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
