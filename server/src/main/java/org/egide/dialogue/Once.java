package org.egide.dialogue;

import java.util.Objects;
import java.util.UUID;

/** Made with a form and sent with it, so that sending the form twice does the thing once. */
public record Once(UUID value) {
    public Once {
        Objects.requireNonNull(value);
    }

    public static Once fresh() {
        return new Once(UUID.randomUUID());
    }

    /** The one a form carried; a fresh one when what it carried is none. */
    public static Once of(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? new Once(UUID.fromString(text)) : fresh();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
