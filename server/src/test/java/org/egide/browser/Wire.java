package org.egide.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** A wire between a browser and the node that remembers every byte the browser sends. */
final class Wire implements AutoCloseable {
    private final ServerSocket socket;
    private final int node;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    Wire(int node) {
        this.node = node;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    /** All that the browser sent so far. */
    byte[] sent() {
        synchronized (sent) {
            return sent.toByteArray();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var browser = socket.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), node);
                Thread.ofVirtual().start(() -> carry(browser, server, true));
                Thread.ofVirtual().start(() -> carry(server, browser, false));
            } catch (SocketException e) {
                // Closed: the test is over.
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void carry(Socket from, Socket to, boolean remember) {
        try (from;
                to) {
            carry(from.getInputStream(), to.getOutputStream(), remember);
        } catch (IOException e) {
            // One side hung up; the other is closed with it.
            return;
        }
    }

    private void carry(InputStream from, OutputStream to, boolean remember) throws IOException {
        var buffer = new byte[8192];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (remember) {
                synchronized (sent) {
                    sent.write(buffer, 0, read);
                }
            }
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
