package org.egide.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Words that reporters tell and that must never lie anywhere in clear: what they write, and the addresses that they name. */
enum Canary {
    CHILD("canari-zumurrud-4711"),
    CITIZEN("canari-bergamote-8642"),
    PROVIDER("canary-periwinkle-1973"),
    PARTNER("canary-marzipan-2058"),
    TALK("canary-saffron-5527"),
    ADDRESS("canary-quince-3391");

    private final String word;

    Canary(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** The word as a person would say it, in the language of the door. */
    String sentence() {
        return switch (this) {
            case CHILD -> "يكتب لي شخص لا أعرفه، واسمه هناك " + word;
            case CITIZEN -> "Je suis tombé dessus par hasard, le compte s'appelle " + word + ".";
            case PROVIDER -> "The account holder goes by " + word + ".";
            case PARTNER -> "Seen on a second service under the name " + word + ".";
            case TALK -> "Somebody writes to me and calls himself " + word + ".";
            case ADDRESS -> "/pictures/" + word + ".jpg";
        };
    }

    /** The word in every form in which programs write text down. */
    List<byte[]> forms() {
        var plain = word.getBytes(StandardCharsets.UTF_8);
        var forms = new ArrayList<byte[]>();
        forms.add(plain);
        forms.add(word.getBytes(StandardCharsets.UTF_16LE));
        forms.add(HexFormat.of().formatHex(plain).getBytes(StandardCharsets.US_ASCII));
        for (var shift = 0; shift < 3; shift++) {
            var shifted = new byte[shift + plain.length];
            System.arraycopy(plain, 0, shifted, shift, plain.length);
            var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The first and last letters depend on the neighbours; what is between does not.
            forms.add(text.substring(4, text.length() - 2).getBytes(StandardCharsets.US_ASCII));
        }
        return forms;
    }
}
