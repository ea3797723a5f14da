package org.egide.platform.fetch;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The way out to the web, for looking whether a reported copy is still there; services where the house has an account are reached by
 * {@link GuardedCalls}. Never part of a transaction.
 *
 * <p>Every name is resolved once for each connection and all its addresses are held against {@link AddressRules}; redirects are
 * followed by hand, at most 3, each checked anew; time and bytes are bounded (5 s to connect, 10 s between reads, 20 s in all, 20
 * MB, also after decompression). No cookies, no credentials, no proxy. It never throws for what a host does: see
 * {@link Fetched} and the codes {@code scheme}, {@code no-host}, {@code credentials}, {@code port}, {@code odd-host}, {@code odd-address},
 * {@code private-address}, {@code too-many-redirects} (refused); {@code no-such-name}, {@code no-connection}, {@code too-slow},
 * {@code too-large}, {@code tls}, {@code broken-answer}, {@code bad-redirect}, {@code unreadable-encoding} and
 * {@code status-<n>} (no answer).
 */
@Component
public final class GuardedFetch implements AutoCloseable {
    private static final String USER_AGENT = "Mozilla/5.0 (compatible; availability check)";

    private final FetchLimits limits;
    private final CloseableHttpClient client;
    private final ExecutorService walkers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("fetch-", 0).factory());

    @Autowired
    public GuardedFetch(Settings settings) {
        this(
                AddressRules.allowing(settings.text(Setting.FETCH_ALLOW)),
                SystemDefaultDnsResolver.INSTANCE,
                FetchLimits.USUAL);
    }

    GuardedFetch(AddressRules rules, DnsResolver names, FetchLimits limits) {
        this.limits = limits;
        this.client = GuardedClient.of(rules, names, limits, USER_AGENT);
    }

    /** Asks for the address and returns what came of it within the limits. */
    public Fetched fetch(URI address) {
        var request = new AtomicReference<Optional<HttpGet>>(Optional.empty());
        var walk = walkers.submit(() -> walk(address, request));
        try {
            return walk.get(limits.overall().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            walk.cancel(true);
            request.get().ifPresent(HttpGet::cancel);
            return new Fetched.NoAnswer("too-slow");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.NoAnswer("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fetch failed in a way that no host can cause", e.getCause());
        }
    }

    private Fetched walk(URI address, AtomicReference<Optional<HttpGet>> request) {
        var next = address;
        for (var hop = 0; hop <= limits.redirects(); hop++) {
            switch (Target.of(next)) {
                case Target.Reading.Bad bad -> {
                    return new Fetched.Refused(bad.code());
                }
                case Target.Reading.Good good -> {
                    switch (ask(good.target(), request)) {
                        case Answer.Done done -> {
                            return done.fetched();
                        }
                        case Answer.Elsewhere elsewhere -> next = elsewhere.address();
                    }
                }
            }
        }
        return new Fetched.Refused("too-many-redirects");
    }

    private sealed interface Answer {
        record Done(Fetched fetched) implements Answer {}

        record Elsewhere(URI address) implements Answer {}
    }

    private Answer ask(Target target, AtomicReference<Optional<HttpGet>> request) {
        var get = new HttpGet(target.uri());
        get.setHeader(HttpHeaders.ACCEPT, "*/*");
        get.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.set(Optional.of(get));
        var answer = new AtomicReference<Optional<Answer>>(Optional.empty());
        try {
            client.execute(get, response -> {
                answer.set(Optional.of(read(target, response)));
                // What is left of the body may have no end: the connection is dropped, not drained.
                get.cancel();
                return response.getCode();
            });
        } catch (GuardedResolver.AddressNotAllowed e) {
            return new Answer.Done(new Fetched.Refused("private-address"));
        } catch (IOException e) {
            return answer.get().orElseGet(() -> new Answer.Done(new Fetched.NoAnswer(GuardedClient.code(e))));
        }
        return answer.get().orElseGet(() -> new Answer.Done(new Fetched.NoAnswer("broken-answer")));
    }

    private Answer read(Target target, ClassicHttpResponse response) throws IOException {
        var status = response.getCode();
        return switch (status) {
            case 301, 302, 303, 307, 308 -> redirect(target, response);
            case 404, 410, 451 -> new Answer.Done(new Fetched.Absent(status));
            default ->
                new Answer.Done(
                        status >= 200 && status < 300 ? content(response) : new Fetched.NoAnswer("status-" + status));
        };
    }

    private static Answer redirect(Target target, ClassicHttpResponse response) {
        var location = response.getFirstHeader(HttpHeaders.LOCATION);
        if (location == null || location.getValue() == null) {
            return new Answer.Done(new Fetched.NoAnswer("bad-redirect"));
        }
        try {
            return new Answer.Elsewhere(target.uri().resolve(location.getValue().strip()));
        } catch (IllegalArgumentException e) {
            return new Answer.Done(new Fetched.NoAnswer("bad-redirect"));
        }
    }

    private Fetched content(ClassicHttpResponse response) throws IOException {
        return switch (GuardedClient.content(response, limits.bytes())) {
            case GuardedClient.Body.Whole whole -> new Fetched.Content(whole.bytes(), whole.mediaType());
            case GuardedClient.Body.Unfit unfit -> new Fetched.NoAnswer(unfit.code());
        };
    }

    @Override
    public void close() throws IOException {
        walkers.shutdownNow();
        client.close();
    }
}
