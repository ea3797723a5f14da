package org.egide.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** A provider's program at the XML door: submit, upload, finish, as its clients do it. */
final class Provider {
    private static final String BOUNDARY = "part-of-the-demonstration";

    private final Browser client;
    private final Access.Provider access;

    Provider(Stage stage, Access.Provider access) {
        this.client = new Browser(stage.base());
        this.access = access;
    }

    /** What the door said at each call. */
    record Sent(String reportId, String fileId, String hash) {}

    /** Sends a report about a picture that a user put up, with the file. */
    Sent report(URI address, byte[] picture) throws IOException, InterruptedException {
        var reportId = said(call("/ispws/submit", "text/xml; charset=utf-8", utf8(document(address))), "reportId");
        var uploaded = answer(
                call("/ispws/upload", "multipart/form-data; boundary=" + BOUNDARY, multipart(reportId, picture)));
        var finished =
                said(call("/ispws/finish", "application/x-www-form-urlencoded", utf8("id=" + reportId)), "reportId");
        NotHeld.unless(finished.equals(reportId), "finish speaks of another report");
        return new Sent(reportId, text(uploaded, "fileId"), text(uploaded, "hash"));
    }

    private String document(URI address) throws IOException, InterruptedException {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <report>
                  <incidentSummary>
                    <incidentType>%s</incidentType>
                    <incidentDateTime>%s</incidentDateTime>
                  </incidentSummary>
                  <internetDetails><webPageIncident><url>%s</url></webPageIncident></internetDetails>
                  <reporter>
                    <reportingPerson><firstName>Reporting</firstName><lastName>Desk</lastName><email>reports@pictures.example</email></reportingPerson>
                  </reporter>
                  <personOrUserReported>
                    <espIdentifier>user-20931</espIdentifier>
                    <screenName>%s</screenName>
                  </personOrUserReported>
                  <additionalInfo>%s</additionalInfo>
                </report>
                """.formatted(
                        incidentType(),
                        Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS),
                        address,
                        Canary.PROVIDER.word(),
                        Canary.PROVIDER.sentence());
    }

    /** The wire format fixes the words of the incident types, so they are taken from its schema and stand nowhere here. */
    private String incidentType() throws IOException, InterruptedException {
        var schema = Jsoup.parse(
                client.call("GET", "/ispws/xsd", Map.of("Authorization", basic()), new byte[0])
                        .body(),
                "",
                Parser.xmlParser());
        return schema.getAllElements().stream()
                .filter(element -> element.tagName().endsWith("enumeration"))
                .map(element -> element.attr("value"))
                .filter(value -> value.contains("possession"))
                .findFirst()
                .orElseThrow(() -> new NotHeld("the schema names no incident types"));
    }

    private static byte[] multipart(String reportId, byte[] picture) {
        var head = """
                --%1$s
                Content-Disposition: form-data; name="id"

                %2$s
                --%1$s
                Content-Disposition: form-data; name="file"; filename="%3$s.jpg"
                Content-Type: image/jpeg

                """.formatted(BOUNDARY, reportId, Canary.PROVIDER.word());
        var body = new ByteArrayOutputStream();
        body.writeBytes(utf8(head.replace("\n", "\r\n")));
        body.writeBytes(picture);
        body.writeBytes(utf8("\r\n--" + BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    private HttpResponse<String> call(String path, String type, byte[] body) throws IOException, InterruptedException {
        return client.call("POST", path, Map.of("Authorization", basic(), "Content-Type", type), body);
    }

    private static Document answer(HttpResponse<String> response) {
        var document = Jsoup.parse(response.body(), "", Parser.xmlParser());
        NotHeld.unless(
                response.statusCode() == 200 && text(document, "responseCode").equals("0"),
                response.uri().getPath() + " answered " + response.statusCode() + ": " + document.text());
        return document;
    }

    private static String said(HttpResponse<String> response, String element) {
        return text(answer(response), element);
    }

    private static String text(Document document, String element) {
        return document.select(element).text();
    }

    private String basic() {
        return basic(access);
    }

    static String basic(Access.Provider access) {
        return "Basic " + Base64.getEncoder().encodeToString(utf8(access.username() + ":" + access.password()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
