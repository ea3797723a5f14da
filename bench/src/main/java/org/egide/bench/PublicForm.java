package org.egide.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A filled-in public form, as a browser without scripts sends it. */
final class PublicForm {
    static final String PATH = "/en/report";

    private PublicForm() {}

    static String body(UUID key) {
        return "key=" + key + "&shown=0&danger=NO&form=ABUSE_MATERIAL&links="
                + URLEncoder.encode("https://pictures.example/" + key, StandardCharsets.UTF_8)
                + "&words=invented+words";
    }
}
