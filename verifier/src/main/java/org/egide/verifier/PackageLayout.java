package org.egide.verifier;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names inside an evidence package, version 1 (BagIt 1.0, RFC 8493, in a canonical ZIP). */
public final class PackageLayout {
    /** The version of this layout, as {@code bag-info.txt} states it. */
    public static final String VERSION = "1";

    public static final String BAGIT = "bagit.txt";
    public static final String BAG_INFO = "bag-info.txt";
    public static final String MANIFEST_SHA256 = "manifest-sha256.txt";
    public static final String MANIFEST_SHA512 = "manifest-sha512.txt";
    public static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
    public static final String SIGNATURE = "signature.p7s";
    public static final String PAYLOAD = "data/";
    public static final String REPORT = "data/report.json";
    public static final String CASE = "data/report.jsonld";
    public static final String CUSTODY = "data/custody.jsonl";
    public static final String REQUEST = "data/request.json";
    public static final String HASHES = "data/hashes.csv";
    public static final String README = "data/README";
    public static final String FILES = "data/files/";

    /** First line of {@link #HASHES}. */
    public static final String HASHES_HEADER = "name,size,md5,sha1,sha256,pdq,quality";

    /** Payload files every package has. */
    public static final List<String> PAYLOAD_ALWAYS = List.of(REPORT, CASE, CUSTODY, REQUEST, HASHES, README);

    /** The tag files, in the order of {@link #TAG_MANIFEST}; the signature is listed nowhere. */
    public static final List<String> TAGS = List.of(BAG_INFO, BAGIT, MANIFEST_SHA256, MANIFEST_SHA512);

    private static final int LONGEST_NAME = 200;
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private PackageLayout() {}

    /** Whether a path is harmless on every system: plain segments, none empty, none hidden or climbing. */
    public static boolean isSafePath(String path) {
        if (path.length() > LONGEST_NAME) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (!isSafeName(segment)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one file name, without folders, is harmless on every system. */
    public static boolean isSafeName(String name) {
        return name.length() <= LONGEST_NAME && SEGMENT.matcher(name).matches();
    }

    /** A stranger's text made fit for a terminal: printable ASCII only, shortened. */
    static String shown(String foreign) {
        String cut = foreign.length() > 120 ? foreign.substring(0, 120) + "..." : foreign;
        return cut.codePoints()
                .map(point -> point >= 0x20 && point < 0x7f ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String counted(long number, String singular, String plural) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? singular : plural);
    }
}
