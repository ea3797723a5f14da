package org.egide.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code bag-info.txt} says (RFC 8493, section 2.2.2), plus where the custody record ends.
 *
 * @param organization the desk that made the package
 * @param reference the package's reference, a safe file name
 * @param date day of making, UTC
 * @param payloadBytes bytes of all payload files
 * @param payloadFiles number of payload files
 * @param custodyEvents number of custody events
 * @param custodyHead SHA-256 of the last custody line without its line feed
 */
public record BagInfo(
        String organization,
        String reference,
        LocalDate date,
        long payloadBytes,
        long payloadFiles,
        long custodyEvents,
        String custodyHead) {
    private static final List<String> LABELS = List.of(
            "Source-Organization",
            "External-Identifier",
            "Bagging-Date",
            "Payload-Oxum",
            "Egide-Package-Version",
            "Egide-Custody-Events",
            "Egide-Custody-Head");
    private static final Pattern OXUM = Pattern.compile("(0|[1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,8})");
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,8}");

    public BagInfo {
        if (organization.isBlank() || organization.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the organisation must be one line of text");
        }
        if (!PackageLayout.isSafeName(reference)) {
            throw new IllegalArgumentException("the reference must be a safe file name");
        }
        if (!Digest.SHA256.isForm(custodyHead)) {
            throw new IllegalArgumentException("the custody head must be a SHA-256");
        }
    }

    /** The file's bytes. */
    public byte[] toBytes() {
        List<String> values = List.of(
                organization,
                reference,
                date.toString(),
                payloadBytes + "." + payloadFiles,
                PackageLayout.VERSION,
                Long.toString(custodyEvents),
                custodyHead);
        var text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(LABELS.get(i)).append(": ").append(values.get(i)).append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    static BagInfo parse(byte[] bytes) {
        List<String> lines = Text.lines(bytes, RefusalCode.BAG_INFO, PackageLayout.BAG_INFO);
        if (lines.size() != LABELS.size()) {
            throw refused("does not have its " + LABELS.size() + " lines");
        }
        if (!value(lines, 4).equals(PackageLayout.VERSION)) {
            throw refused("names a version of the package that this program does not know");
        }
        Matcher oxum = OXUM.matcher(value(lines, 3));
        if (!oxum.matches() || !COUNT.matcher(value(lines, 5)).matches()) {
            throw refused("holds a count that is not a number");
        }
        try {
            return new BagInfo(
                    value(lines, 0),
                    value(lines, 1),
                    LocalDate.parse(value(lines, 2)),
                    Long.parseLong(oxum.group(1)),
                    Long.parseLong(oxum.group(2)),
                    Long.parseLong(value(lines, 5)),
                    value(lines, 6));
        } catch (DateTimeParseException | IllegalArgumentException wrong) {
            throw new Refused(RefusalCode.BAG_INFO, PackageLayout.BAG_INFO + " holds a malformed value.", wrong);
        }
    }

    private static String value(List<String> lines, int index) {
        String label = LABELS.get(index) + ": ";
        if (!lines.get(index).startsWith(label)) {
            throw refused("lacks the line " + LABELS.get(index) + " in its place");
        }
        return lines.get(index).substring(label.length());
    }

    private static Refused refused(String words) {
        return new Refused(RefusalCode.BAG_INFO, PackageLayout.BAG_INFO + " " + words + ".");
    }
}
