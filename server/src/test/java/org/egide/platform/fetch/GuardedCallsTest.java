package org.egide.platform.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GuardedCallsTest {
    private static final FetchLimits SHORT =
            new FetchLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3), 100_000, 0);

    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void at(String path, Handler handler) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                handler.handle(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static GuardedCalls allowing(String ranges) {
        return new GuardedCalls(AddressRules.allowing(ranges), SystemDefaultDnsResolver.INSTANCE, SHORT);
    }

    @Test
    void headersAndABodyAreSentAndTheStatusComesBack() throws IOException {
        var seen = new AtomicReference<>("");
        at("/feedback", exchange -> {
            seen.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(422, -1);
        });
        try (var calls = allowing("127.0.0.1/32")) {
            var call = new Call(
                    Call.Method.PUT,
                    url("/feedback"),
                    Map.of("Authorization", "Basic invented"),
                    Optional.of(new Call.Body("application/xml", "<a>é</a>")));
            assertThat(calls.make(call))
                    .isInstanceOfSatisfying(
                            Answered.Answer.class,
                            answer -> assertThat(answer.status()).isEqualTo(422));
            assertThat(seen.get()).isEqualTo("PUT Basic invented <a>é</a>");
            assertThat(call.toString()).isEqualTo("Call[PUT]");
        }
    }

    @Test
    void aRedirectIsAnAnswerAndNoRequestIsRepeated() throws IOException {
        at("/there", exchange -> exchange.sendResponseHeaders(200, -1));
        at("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/there");
            exchange.sendResponseHeaders(307, -1);
        });
        at("/broken", HttpExchange::close);
        try (var calls = allowing("127.0.0.1/32")) {
            assertThat(calls.make(Call.get(url("/moved"), Map.of())))
                    .isInstanceOfSatisfying(
                            Answered.Answer.class,
                            answer -> assertThat(answer.status()).isEqualTo(307));
            assertThat(asked).hasValue(1);
            assertThat(calls.make(Call.get(url("/broken"), Map.of())))
                    .isEqualTo(new Answered.NoAnswer("broken-answer", true));
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void whatCannotHaveArrivedIsToldApartFromWhatMayHave() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        at("/slow", exchange -> end.await(10, TimeUnit.SECONDS));
        try (var calls = allowing("127.0.0.1/32")) {
            assertThat(calls.make(Call.get(URI.create("http://127.0.0.1:" + free + "/"), Map.of())))
                    .isEqualTo(new Answered.NoAnswer("no-connection", false));
            assertThat(calls.make(Call.get(url("/slow"), Map.of()))).isEqualTo(new Answered.NoAnswer("too-slow", true));
        }
    }

    @Test
    void anAnswerThatTricklesEndsWithTheTimeOfTheWholeAndOneThatIsTooLargeWithItsBytes() throws IOException {
        at("/trickle", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (!end.await(300, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
            }
        });
        at("/large", exchange -> {
            exchange.sendResponseHeaders(200, 200_000);
            exchange.getResponseBody().write(new byte[200_000]);
        });
        try (var calls = allowing("127.0.0.1/32")) {
            assertThat(calls.make(Call.get(url("/trickle"), Map.of())))
                    .isEqualTo(new Answered.NoAnswer("too-slow", true));
            assertThat(calls.make(Call.get(url("/large"), Map.of())))
                    .isEqualTo(new Answered.NoAnswer("too-large", true));
        }
    }

    @Test
    void aPrivateAddressIsNotReachedUnlessTheOperatorAllowsIt() throws IOException {
        at("/", exchange -> exchange.sendResponseHeaders(200, -1));
        try (var calls = allowing("")) {
            assertThat(calls.make(Call.get(url("/"), Map.of()))).isEqualTo(new Answered.Refused("private-address"));
            assertThat(calls.make(Call.get(URI.create("ftp://127.0.0.1/"), Map.of())))
                    .isEqualTo(new Answered.Refused("scheme"));
            assertThat(asked).hasValue(0);
        }
    }
}
