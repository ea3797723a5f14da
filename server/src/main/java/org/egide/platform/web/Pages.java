package org.egide.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Renders precompiled pages whole, then sends them: a page that fails half-way is never half sent. */
@Component
public final class Pages {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Messages messages;

    public Pages(Messages messages) {
        this.messages = messages;
    }

    /** The common part of a page in that language. */
    public Page page(Language language, String path) {
        return new Page(language, path, messages);
    }

    /** Renders {@code src/main/jte/<template>} with its named parameters. */
    public ResponseEntity<byte[]> show(HttpStatus status, String template, Map<String, Object> parameters) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .body(render(template, parameters).getBytes(StandardCharsets.UTF_8));
    }

    public ResponseEntity<byte[]> show(String template, Map<String, Object> parameters) {
        return show(HttpStatus.OK, template, parameters);
    }

    /** The text of a page or of a mail. */
    public String render(String template, Map<String, Object> parameters) {
        var output = new StringOutput();
        engine.render(template, parameters, output);
        return output.toString();
    }
}
