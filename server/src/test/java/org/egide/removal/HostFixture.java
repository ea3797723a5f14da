package org.egide.removal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** A host on this machine whose pages a test puts up and takes down. The pictures are coloured discs from a seed. */
final class HostFixture implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** What a path answers. */
    record Answer(int status, String header, String value, byte[] body) {}

    HostFixture() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var answer = answers.getOrDefault(
                exchange.getRequestURI().getPath(), new Answer(404, "Content-Type", "text/plain", new byte[0]));
        exchange.getResponseHeaders().add(answer.header(), answer.value());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    HostFixture put(String path, byte[] body) {
        answers.put(path, new Answer(200, "Content-Type", "image/png", body));
        return this;
    }

    void fail(String path, int status) {
        answers.put(path, new Answer(status, "Content-Type", "text/plain", new byte[0]));
    }

    void redirect(String path, String to) {
        answers.put(path, new Answer(302, "Location", to, new byte[0]));
    }

    void remove(String path) {
        answers.remove(path);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The same picture, packed in two ways. */
    static byte[] png(long seed) {
        return bytes(picture(seed), "png", 1f);
    }

    static byte[] jpeg(long seed, float quality) {
        return bytes(picture(seed), "jpg", quality);
    }

    private static BufferedImage picture(long seed) {
        var random = new Random(seed);
        var picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        for (var i = 0; i < 60; i++) {
            pen.setColor(new Color(random.nextInt(0x1000000)));
            var size = 20 + random.nextInt(80);
            pen.fill(new Ellipse2D.Double(random.nextInt(320) - 20, random.nextInt(240) - 20, size, size));
        }
        pen.dispose();
        return picture;
    }

    private static byte[] bytes(BufferedImage picture, String format, float quality) {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            var how = writer.getDefaultWriteParam();
            if (format.equals("jpg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
