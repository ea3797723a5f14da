package org.egide.helpline;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.report.Subject;

/** Names a contact: one child and one helpline, from her first sign to the last. */
public record ContactId(UUID value) {
    public ContactId {
        Objects.requireNonNull(value);
    }

    static ContactId random() {
        return new ContactId(UUID.randomUUID());
    }

    /** Reads the written form; anything else is not here. */
    static ContactId of(String text) {
        if (!isOne(text)) {
            throw Refusal.notFound();
        }
        return new ContactId(UUID.fromString(text));
    }

    static boolean isOne(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    /** What her code stands for. */
    public Subject subject() {
        return new Subject(Subject.Kind.CONTACT, value);
    }

    /** The short name that people say to each other. */
    public String reference() {
        return "HL-" + value.toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
