package org.egide.keys;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Where a sealed value lives: table, row and field. It is bound into the ciphertext, so a value cannot be moved. */
public record Place(String table, String row, String field) {
    public Place {
        Objects.requireNonNull(table);
        Objects.requireNonNull(row);
        Objects.requireNonNull(field);
        if (table.isBlank() || row.isBlank() || field.isBlank()) {
            throw new IllegalArgumentException("a place has a table, a row and a field");
        }
    }

    byte[] bytes() {
        return (table + '\n' + row + '\n' + field).getBytes(StandardCharsets.UTF_8);
    }
}
