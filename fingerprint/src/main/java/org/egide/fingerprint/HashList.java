package org.egide.fingerprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A list of hashes in a file: one hash a line, or CSV whose header's and lines' first column is {@code pdq}. Empty lines
 * are allowed. Any other line refuses the whole list with the number of the line: a list that is read in part is not the
 * list.
 */
final class HashList {

    private static final String COLUMN = "pdq";

    private HashList() {}

    static NearDuplicateIndex read(Path file) throws UsageException {
        NearDuplicateIndex index = new NearDuplicateIndex();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                add(index, file, number, firstColumn(line, number));
            }
        } catch (NoSuchFileException missing) {
            throw new UsageException("the list " + file + " does not exist");
        } catch (MalformedInputException notText) {
            throw new UsageException("the list " + file + " is not UTF-8 text");
        } catch (IOException failed) {
            throw new UsageException("the list " + file + " cannot be read");
        }
        return index;
    }

    private static void add(NearDuplicateIndex index, Path file, int number, String text) throws UsageException {
        if (text.isEmpty() || (number == 1 && text.equals(COLUMN))) {
            return;
        }
        try {
            index.add(Pdq.parse(text));
        } catch (IllegalArgumentException bad) {
            throw new UsageException("line " + number + " of the list " + file + ": " + bad.getMessage());
        }
    }

    private static String firstColumn(String line, int number) {
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        int comma = text.indexOf(',');
        String column = (comma < 0 ? text : text.substring(0, comma)).strip();
        boolean quoted = column.length() >= 2 && column.startsWith("\"") && column.endsWith("\"");
        if (quoted) {
            return column.substring(1, column.length() - 1);
        }
        return column.isEmpty() && !text.isBlank() ? "," : column;
    }
}
