package org.egide.verifier;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that reads the same for everyone: UTF-8, no name twice, nothing behind the end, depth bounded by Jackson. */
final class StrictJson {
    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The value of a text; {@code name} tells a person where it stood. */
    JsonNode read(String text, RefusalCode code, String name) {
        try {
            JsonNode node = mapper.readTree(text);
            if (node.isMissingNode()) {
                throw new Refused(code, name + " is empty.");
            }
            return node;
        } catch (JacksonException wrong) {
            throw new Refused(code, name + " is not well-formed JSON.", wrong);
        }
    }

    /** The object in a file of the package. */
    JsonNode object(byte[] bytes, String name) {
        JsonNode node = read(Text.of(bytes, RefusalCode.JSON_MALFORMED, name), RefusalCode.JSON_MALFORMED, name);
        if (!node.isObject()) {
            throw new Refused(RefusalCode.JSON_MALFORMED, name + " is not a JSON object.");
        }
        return node;
    }

    String write(JsonNode node) {
        return mapper.writeValueAsString(node);
    }
}
