package org.egide.gateway;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.egide.platform.Json;
import org.egide.platform.Refusal;
import org.egide.report.Door;
import org.egide.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where partners' reports come in: {@code POST /api/v1/reports}. What cannot be read is kept, and the answer says under which id.
 *
 * <p>A servlet of its own, because this is the door that floods come through and the framework's way to a handler costs as much as
 * everything that is done with a report.
 */
@ForProvider
final class ReportsDoor extends HttpServlet {
    static final String PATH = "/api/v1/reports";

    private static final Logger LOG = LoggerFactory.getLogger(ReportsDoor.class);
    private static final long serialVersionUID = 1L;
    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_KEY = 200;
    private static final JsonMapper JSON = Json.forgetful();

    private final transient ProviderGate gate;
    private final transient Reports reports;
    private final transient PartnerFiles files;
    private final transient Likeness likeness;

    ReportsDoor(ProviderGate gate, Reports reports, PartnerFiles files, Likeness likeness) {
        this.gate = gate;
        this.reports = reports;
        this.files = files;
        this.likeness = likeness;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        try {
            take(gate.admit(request, response), request, response);
        } catch (Refusal refusal) {
            refuse(response, refusal, Optional.empty());
        } catch (DataAccessException | TransactionException e) {
            // The class only: a message may hold what was sent.
            LOG.error("the database did not take a report: {}", e.getClass().getName());
            refuse(
                    response,
                    Refusal.withStatus(503, "busy", "We cannot take this in just now; please send it again."),
                    Optional.empty());
        }
    }

    private void take(Provider provider, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = Body.read(request, LARGEST);
        try {
            if (body.cut()) {
                throw Refusal.withStatus(413, "too-large", "A report has at most " + LARGEST + " bytes.");
            }
            var read = JsonReport.read(provider, key(request), body.raw());
            files.claim(provider, read.report());
            accept(response, read);
        } catch (Refusal refusal) {
            refuse(response, refusal, refusal.status() >= 500 ? Optional.empty() : kept(provider, body, refusal));
        }
    }

    private static String key(HttpServletRequest request) {
        var key = Optional.ofNullable(request.getHeader("Idempotency-Key")).orElse("");
        if (!isKey(key)) {
            throw Refusal.because(
                    "idempotency-key-needed", "Send the header Idempotency-Key with 1 to 200 printable characters.");
        }
        return key;
    }

    /** Printable ASCII that neither begins nor ends with a space. */
    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= LONGEST_KEY
                && key.equals(key.strip())
                && key.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
    }

    private void accept(HttpServletResponse response, JsonReport read) throws IOException {
        var receipt = reports.accept(read.report());
        var quality = Quality.of(read.report());
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", receipt.report().toString());
        answer.put("reference", receipt.report().reference());
        answer.put("accepted", receipt.accepted().toString());
        var told = answer.putObject("quality").put("completeness", quality.completeness());
        var missing = told.putArray("missing");
        quality.missing().forEach(field -> missing.add(field.wireName()));
        var ignored = answer.putArray("ignored");
        read.ignored().forEach(ignored::add);
        answer.put("status", PATH + "/" + receipt.report());
        answer(response, receipt.again() ? 200 : 201, "application/json", answer);
    }

    private Optional<UUID> kept(Provider provider, Body body, Refusal refusal) {
        return body.isEmpty()
                ? Optional.empty()
                : Optional.of(likeness.keep(
                        provider.id(),
                        Door.PARTNER_JSON,
                        Optional.of(provider.source()),
                        provider.actor(),
                        body.raw(),
                        refusal.code()));
    }

    private static void refuse(HttpServletResponse response, Refusal refusal, Optional<UUID> kept) throws IOException {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("type", "urn:egide:refusal:" + refusal.code());
        answer.put("title", refusal.sentence());
        answer.put("status", refusal.status());
        answer.put("code", refusal.code());
        answer.put("kept", kept.isPresent());
        kept.ifPresent(id -> answer.put("id", id.toString()));
        answer(response, refusal.status(), "application/problem+json;charset=utf-8", answer);
    }

    private static void answer(HttpServletResponse response, int status, String type, ObjectNode answer)
            throws IOException {
        var body = JSON.writeValueAsBytes(answer);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
