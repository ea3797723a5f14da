package org.egide.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One persistent HTTP/1.1 connection, written by hand so that the client costs as little as it can of the two cores that it shares
 * with the server it measures.
 */
final class HttpLine implements AutoCloseable {
    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];
    private int filled;

    HttpLine(int port) throws IOException {
        this.port = port;
        this.socket = connect();
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    private Socket connect() throws IOException {
        var fresh = new Socket(InetAddress.getLoopbackAddress(), port);
        fresh.setTcpNoDelay(true);
        return fresh;
    }

    /** A server ends a connection after so many requests; a client that goes on opens another. */
    private void reopen() throws IOException {
        socket.close();
        socket = connect();
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends the request and returns the status of the answer, whose body is read and dropped. */
    int send(byte[] head, byte[] body) throws IOException {
        var request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        out.write(request);
        filled = 0;
        var end = headEnd();
        var answer = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
        var status = Integer.parseInt(answer, 9, 12, 10);
        var length = answer.indexOf("\r\nContent-Length: ");
        if (length >= 0) {
            var from = length + 18;
            drop(end + Integer.parseInt(answer, from, answer.indexOf('\r', from), 10));
        } else {
            dropChunks(end);
        }
        if (answer.contains("\r\nConnection: close")) {
            reopen();
        }
        return status;
    }

    /** Reads until the empty line and returns where the body begins. */
    private int headEnd() throws IOException {
        for (var at = 0; ; ) {
            more();
            for (; at + 3 < filled; at++) {
                if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                    return at + 4;
                }
            }
        }
    }

    /** Reads until that many bytes of the answer have come. */
    private void drop(int total) throws IOException {
        var left = total - filled;
        while (left > 0) {
            filled = 0;
            more();
            left -= filled;
        }
    }

    private void dropChunks(int from) throws IOException {
        var rest = new StringBuilder(new String(buffer, from, filled - from, StandardCharsets.ISO_8859_1));
        while (rest.indexOf("\r\n0\r\n\r\n") < 0) {
            filled = 0;
            more();
            rest.append(new String(buffer, 0, filled, StandardCharsets.ISO_8859_1));
        }
    }

    private void more() throws IOException {
        var read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) {
            throw new IOException("the connection was closed");
        }
        filled += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
