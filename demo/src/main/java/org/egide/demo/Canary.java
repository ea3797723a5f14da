package org.egide.demo;

/** Words that reporters tell and that must never lie anywhere in clear. */
enum Canary {
    CHILD("canari-zumurrud-4711"),
    CITIZEN("canari-bergamote-8642"),
    PROVIDER("canary-periwinkle-1973"),
    PARTNER("canary-marzipan-2058");

    private final String word;

    Canary(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    String sentence() {
        return switch (this) {
            case CHILD -> "أحدهم يهددني، واسمه هناك " + word;
            case CITIZEN -> "Je suis tombé dessus par hasard, le compte s'appelle " + word;
            case PROVIDER -> "The account holder goes by " + word;
            case PARTNER -> "Seen on a second service under the name " + word;
        };
    }
}
