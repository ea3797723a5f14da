package org.egide.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egide.platform.Json;
import org.egide.platform.Refusal;
import org.egide.platform.web.Anyone;
import org.egide.report.FileStore;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON door for providers and partners (section 1.10 of provider-gateway), described at {@code /api/v1/openapi.json}: files,
 * status and outcomes. Reports come in by {@link ReportsDoor}.
 */
@RestController
@ForProvider
final class ApiDoor {
    private static final int OUTCOMES = 500;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final JsonMapper JSON = Json.forgetful();

    private final Reports reports;
    private final FileStore files;
    private final PartnerFiles partnerFiles;
    private final Outcomes outcomes;
    private final byte[] description;

    ApiDoor(Reports reports, FileStore files, PartnerFiles partnerFiles, Outcomes outcomes) throws IOException {
        this.reports = reports;
        this.files = files;
        this.partnerFiles = partnerFiles;
        this.outcomes = outcomes;
        try (var stream = Objects.requireNonNull(ApiDoor.class.getResourceAsStream("/gateway/openapi.json"))) {
            this.description = stream.readAllBytes();
        }
    }

    @GetMapping("/api/v1/openapi.json")
    @Anyone(why = "the description of the interface holds no data of anybody")
    ResponseEntity<byte[]> openApi() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(description.clone());
    }

    @GetMapping("/api/v1/reports/{id}")
    ResponseEntity<byte[]> status(Provider provider, @PathVariable String id) {
        var report = ReportId.of(id);
        var view = reports.statusBySource(provider.source(), report).orElseThrow(Refusal::notFound);
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", report.toString());
        answer.put("reference", view.reference());
        answer.put("closed", view.closed());
        var steps = answer.putArray("steps");
        view.lines()
                .forEach(line -> steps.addObject()
                        .put("step", line.step().name())
                        .put("reason", line.reason())
                        .put("day", line.day().toString()));
        return json(200, answer);
    }

    @PostMapping("/api/v1/files")
    ResponseEntity<byte[]> file(Provider provider, HttpServletRequest request) throws IOException {
        var type = Optional.ofNullable(request.getContentType()).orElse("");
        var kept = Parts.isMultipart(type)
                ? files.keep(Parts.firstFile(Parts.of(type, request.getInputStream())), provider.actor())
                : files.keep(Parts.unbroken(request.getInputStream()), provider.actor());
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("file", partnerFiles.add(provider, kept).toString());
        answer.put("sha256", kept.fingerprints().exact().sha256());
        answer.put("size", kept.size());
        kept.unread().ifPresent(reason -> answer.put("notDecoded", reason));
        return json(201, answer);
    }

    @GetMapping("/api/v1/outcomes")
    ResponseEntity<byte[]> outcomes(Provider provider, @RequestParam(defaultValue = "0") String since) {
        if (!NUMBER.matcher(since).matches()) {
            throw Refusal.because("bad-since", "The parameter since takes the value next of an earlier answer.");
        }
        var found = outcomes.after(provider.id(), Long.parseLong(since), OUTCOMES);
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("outcomes");
        found.forEach(outcome -> list.addObject()
                .put("report", outcome.report().toString())
                .put("step", outcome.step().name())
                .put("reason", outcome.reason())
                .put("day", outcome.day().toString()));
        answer.put(
                "next", found.isEmpty() ? since : String.valueOf(found.getLast().number()));
        return json(200, answer);
    }

    private static ResponseEntity<byte[]> json(int status, ObjectNode answer) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsBytes(answer));
    }
}
