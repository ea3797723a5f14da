package org.egide.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Every refusal and failure of the XML door, as its own clients read it; after finish the root stays that of finish. */
@ControllerAdvice(assignableTypes = IspwsDoor.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class IspwsRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(IspwsRefusals.class);

    @ExceptionHandler
    ResponseEntity<byte[]> refused(WireRefused refused, HttpServletRequest request) {
        return answer(request, refused.status(), refused.code(), refused.description(), refused.files());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Refusal refusal, HttpServletRequest request) {
        var code = code(refusal, call(request));
        var description = code.description() + ": " + refusal.sentence();
        return answer(request, refusal.status(), code, description, List.of());
    }

    static WireCode code(Refusal refusal, String call) {
        return switch (refusal.code()) {
            case "sign-in-needed" -> WireCode.AUTHENTICATION_REQUIRED;
            case "not-active" ->
                switch (call) {
                    case "submit" -> WireCode.NO_RIGHT_TO_SUBMIT;
                    case "upload", "fileinfo", "finish", "retract" -> WireCode.NO_RIGHT_TO_UPDATE;
                    default -> WireCode.NOT_AUTHORISED;
                };
            case "broken-upload", "broken-multipart" ->
                call.equals("upload") ? WireCode.UPLOAD_FAILED : WireCode.INVALID_REQUEST;
            case "file-too-large" -> WireCode.FILE_UPLOAD_FAILED;
            case "empty-file" -> WireCode.MALFORMED_FILE;
            default -> refusal.status() < 500 ? WireCode.INVALID_REQUEST : failureOf(call);
        };
    }

    /** What failed here, by the call during which it did. */
    static WireCode failureOf(String call) {
        return switch (call) {
            case "submit" -> WireCode.SAVE_FAILED;
            case "upload" -> WireCode.FILE_UPLOAD_FAILED;
            case "fileinfo", "finish", "retract" -> WireCode.UPDATE_FAILED;
            default -> WireCode.SERVER_ERROR;
        };
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class, UncheckedIOException.class})
    ResponseEntity<byte[]> notKept(RuntimeException failure, HttpServletRequest request) {
        return failed(failureOf(call(request)), failure, request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> failed(Exception failure, HttpServletRequest request) {
        return failed(WireCode.SERVER_ERROR, failure, request);
    }

    private static ResponseEntity<byte[]> failed(WireCode code, Exception failure, HttpServletRequest request) {
        var incident = UUID.randomUUID();
        // The class only: a message may hold what was sent.
        LOG.error("incident {} {} in {}", incident, failure.getClass().getName(), call(request));
        return answer(request, code.status(), code, code.description() + ". It was noted as " + incident, List.of());
    }

    private static String call(HttpServletRequest request) {
        return request.getRequestURI().replaceFirst("^/ispws/?", "");
    }

    private static ResponseEntity<byte[]> answer(
            HttpServletRequest request, int status, WireCode code, String description, List<String> files) {
        var number = request.getAttribute(IspwsDoor.NUMBER) instanceof Long known
                ? Optional.of(known)
                : Optional.<Long>empty();
        return call(request).equals("finish")
                ? WireAnswer.done(status, code, description, number.orElse(0L), files)
                : WireAnswer.response(status, code, description, number);
    }
}
