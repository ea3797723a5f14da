package org.egide.platform.mail;

/** A mail in plain text. The id is the same at every attempt, so that a reader who got it twice can see that it is one. */
public record Letter(String messageId, String to, String subject, String text) {
    @Override
    public String toString() {
        return "Letter[" + messageId + "]";
    }
}
