package org.egide.gateway;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.RequestContext;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.egide.platform.Refusal;

/**
 * The parts of a multipart body, read one after the other as a stream; nothing is buffered to disk. Every way in which a body can
 * be broken is refused as {@code broken-multipart}.
 */
final class Parts {
    private static final int MOST = 10;
    private static final int LARGEST_HEADER = 4 * 1024;

    private final FileItemIterator items;

    private Parts(FileItemIterator items) {
        this.items = items;
    }

    /** One part: its field, the file name that the sender gave, and its bytes. */
    record Part(String field, Optional<String> fileName, InputStream stream) {
        /** The text of a short field. */
        String text() {
            try {
                return new String(stream.readNBytes(256), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw broken();
            }
        }
    }

    static boolean isMultipart(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    static Parts of(String contentType, InputStream body) {
        var upload = new FileUpload();
        upload.setFileCountMax(MOST);
        upload.setPartHeaderSizeMax(LARGEST_HEADER);
        upload.setHeaderEncoding(StandardCharsets.UTF_8.name());
        try {
            return new Parts(upload.getItemIterator(new Source(contentType, body)));
        } catch (FileUploadException | IOException | IllegalArgumentException e) {
            throw broken();
        }
    }

    /** A body that begins with its boundary and whose header does not say so. */
    static Parts of(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, 256), StandardCharsets.ISO_8859_1);
        var end = text.indexOf('\r') < 0 ? text.indexOf('\n') : text.indexOf('\r');
        if (!text.startsWith("--") || end < 3) {
            throw broken();
        }
        var boundary = text.substring(2, end).replace("\"", "");
        return of("multipart/form-data; boundary=\"" + boundary + "\"", new ByteArrayInputStream(body));
    }

    /** The next part, or nothing after the last. What is left of the part before is skipped. */
    Optional<Part> next() {
        try {
            if (!items.hasNext()) {
                return Optional.empty();
            }
            var item = items.next();
            return Optional.of(new Part(
                    Optional.ofNullable(item.getFieldName()).orElse(""),
                    Optional.ofNullable(item.getName()).map(String::strip).filter(name -> !name.isEmpty()),
                    new Whole(item.openStream())));
        } catch (FileUploadException | FileUploadIOException e) {
            throw broken();
        } catch (IOException | IllegalArgumentException e) {
            throw broken();
        }
    }

    private static Refusal broken() {
        return Refusal.because("broken-multipart", "The multipart body is broken or ends too early.");
    }

    private record Source(String type, InputStream body) implements RequestContext {
        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }

    /** Tells a sender that breaks off from a disk that fails: the first is refused, the second is ours. */
    private static final class Whole extends FilterInputStream {
        private Whole(InputStream part) {
            super(part);
        }

        @Override
        public int read() {
            try {
                return super.read();
            } catch (IOException e) {
                throw broken();
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw broken();
            }
        }
    }
}
