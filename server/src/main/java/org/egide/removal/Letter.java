package org.egide.removal;

import java.util.Optional;

/** A mail ready to be sent. The id is the same at every attempt, so that a host that got it twice can see that it is one. */
record Letter(
        String messageId, String from, String to, String subject, String language, String text, Optional<byte[]> xarf) {
    @Override
    public String toString() {
        return "Letter[" + messageId + "]";
    }
}
