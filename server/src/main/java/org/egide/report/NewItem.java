package org.egide.report;

import java.util.Objects;
import java.util.Optional;
import org.egide.platform.Refusal;

/**
 * One thing that a new report names, before it is sealed. {@code file} names a file kept before ({@link Files}); then the value
 * is the file's own name.
 */
public record NewItem(ItemKind kind, String value, Optional<FileId> file) {
    /** Longest value, in characters. */
    public static final int MAX_LENGTH = 8_192;

    public NewItem {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(file);
        if (value.isBlank()) {
            throw Refusal.because("empty-item", "An item without a value was sent.");
        }
        if (value.length() > MAX_LENGTH) {
            throw Refusal.because("item-too-long", "An item is longer than " + MAX_LENGTH + " characters.");
        }
    }

    public static NewItem of(ItemKind kind, String value) {
        return new NewItem(kind, value, Optional.empty());
    }

    public static NewItem file(FileId file, String name) {
        return new NewItem(ItemKind.FILE, name, Optional.of(file));
    }

    @Override
    public String toString() {
        return "NewItem[" + kind + "]";
    }
}
