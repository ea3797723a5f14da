package org.egide.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner's program at the JSON door: a file, a report that names it, and later what became of it. */
final class Partner {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Browser client;
    private final Access.Provider access;

    Partner(Stage stage, Access.Provider access) {
        this.client = new Browser(stage.base());
        this.access = access;
    }

    /** The receipt: the short name of the report, and where its status is. */
    record Receipt(String reference, String status) {}

    /** Sends a picture and a report about where it stands. Sending it twice is the same report. */
    Receipt report(URI address, byte[] picture) throws IOException, InterruptedException {
        var file = read(call("POST", "/api/v1/files", "application/octet-stream", picture), 201)
                .path("file")
                .stringValue();
        var report = JSON.writeValueAsBytes(Map.of(
                "forms", List.of("ABUSE_MATERIAL"),
                "acts", List.of("MAKING_AVAILABLE"),
                "facts", Map.of("CHANNEL", "WEB", "IMMEDIATE_DANGER", "NO"),
                "narrative", Canary.PARTNER.sentence(),
                "language", "en",
                "items",
                        List.of(
                                Map.of("kind", "ADDRESS", "value", address.toString()),
                                Map.of("kind", "FILE", "value", Canary.PARTNER.word() + ".jpg", "file", file))));
        var first = send("copy", report, 201);
        var again = send("copy", report, 200);
        NotHeld.unless(first.equals(again), "sending the same report twice made two of it");
        return first;
    }

    /** Sends a report that names a picture by its fingerprints only. */
    Receipt reportFingerprint(int number, String hashes) throws IOException, InterruptedException {
        var report = JSON.writeValueAsBytes(Map.of(
                "forms", List.of("ABUSE_MATERIAL"),
                "facts", Map.of("IMMEDIATE_DANGER", "NO"),
                "items", List.of(Map.of("kind", "FINGERPRINT", "value", hashes))));
        return send("fingerprint-" + number, report, 201);
    }

    private Receipt send(String key, byte[] report, int expected) throws IOException, InterruptedException {
        var answer = read(call("POST", "/api/v1/reports", "application/json", report, key), expected);
        return new Receipt(
                answer.path("reference").stringValue(), answer.path("status").stringValue());
    }

    /** The steps of a report as its sender may see them. */
    List<String> steps(Receipt receipt) throws IOException, InterruptedException {
        return read(call("GET", receipt.status(), "application/json", new byte[0]), 200)
                .path("steps")
                .valueStream()
                .map(step -> step.path("step").stringValue())
                .toList();
    }

    /** What this sender is told about all of its reports. */
    List<String> outcomes() throws IOException, InterruptedException {
        return read(call("GET", "/api/v1/outcomes?since=0", "application/json", new byte[0]), 200)
                .path("outcomes")
                .valueStream()
                .map(step -> step.path("step").stringValue())
                .toList();
    }

    /** What the matching service says of a file: {@code kind} or {@code none}, then what to do next. */
    String known(byte[] file) throws IOException, InterruptedException {
        var answer = read(call("POST", "/api/v1/match", "application/octet-stream", file), 200)
                .path("answers")
                .path(0);
        var match = answer.path("matches").path(0);
        var kind = match.path("test").asBoolean(false)
                ? "TEST"
                : match.path("kind").asString("none");
        return kind + " " + answer.path("next").asString("");
    }

    /** Whether the matching service answers this sender at all. */
    boolean mayAsk() throws IOException, InterruptedException {
        return call("POST", "/api/v1/match", "application/octet-stream", new byte[] {1})
                        .statusCode()
                == 200;
    }

    /** Whether this sender can read the status of somebody else's report. */
    boolean mayRead(Receipt receipt) throws IOException, InterruptedException {
        return call("GET", receipt.status(), "application/json", new byte[0]).statusCode() == 200;
    }

    private HttpResponse<String> call(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        return call(method, path, type, body, "none");
    }

    private HttpResponse<String> call(String method, String path, String type, byte[] body, String key)
            throws IOException, InterruptedException {
        return client.call(
                method,
                path,
                Map.of(
                        "Authorization",
                        Provider.basic(access),
                        "Content-Type",
                        type,
                        "Accept",
                        "application/json",
                        "Idempotency-Key",
                        key),
                body);
    }

    private static JsonNode read(HttpResponse<String> response, int expected) {
        NotHeld.unless(
                response.statusCode() == expected,
                response.uri().getPath() + " answered " + response.statusCode() + ": " + response.body());
        return JSON.readTree(response.body().getBytes(StandardCharsets.UTF_8));
    }
}
