package org.egide.gateway;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.egide.report.Reports;
import org.egide.staff.Person;
import org.egide.testing.TestNode;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reporting client and the documents it sends; all material is invented. */
final class GatewayFixture {
    static final String XML = "text/xml; charset=utf-8";
    static final String JSON = "application/json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final TestNode node;
    private final Credentials credentials;

    GatewayFixture(TestNode node, Credentials credentials) {
        this.node = node;
        this.credentials = credentials;
    }

    static GatewayFixture newProvider(TestNode node, Providers providers) {
        return new GatewayFixture(node, providers.create("Service " + UUID.randomUUID(), ProviderKind.SOCIAL_MEDIA));
    }

    /** Settles what waits before a person, so that no test leaves a pile for the next one. */
    static void settleUnread(Reports reports, Person person) {
        for (var waiting = reports.unread(person); !waiting.isEmpty(); waiting = reports.unread(person)) {
            waiting.forEach(kept -> reports.handleUnread(person, kept.id(), "a test"));
        }
    }

    /** How many sealed files of this sender are there: rows that were made and not dropped. */
    static long filesKept(JdbcClient database, GatewayFixture sender) {
        return database.sql("""
                        SELECT count(*) FROM report.file f JOIN audit.record a ON a.subject = 'file:' || f.id
                        WHERE a.action = 'report.file-kept' AND a.actor LIKE '%' ||
                            (SELECT id FROM gateway.provider WHERE username = :name)
                        """)
                .param("name", sender.credentials().username())
                .query(Long.class)
                .single();
    }

    Credentials credentials() {
        return credentials;
    }

    /** What came back. */
    record Answer(int status, byte[] bytes, java.net.http.HttpHeaders headers) {
        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        Element xml() {
            return new XmlReader().read(bytes);
        }

        int code() {
            return Integer.parseInt(xml().value("responseCode").orElseThrow());
        }

        String value(String name) {
            return xml().value(name).orElse("");
        }

        List<String> order() {
            return xml().children().stream().map(Element::name).toList();
        }

        JsonNode json() {
            return MAPPER.readTree(bytes);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.url(path)).header("Authorization", basic(credentials));
    }

    static String basic(Credentials credentials) {
        var login = credentials.username() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    static Answer send(HttpClient client, HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    URI url(String path) {
        return node.url(path);
    }

    Answer get(String path) {
        return send(node.http(), request(path).build());
    }

    Answer post(String path, String type, byte[] body) {
        return send(
                node.http(),
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build());
    }

    Answer post(String path, String type, String body) {
        return post(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer report(String key, String json) {
        return report(key, json.getBytes(StandardCharsets.UTF_8));
    }

    Answer report(String key, byte[] json) {
        return send(
                node.http(),
                request("/api/v1/reports")
                        .header("Content-Type", JSON)
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                        .build());
    }

    long open() {
        return open(document(""));
    }

    long open(String document) {
        var answer = post("/ispws/submit", XML, document);
        if (answer.code() != 0) {
            throw new AssertionError(answer.body());
        }
        return Long.parseLong(answer.value("reportId"));
    }

    Answer upload(long number, byte[] file) {
        return upload(String.valueOf(number), "noise.bin", file);
    }

    Answer upload(String number, String name, byte[] file) {
        return post("/ispws/upload", "multipart/form-data; boundary=edge", multipart("edge", number, name, file));
    }

    Answer finish(long number) {
        return post("/ispws/finish", "application/x-www-form-urlencoded", "id=" + number);
    }

    Answer retract(long number) {
        return post("/ispws/retract", "application/x-www-form-urlencoded", "id=" + number);
    }

    static byte[] multipart(String boundary, String number, String name, byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                utf8("--" + boundary + "\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n" + number + "\r\n"));
        body.writeBytes(utf8("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        return body.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A valid report whose summary also holds {@code more} before the moment of the incident. */
    static String document(String more) {
        return document(
                new WireWords().incidentTypes().stream().sorted().findFirst().orElseThrow(), more, "");
    }

    static String document(String type, String more, String after) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <report xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="ispws.xsd">
                  <incidentSummary>
                    <incidentType>%s</incidentType>
                    %s
                    <incidentDateTime>2025-03-04T05:06:07+01:00</incidentDateTime>
                  </incidentSummary>
                  <internetDetails><webPageIncident><url>https://pictures.example/1?a=1&amp;b=2</url></webPageIncident></internetDetails>
                  <reporter><reportingPerson><email>desk@service.example</email></reportingPerson></reporter>
                  %s
                </report>
                """.formatted(type, more, after);
    }

    static String details(long number, String file, String more) {
        return "<fileDetails><reportId>" + number + "</reportId><fileId>" + file + "</fileId>" + more
                + "</fileDetails>";
    }
}
