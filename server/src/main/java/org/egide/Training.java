package org.egide;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Visits the main pages once, so that the cache of loaded classes knows what a server needs. */
final class Training {
    private static final List<String> PAGES = List.of(
            "/health/ready",
            "/",
            "/en/",
            "/fr/talk",
            "/es/talk",
            "/ar/talk",
            "/en/report",
            "/en/status",
            "/desk/sign-in",
            "/transparency",
            "/ispws/status",
            "/api/v1/openapi.json",
            "/static/egide.css",
            "/metrics",
            "/nothing");

    private Training() {}

    static void touch(ConfigurableApplicationContext node) {
        var port = node.getEnvironment().getProperty("local.server.port");
        try (var browser = HttpClient.newHttpClient()) {
            for (var page : PAGES) {
                browser.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        } catch (IOException e) {
            System.err.println("egide: a page did not answer while training: "
                    + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
