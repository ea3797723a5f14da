package org.egide.resilience;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Requests written byte by byte, because an ordinary client is too polite to be hostile. One connection for each request. */
final class RawHttp {
    private static final int PATIENCE = 30_000;

    private final int port;
    private final String host;

    RawHttp(int port) {
        this(port, "127.0.0.1:" + port);
    }

    /** One that says it came by that name. */
    RawHttp(int port, String host) {
        this.port = port;
        this.host = host;
    }

    /** What came back; status 0 when the connection was closed without an answer. */
    record Answer(int status, String head, String body) {
        /** The value of a header of the answer. */
        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    /** Sends head and body as given; the head needs no length unless it should be a false one. */
    Answer send(String line, String headers, byte[] body) {
        var length = headers.toLowerCase(java.util.Locale.ROOT).contains("content-length:")
                        || headers.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding:")
                ? ""
                : "Content-Length: " + body.length + "\r\n";
        var head = line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + length + "\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            var writer = Thread.ofVirtual().start(() -> write(socket, head, body));
            var answer = read(socket);
            writer.join();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Socket socket, String head, byte[] body) {
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
        } catch (IOException e) {
            // The server may answer and close before it has read everything; what it answered is what counts.
            return;
        }
    }

    private static Answer read(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            for (var read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                bytes.write(buffer, 0, read);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (bytes.size() == 0) {
                return new Answer(0, "", "");
            }
        }
        return parsed(bytes.toString(StandardCharsets.UTF_8));
    }

    private static Answer parsed(String text) {
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, text, "");
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
}
