package org.egide.platform.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;

/** What both ways out share: a client that reaches checked addresses only, remembers nothing, repeats nothing and follows nothing. */
final class GuardedClient {
    private GuardedClient() {}

    static CloseableHttpClient of(AddressRules rules, DnsResolver names, FetchLimits limits, String userAgent) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedResolver(names, rules))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.read()))
                        .build())
                .setMaxConnTotal(50)
                .setMaxConnPerRoute(5)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.overall()))
                        .setResponseTimeout(Timeout.of(limits.read()))
                        .build())
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    static String code(IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> "no-such-name";
            case SocketTimeoutException slow -> "too-slow";
            case SSLException tls -> "tls";
            case ConnectException refused -> "no-connection";
            default -> "broken-answer";
        };
    }

    /** The body of an answer, or why there is none to read. */
    sealed interface Body {
        @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
        record Whole(byte[] bytes, String mediaType) implements Body {}

        record Unfit(String code) implements Body {}
    }

    /** Reads up to that many bytes, also after decompression. */
    static Body content(ClassicHttpResponse response, int most) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new Body.Whole(new byte[0], "");
        }
        var encoding = String.valueOf(entity.getContentEncoding());
        var packed = encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
        if (!packed && entity.getContentEncoding() != null && !encoding.equalsIgnoreCase("identity")) {
            return new Body.Unfit("unreadable-encoding");
        }
        if (entity.getContentLength() > most) {
            return new Body.Unfit("too-large");
        }
        try {
            var raw = entity.getContent();
            return bounded(packed ? new GZIPInputStream(raw) : raw, String.valueOf(entity.getContentType()), most);
        } catch (ZipException e) {
            return new Body.Unfit("unreadable-encoding");
        }
    }

    private static Body bounded(InputStream stream, String mediaType, int most) throws IOException {
        var bytes = stream.readNBytes(most + 1);
        return bytes.length > most ? new Body.Unfit("too-large") : new Body.Whole(bytes, mediaType);
    }
}
