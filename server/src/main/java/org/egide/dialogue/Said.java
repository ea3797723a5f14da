package org.egide.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.egide.platform.Refusal;

/**
 * What one message says: words, one of the phrases to tap, or one of our own small drawings. Never an upload (R8 of
 * front-door-and-care).
 */
public sealed interface Said {
    /** The longest text, in characters. */
    int LONGEST = 4_000;

    /** The phrases to tap; each has a sentence {@code dialogue.phrase.<key>}. */
    List<String> PHRASES = List.of(
            "yes",
            "no",
            "dont-know",
            "need-time",
            "thank-you",
            "dont-understand",
            "stop-asking",
            "again",
            "worse",
            "better",
            "danger");

    /** The drawings to tap; each has its meaning in words: {@code dialogue.drawing.<key>}. */
    List<String> DRAWINGS = List.of("glad", "calm", "sad", "worried", "angry", "tired", "heart");

    /** Words of one's own, 1 to {@link #LONGEST} characters. */
    record Words(String text) implements Said {
        public Words {
            text = text.strip();
            if (text.isEmpty()) {
                throw Refusal.because("nothing-said", "There is nothing in this message.");
            }
            if (text.length() > LONGEST) {
                throw Refusal.because("too-long", "A message has at most " + LONGEST + " characters.");
            }
        }

        @Override
        public String toString() {
            return "Words[hidden]";
        }
    }

    /** One of {@link #PHRASES}. */
    record Phrase(String key) implements Said {
        public Phrase {
            if (!PHRASES.contains(key)) {
                throw Refusal.because("unknown-choice", "That choice is not on the list.");
            }
        }

        @Override
        public String toString() {
            return "Phrase[hidden]";
        }
    }

    /** One of {@link #DRAWINGS}. */
    record Drawing(String key) implements Said {
        public Drawing {
            if (!DRAWINGS.contains(key)) {
                throw Refusal.because("unknown-choice", "That choice is not on the list.");
            }
        }

        @Override
        public String toString() {
            return "Drawing[hidden]";
        }
    }

    /** Whether it says that the reporter is in danger now. */
    default boolean danger() {
        return this instanceof Phrase(var key) && "danger".equals(key);
    }

    /** The bytes that are sealed. */
    private String line() {
        return switch (this) {
            case Words(var text) -> "w " + text;
            case Phrase(var key) -> "p " + key;
            case Drawing(var key) -> "d " + key;
        };
    }

    /** The bytes that are sealed. */
    static byte[] write(Said said) {
        return said.line().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #write} gave. */
    static Said read(byte[] bytes) {
        var line = new String(bytes, StandardCharsets.UTF_8);
        var rest = line.substring(2);
        return switch (line.charAt(0)) {
            case 'w' -> new Words(rest);
            case 'p' -> new Phrase(rest);
            case 'd' -> new Drawing(rest);
            default -> throw new IllegalStateException("a message of an unknown kind");
        };
    }
}
