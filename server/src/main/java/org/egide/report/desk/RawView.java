package org.egide.report.desk;

import java.nio.charset.StandardCharsets;
import org.egide.report.NewReport;

/**
 * A submission as a page shows it: the start of its bytes read as UTF-8, at most 64 KiB, never interpreted. {@code size} is the
 * whole in bytes.
 */
public record RawView(String mediaType, int size, String text, boolean cut) {
    private static final int SHOWN = 64 * 1024;

    static RawView of(NewReport.Raw raw) {
        var bytes = raw.bytes();
        var shown = Math.min(bytes.length, SHOWN);
        var text = new String(bytes, 0, shown, StandardCharsets.UTF_8).replaceAll("[\\p{Cc}&&[^\\n\\t\\r]]", "\uFFFD");
        return new RawView(raw.mediaType(), bytes.length, text, shown < bytes.length);
    }

    @Override
    public String toString() {
        return "RawView[" + size + " bytes]";
    }
}
