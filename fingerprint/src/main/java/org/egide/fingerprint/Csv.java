package org.egide.fingerprint;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of comma-separated values by RFC 4180, ended by a line feed. */
final class Csv {

    private Csv() {}

    static String line(Object... fields) {
        return Arrays.stream(fields).map(field -> quoted(field.toString())).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String field) {
        boolean needed = field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
