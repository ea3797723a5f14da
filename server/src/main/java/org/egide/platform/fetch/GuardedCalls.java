package org.egide.platform.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The way out to services that people set up and where the house has an account. The same guard as {@link GuardedFetch} (addresses
 * checked as they are connected to, no proxy, no cookies), and two differences: headers and a body are sent, and no redirect is
 * followed, so that credentials go nowhere but where people said. 10 s to connect, 60 s and 16 MB in all.
 * It never throws for what a service does, never repeats a request and is never part of a transaction.
 */
@Component
public final class GuardedCalls implements AutoCloseable {
    private final FetchLimits limits;
    private final CloseableHttpClient client;
    private final ExecutorService callers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("call-", 0).factory());

    @Autowired
    public GuardedCalls(Settings settings) {
        this(
                AddressRules.allowing(settings.text(Setting.FETCH_ALLOW)),
                SystemDefaultDnsResolver.INSTANCE,
                FetchLimits.ACCOUNT);
    }

    GuardedCalls(AddressRules rules, DnsResolver names, FetchLimits limits) {
        this.limits = limits;
        this.client = GuardedClient.of(rules, names, limits, "Egide");
    }

    /** Makes the call and returns what came of it within the limits. */
    public Answered make(Call call) {
        return switch (Target.of(call.address())) {
            case Target.Reading.Bad bad -> new Answered.Refused(bad.code());
            case Target.Reading.Good good -> bounded(request(call, good.target()));
        };
    }

    private static HttpUriRequestBase request(Call call, Target target) {
        var request = new HttpUriRequestBase(call.method().name(), target.uri());
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
        call.headers().forEach(request::setHeader);
        call.body()
                .ifPresent(body -> request.setEntity(new StringEntity(
                        body.text(), ContentType.parse(body.mediaType()).withCharset(StandardCharsets.UTF_8))));
        return request;
    }

    private Answered bounded(HttpUriRequestBase request) {
        var call = callers.submit(() -> make(request));
        try {
            return call.get(limits.overall().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            request.cancel();
            return new Answered.NoAnswer("too-slow", true);
        } catch (InterruptedException e) {
            request.cancel();
            Thread.currentThread().interrupt();
            return new Answered.NoAnswer("interrupted", true);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed in a way that no service can cause", e.getCause());
        }
    }

    private Answered make(HttpUriRequestBase request) {
        var answer = new AtomicReference<Optional<Answered>>(Optional.empty());
        try {
            client.execute(request, response -> {
                answer.set(Optional.of(read(response)));
                // What is left of the body may have no end: the connection is dropped, not drained.
                request.cancel();
                return response.getCode();
            });
        } catch (GuardedResolver.AddressNotAllowed e) {
            return new Answered.Refused("private-address");
        } catch (IOException e) {
            return answer.get().orElseGet(() -> new Answered.NoAnswer(GuardedClient.code(e), mayHaveArrived(e)));
        }
        return answer.get().orElseGet(() -> new Answered.NoAnswer("broken-answer", true));
    }

    private static boolean mayHaveArrived(IOException e) {
        return switch (GuardedClient.code(e)) {
            case "no-such-name", "no-connection", "tls" -> false;
            default -> true;
        };
    }

    private Answered read(ClassicHttpResponse response) throws IOException {
        return switch (GuardedClient.content(response, limits.bytes())) {
            case GuardedClient.Body.Whole whole -> new Answered.Answer(response.getCode(), whole.bytes());
            case GuardedClient.Body.Unfit unfit -> new Answered.NoAnswer(unfit.code(), true);
        };
    }

    @Override
    public void close() throws IOException {
        callers.shutdownNow();
        client.close();
    }
}
