package org.egide.frontdoor;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.web.Notices;
import org.egide.report.Quarantine;
import org.egide.report.Sieve;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Stands before every page for the public, those to come included: none asks for a picture, so what is one goes to quarantine before any
 * door sees it, and the door goes on with the words (R10 of front-door-and-care). What is longer than any form passes untouched, and the
 * doors keep nothing of it.
 */
final class UnwantedUploads extends OncePerRequestFilter {
    private final Quarantine quarantine;
    private final HandlerExceptionResolver refusals;

    UnwantedUploads(Quarantine quarantine, HandlerExceptionResolver refusals) {
        this.quarantine = quarantine;
        this.refusals = refusals;
    }

    /** Pages for the public begin with a language; the gateways' doors, which take files, do not. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var asks = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return asks || Language.of(segment(request, 1)).isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream().readNBytes(Posted.LARGEST + 1);
        if (body.length > Posted.LARGEST) {
            chain.doFilter(new Again(request, body, type(request)), response);
            return;
        }
        var sifted = Sieve.sift(type(request), body);
        if (!sifted.taken().isEmpty()) {
            try {
                quarantine.keep(entrance(request), sifted.taken());
            } catch (Refusal refusal) {
                refusals.resolveException(request, response, null, refusal);
                return;
            }
            Notices.add(request, "frontdoor.quarantined");
        }
        chain.doFilter(new Again(request, sifted.body(), sifted.mediaType()), response);
    }

    private static String type(HttpServletRequest request) {
        return Optional.ofNullable(request.getContentType()).orElse(Posted.MEDIA_TYPE);
    }

    private static String entrance(HttpServletRequest request) {
        var page = segment(request, 2);
        return page.matches("[a-z-]{1,20}") ? page : "other";
    }

    private static String segment(HttpServletRequest request, int place) {
        var segments = request.getRequestURI().split("/", -1);
        return place < segments.length ? segments[place] : "";
    }

    /** The request with the words alone. */
    private static final class Again extends HttpServletRequestWrapper {
        private final byte[] body;
        private final String mediaType;

        private Again(HttpServletRequest request, byte[] body, String mediaType) {
            super(request);
            this.body = body;
            this.mediaType = mediaType;
        }

        @Override
        public String getContentType() {
            return mediaType;
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    /** Bytes that are all there. */
    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        private Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("read at once");
        }
    }
}
