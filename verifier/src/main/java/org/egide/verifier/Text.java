package org.egide.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text files of a package: UTF-8 without errors, each line ended by one line feed. */
final class Text {
    private Text() {}

    /** The text of the bytes; refuses what is not UTF-8. */
    static String of(byte[] bytes, RefusalCode code, String name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw new Refused(code, name + " is not UTF-8 text.", wrong);
        }
    }

    /** The lines of the bytes without their line feeds; refuses a last line that does not end. */
    static List<String> lines(byte[] bytes, RefusalCode code, String name) {
        String text = of(bytes, code, name);
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.endsWith("\n") || text.indexOf('\r') >= 0) {
            throw new Refused(code, name + " has a line that does not end with one line feed.");
        }
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }
}
