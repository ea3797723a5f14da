package org.egide.platform.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedFetchTest {
    private static final FetchLimits SHORT =
            new FetchLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3), 100_000, 3);

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

    @Test
    void whatIsThereComesBackWithItsBytes() throws IOException {
        at("/picture", exchange -> answer(exchange, 200, "shape".getBytes(StandardCharsets.UTF_8)));
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/picture?a=1")))
                    .isInstanceOfSatisfying(
                            Fetched.Content.class,
                            content -> assertThat(content.bytes())
                                    .asString(StandardCharsets.UTF_8)
                                    .isEqualTo("shape"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 451})
    void whatTheHostSaysIsGoneIsAbsent(int status) throws IOException {
        at("/gone", exchange -> answer(exchange, status, new byte[0]));
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/gone"))).isEqualTo(new Fetched.Absent(status));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void anErrorOfTheHostIsNoVerdict(int status) throws IOException {
        at("/error", exchange -> answer(exchange, status, new byte[0]));
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/error"))).isEqualTo(new Fetched.NoAnswer("status-" + status));
        }
    }

    @Test
    void aHostThatIsDownIsNoVerdict() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(URI.create("http://127.0.0.1:" + port + "/")))
                    .isEqualTo(new Fetched.NoAnswer("no-connection"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://0x7f.1/",
                "http://0x7f000001/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[fd00::1]/",
                "http://[fe80::1]/",
                "http://10.1.2.3/",
                "http://172.31.0.1/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://169.254.169.254/latest",
                "http://224.0.0.1/",
                "http://0.0.0.0/",
                "http://255.255.255.255/",
                "http://127.0.0.1./",
                "http://user:word@127.0.0.1/",
                "http://127.0.0.1:22/",
                "http://127.0.0.1:99999/",
                "ftp://127.0.0.1/",
                "file:///etc/hostname",
                "http:///nothing"
            })
    void noNotationOfAForbiddenAddressIsReached(String address) throws IOException {
        try (var fetch = allowing("", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(URI.create(address))).isInstanceOf(Fetched.Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.1.1,true", "8.8.8.8,true", "172.32.0.1,true", "100.128.0.1,true", "2606:4700::1,true", "2001:200::1,true",
        "127.0.0.1,false", "10.0.0.1,false", "198.18.0.1,false", "2001::1,false", "64:ff9b::808:808,false",
                "fc00::1,false",
        "ff02::1,false", "::,false", "::808:808,false"
    })
    void onlyPublicAddressesAreAllowed(String address, boolean allowed) throws UnknownHostException {
        assertThat(AddressRules.allowing("").allow(InetAddress.getByName(address)))
                .isEqualTo(allowed);
    }

    @Test
    void aRedirectToAPrivateAddressIsNotFollowed() throws IOException {
        at("/private", exchange -> answer(exchange, 200, new byte[] {1}));
        at("/away", exchange -> redirect(exchange, "http://localhost:" + port() + "/private"));
        DnsResolver names = names(host -> host.equals("localhost") ? "127.0.0.2" : host);
        try (var fetch = allowing("127.0.0.1/32", names)) {
            assertThat(fetch.fetch(url("/away"))).isEqualTo(new Fetched.Refused("private-address"));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aRedirectToAnotherSchemeIsNotFollowed() throws IOException {
        at("/away", exchange -> redirect(exchange, "file:///etc/hostname"));
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/away"))).isEqualTo(new Fetched.Refused("scheme"));
        }
    }

    @Test
    void threeRedirectsAreFollowedAndAFourthIsNot() throws IOException {
        at("/hop", exchange -> {
            var left = Integer.parseInt(exchange.getRequestURI().getQuery());
            if (left == 0) {
                answer(exchange, 200, new byte[] {1});
            } else {
                redirect(exchange, "/hop?" + (left - 1));
            }
        });
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/hop?3"))).isInstanceOf(Fetched.Content.class);
            assertThat(fetch.fetch(url("/hop?4"))).isEqualTo(new Fetched.Refused("too-many-redirects"));
        }
    }

    @Test
    void aNameIsAskedOnceSoItCannotChangeBetweenCheckAndConnection() throws IOException {
        at("/", exchange -> answer(exchange, 200, new byte[] {1}));
        var questions = new AtomicInteger();
        DnsResolver turning = names(host -> questions.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");
        try (var fetch = allowing("127.0.0.1/32", turning)) {
            var address = URI.create("http://turning.example:" + port() + "/");
            assertThat(fetch.fetch(address)).isInstanceOf(Fetched.Content.class);
            assertThat(questions).hasValue(1);
            assertThat(fetch.fetch(address)).isEqualTo(new Fetched.Refused("private-address"));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aNameWithOneForbiddenAddressAmongGoodOnesIsRefused() throws IOException {
        DnsResolver both = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {
                    InetAddress.getLoopbackAddress(), InetAddress.getByAddress(new byte[] {10, 0, 0, 1})
                };
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        try (var fetch = allowing("127.0.0.1/32", both)) {
            assertThat(fetch.fetch(URI.create("http://both.example:" + port() + "/")))
                    .isEqualTo(new Fetched.Refused("private-address"));
        }
    }

    @Test
    void aSlowDripEndsAtTheOverallTime() throws IOException {
        at("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (!waited(200)) {
                    body.write(1);
                    body.flush();
                }
            }
        });
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/drip"))).isEqualTo(new Fetched.NoAnswer("too-slow"));
        }
    }

    @Test
    void anEndlessBodyEndsAtTheLimitOfBytes() throws IOException {
        at("/endless", exchange -> endless(exchange, 200));
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/endless"))).isEqualTo(new Fetched.NoAnswer("too-large"));
        }
    }

    @Test
    void anEndlessBodyBehindAMissingPageDoesNotHideThatItIsGone() throws IOException {
        at("/endless", exchange -> endless(exchange, 404));
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/endless"))).isEqualTo(new Fetched.Absent(404));
        }
    }

    @Test
    void aPackedBodyThatUnfoldsWithoutMeasureEndsAtTheLimit() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[10_000_000]);
        }
        assertThat(packed.size()).isLessThan(SHORT.bytes());
        at("/bomb", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer(exchange, 200, packed.toByteArray());
        });
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(fetch.fetch(url("/bomb"))).isEqualTo(new Fetched.NoAnswer("too-large"));
        }
    }

    @Test
    void nothingAboutUsTravelsButANeutralName() throws IOException {
        var seen = new java.util.concurrent.atomic.AtomicReference<List<String>>(List.of());
        at("/", exchange -> {
            seen.set(exchange.getRequestHeaders().keySet().stream().sorted().toList());
            answer(exchange, 200, new byte[0]);
        });
        try (var fetch = allowing("127.0.0.1/32", SystemDefaultDnsResolver.INSTANCE)) {
            fetch.fetch(url("/"));
        }
        assertThat(seen.get()).containsExactly("Accept", "Accept-encoding", "Connection", "Host", "User-agent");
    }

    @Test
    void aRangeThatIsWrittenWrongStopsTheStart() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> AddressRules.allowing("10.0.0.0/99"))
                .isInstanceOfSatisfying(
                        org.egide.platform.Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("bad-range"));
    }

    private static GuardedFetch allowing(String ranges, DnsResolver names) {
        return new GuardedFetch(AddressRules.allowing(ranges), names, SHORT);
    }

    private interface Answers {
        String of(String host);
    }

    private static DnsResolver names(Answers answers) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName(answers.of(host))};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private void at(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            handler.handle(exchange);
        });
    }

    private boolean waited(long millis) {
        try {
            return end.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private void endless(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        var block = new byte[8_192];
        try (var body = exchange.getResponseBody()) {
            while (end.getCount() > 0) {
                body.write(block);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        answer(exchange, 302, new byte[0]);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }
}
