package org.egide.platform.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the server lives and takes reports, and its figures for the operator. */
@RestController
final class Health {
    private final JdbcClient database;
    private final PrometheusMeterRegistry metrics;
    private final Settings settings;

    Health(JdbcClient database, PrometheusMeterRegistry metrics, Settings settings) {
        this.database = database;
        this.metrics = metrics;
        this.settings = settings;
    }

    @GetMapping(path = "/health/live", produces = "text/plain")
    @Anyone(why = "tells only that the process lives")
    String live() {
        return "live\n";
    }

    /** 200 once a report can be stored. */
    @GetMapping(path = "/health/ready", produces = "text/plain")
    @Anyone(why = "tells only that reports are taken")
    String ready() {
        database.sql("SELECT 1").query(Integer.class).single();
        return "ready\n";
    }

    @GetMapping("/metrics")
    @Anyone(why = "checked here: loopback without a proxy, or the token")
    ResponseEntity<String> metrics(HttpServletRequest request) {
        if (!local(request) && !hasToken(request)) {
            throw Refusal.notFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8"))
                .body(metrics.scrape());
    }

    private static boolean local(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && request.getHeader("X-Forwarded-For") == null
                    && request.getHeader("Forwarded") == null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean hasToken(HttpServletRequest request) {
        var wanted = "Bearer " + settings.text(Setting.METRICS_TOKEN);
        var given = request.getHeader("Authorization");
        return settings.isSet(Setting.METRICS_TOKEN)
                && given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }
}
