package org.egide.fingerprint.archive;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads comma-separated values by RFC 4180, record by record. */
final class CsvRecords {

    private static final int LONGEST_FIELD = 1 << 20;
    private static final char MARK = '\uFEFF';

    private final Reader in;
    private int ahead;
    private long line = 1;

    CsvRecords(Reader in) throws IOException {
        this.in = in;
        this.ahead = in.read();
        if (ahead == MARK) {
            this.ahead = in.read();
        }
    }

    /** The line on which the next record begins, from 1. */
    long line() {
        return line;
    }

    /** The fields of the next record, empty at the end. */
    Optional<List<String>> next() throws IOException {
        if (ahead < 0) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (ahead == ',') {
            take();
            fields.add(field());
        }
        if (ahead == '\r') {
            take();
        }
        if (ahead == '\n') {
            take();
        }
        return Optional.of(fields);
    }

    private String field() throws IOException {
        StringBuilder field = new StringBuilder();
        if (ahead == '"') {
            take();
            quoted(field);
        }
        while (ahead >= 0 && ahead != ',' && ahead != '\n' && ahead != '\r') {
            append(field);
        }
        return field.toString();
    }

    private void quoted(StringBuilder field) throws IOException {
        while (ahead >= 0) {
            if (ahead == '"') {
                take();
                if (ahead != '"') {
                    return;
                }
            }
            append(field);
        }
        throw new IOException("a quoted field does not end");
    }

    private void append(StringBuilder field) throws IOException {
        if (field.length() == LONGEST_FIELD) {
            throw new IOException("a field is longer than " + LONGEST_FIELD + " characters");
        }
        field.append((char) take());
    }

    private int take() throws IOException {
        int taken = ahead;
        if (taken == '\n') {
            line++;
        }
        ahead = in.read();
        return taken;
    }
}
