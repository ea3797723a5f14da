package org.egide.platform.web;

import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to requests that are so broken that they never reach the application: a stable code and nothing of what was
 * sent, as RFC 9457 for programs and as a small page else. The servlet container makes it by name.
 */
public final class LastWord extends ErrorReportValve {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Refused</title></head>
            <body><p>This could not be read. Nothing was kept. Please go back one page and try again.</p>
            <p>Code: <code>broken-framing</code></p></body></html>
            """;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var path = Optional.ofNullable(request.getRequestURI()).orElse("");
        var program = path.startsWith("/api/")
                || path.startsWith("/ispws/")
                || path.startsWith("/hashsharing/")
                || path.startsWith("/stopncii/")
                || path.startsWith("/health/");
        try {
            response.setContentType(program ? "application/problem+json;charset=utf-8" : "text/html;charset=utf-8");
            response.setHeader("Content-Security-Policy", BrowserRules.POLICY.strip());
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
            response.setHeader("Permissions-Policy", BrowserRules.NO_FEATURE);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cache-Control", "no-store");
            var text = program ? problem(response.getStatus()) : PAGE;
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(text);
                response.finishResponse();
            }
        } catch (IOException e) {
            // Whoever sent this is gone; there is nobody to tell.
            return;
        }
    }

    private static String problem(int status) {
        return "{\"code\":\"broken-framing\",\"status\":" + status
                + ",\"title\":\"The request could not be read.\",\"type\":\"urn:egide:refusal:broken-framing\"}\n";
    }
}
