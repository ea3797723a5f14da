package org.egide.fingerprint.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** One output while it is written in the work folder: then durable, hashed, and moved to its place. */
final class OutputFile implements Closeable {

    private static final int BUFFER = 256 * 1024;

    private final Path unfinished;
    private final Path place;
    private final FileChannel file;
    private final MessageDigest sha256 = Digests.sha256();
    private final OutputStream out;
    private long bytes;

    /**
     * What a manifest says of an output.
     *
     * @param name file name, beside the manifest
     * @param bytes its length
     * @param sha256 lower-case hexadecimal digits
     */
    record Written(String name, long bytes, String sha256) {}

    OutputFile(Path work, Path place) throws IOException {
        this.unfinished = work.resolve("unfinished-" + place.getFileName());
        this.place = place;
        this.file = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.out = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(file), sha256), BUFFER);
    }

    void write(String text) throws IOException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.write(encoded);
        bytes += encoded.length;
    }

    /** One line of comma-separated values by RFC 4180. No field holds a line end. */
    void row(Object... fields) throws IOException {
        write(Arrays.stream(fields).map(field -> quoted(field.toString())).collect(Collectors.joining(",", "", "\n")));
    }

    private static String quoted(String field) {
        boolean needed = field.indexOf(',') >= 0 || field.indexOf('"') >= 0;
        return needed ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }

    Written finish() throws IOException {
        out.flush();
        file.force(true);
        file.close();
        return new Written(
                String.valueOf(place.getFileName()), bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    void move() throws IOException {
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
