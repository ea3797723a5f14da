package org.egide.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every refusal and every failure ends here: as RFC 9457 for programs, as a page for people; with a stable code, never with a stack
 * trace or anything of what was sent.
 */
@ControllerAdvice
@Controller
final class Refusals implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType PROBLEM = MediaType.parseMediaType("application/problem+json;charset=utf-8");

    private final Pages pages;
    private final Settings settings;

    Refusals(Pages pages, Settings settings) {
        this.pages = pages;
        this.settings = settings;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Refusal refusal, HttpServletRequest request) {
        return answer(request, refusal.status(), refusal.code(), refusal.sentence());
    }

    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        MethodArgumentTypeMismatchException.class,
        ServletRequestBindingException.class,
        IllegalStateException.class
    })
    ResponseEntity<byte[]> unreadable(Exception failure, HttpServletRequest request) {
        if (failure instanceof IllegalStateException) {
            return failed(failure, request);
        }
        return answer(request, 400, "unreadable-request", "The request could not be read.");
    }

    @ExceptionHandler
    ResponseEntity<byte[]> failed(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse known) {
            return answer(request, known.getStatusCode());
        }
        if (tooLarge(failure)) {
            return answer(request, 413, "too-large", "What was sent is larger than this door takes.");
        }
        if (badForm(failure)) {
            return answer(request, 400, "unreadable-request", "The request could not be read.");
        }
        var incident = UUID.randomUUID();
        // The class and place only: a message may hold what was sent.
        LOG.error("incident {} {} at {}", incident, failure.getClass().getName(), place(failure));
        var status = failure instanceof DataAccessException ? 503 : 500;
        return answer(request, status, "failed", "Something failed here. It was noted as " + incident + ".");
    }

    private static boolean tooLarge(Throwable failure) {
        return causes(failure).contains("SizeLimitExceeded") || causes(failure).contains("PostSizeExceeded");
    }

    private static boolean badForm(Throwable failure) {
        return causes(failure).contains("InvalidParameterException")
                || causes(failure).contains("BadRequestException")
                || causes(failure).contains("RequestRejectedException");
    }

    private static String causes(Throwable failure) {
        var names = new StringBuilder();
        var next = Optional.of(failure);
        for (var depth = 0; depth < 8 && next.isPresent(); depth++) {
            names.append(next.get().getClass().getName()).append(' ');
            next = Optional.ofNullable(next.get().getCause());
        }
        return names.toString();
    }

    private static String place(Throwable failure) {
        var text = new StringBuilder();
        var shown = 0;
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("org.egide") && shown++ < 4) {
                text.append(frame).append(' ');
            }
        }
        var cause = failure.getCause();
        return text + (cause == null ? "" : "caused by " + cause.getClass().getName());
    }

    /** What the servlet container refuses by itself: unknown paths, wrong methods, broken requests. */
    @RequestMapping("/error")
    @Anyone(why = "only tells that something was refused")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        var failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof IOException) {
            return answer(request, 400, "broken-request", "The request broke off.");
        }
        if (failure instanceof Throwable unknown) {
            LOG.error("unanswered {} at {}", unknown.getClass().getName(), place(unknown));
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer given ? given : 404;
        return answer(request, HttpStatusCode.valueOf(status));
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> answer(request, 404, "not-found", "There is nothing here for you.");
            case 405 -> answer(request, 405, "wrong-method", "This address does not take that kind of request.");
            case 406 -> answer(request, 406, "not-acceptable", "This address does not answer in that format.");
            case 413 -> answer(request, 413, "too-large", "What was sent is larger than this door takes.");
            case 415 -> answer(request, 415, "wrong-media-type", "This address does not take that kind of content.");
            default ->
                status.is4xxClientError()
                        ? answer(request, status.value(), "refused", "The request was refused.")
                        : answer(request, status.value(), "failed", "Something failed here.");
        };
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, int status, String code, String sentence) {
        return forProgram(request) ? problem(status, code, sentence) : page(request, status, code, sentence);
    }

    private static String path(HttpServletRequest request) {
        var forwarded = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return forwarded instanceof String text ? text : request.getRequestURI();
    }

    private static boolean forProgram(HttpServletRequest request) {
        var path = path(request);
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return path.startsWith("/api/")
                || path.startsWith("/health/")
                || path.startsWith("/ispws/")
                || path.startsWith("/hashsharing/")
                || path.startsWith("/stopncii/")
                || (accept != null && accept.contains("json") && !accept.contains("html"));
    }

    private static ResponseEntity<byte[]> problem(int status, String code, String sentence) {
        return ResponseEntity.status(status)
                .contentType(PROBLEM)
                .body(JSON.writeValueAsBytes(new java.util.TreeMap<>(Map.of(
                        "type", "urn:egide:refusal:" + code,
                        "title", sentence,
                        "status", status,
                        "code", code))));
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, int status, String code, String sentence) {
        var language = language(request);
        return pages.show(
                java.util.Objects.requireNonNullElse(HttpStatus.resolve(status), HttpStatus.BAD_REQUEST),
                "shared/refusal.jte",
                Map.of(
                        "page",
                        pages.page(language, ""),
                        "code",
                        code,
                        "status",
                        status,
                        "sentence",
                        path(request).startsWith("/desk") ? sentence : "",
                        "emergency",
                        settings.text(Setting.EMERGENCY_NUMBER),
                        "helpline",
                        settings.text(Setting.HELPLINE_NUMBER)));
    }

    private static Language language(HttpServletRequest request) {
        var path = path(request);
        var end = path.indexOf('/', 1);
        var first = path.length() > 1 ? path.substring(1, end < 0 ? path.length() : end) : "";
        return Language.of(first).orElseGet(() -> preferred(request));
    }

    private static Language preferred(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null) {
            return Language.EN;
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .flatMap(range -> Language.of(range.getRange().split("-", -1)[0]).stream())
                    .findFirst()
                    .orElse(Language.EN);
        } catch (IllegalArgumentException e) {
            return Language.EN;
        }
    }
}
