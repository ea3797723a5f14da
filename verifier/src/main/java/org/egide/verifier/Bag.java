package org.egide.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A BagIt 1.0 bag (RFC 8493) as a map from path to bytes: how it is put together, and each check that it holds.
 *
 * <p>Manifests have the form that {@code sha256sum -c} reads: digits, two spaces, path, line feed, sorted by path.
 * Errors: {@link Refused} with a {@code bag-} code.
 */
public final class Bag {
    private static final byte[] DECLARATION =
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".getBytes(UTF_8);

    private final SortedMap<String, byte[]> files;

    /** A bag read from a container. */
    public Bag(SortedMap<String, byte[]> files) {
        this.files = files;
    }

    /**
     * A bag around payload files, complete but for its signature.
     *
     * @param payload files by path, each below {@code data/}; the custody record among them
     */
    public static Bag around(String organization, String reference, LocalDate date, SortedMap<String, byte[]> payload) {
        for (String path : payload.keySet()) {
            if (!path.startsWith(PackageLayout.PAYLOAD) || !PackageLayout.isSafePath(path)) {
                throw new IllegalArgumentException("not a payload path: " + PackageLayout.shown(path));
            }
        }
        CustodyChain custody = CustodyChain.parse(required(payload, PackageLayout.CUSTODY));
        var info = new BagInfo(
                organization,
                reference,
                date,
                bytes(payload.values()),
                payload.size(),
                custody.events(),
                custody.head());
        var files = new TreeMap<>(payload);
        files.put(PackageLayout.BAGIT, DECLARATION.clone());
        files.put(PackageLayout.BAG_INFO, info.toBytes());
        files.put(PackageLayout.MANIFEST_SHA256, manifest(Digest.SHA256, payload));
        files.put(PackageLayout.MANIFEST_SHA512, manifest(Digest.SHA512, payload));
        var tags = new TreeMap<String, byte[]>();
        for (String tag : PackageLayout.TAGS) {
            tags.put(tag, required(files, tag));
        }
        files.put(PackageLayout.TAG_MANIFEST, manifest(Digest.SHA256, tags));
        return new Bag(files);
    }

    /** All files with the signature added. */
    public SortedMap<String, byte[]> signedWith(byte[] signature) {
        var all = new TreeMap<>(files);
        all.put(PackageLayout.SIGNATURE, signature);
        return all;
    }

    /** One file's bytes; refuses when it is missing. */
    public byte[] file(String path) {
        return required(files, path);
    }

    /** The list of lists: what the signature is over. */
    public byte[] tagManifest() {
        return file(PackageLayout.TAG_MANIFEST);
    }

    SortedMap<String, byte[]> payload() {
        return new TreeMap<>(files.subMap(PackageLayout.PAYLOAD, "data0"));
    }

    void requireDeclaration() {
        if (!Arrays.equals(file(PackageLayout.BAGIT), DECLARATION)) {
            throw new Refused(RefusalCode.BAG_DECLARATION, "bagit.txt does not declare a BagIt 1.0 bag in UTF-8.");
        }
    }

    /** Every file is listed where it must be, and everything listed is there. */
    void requireComplete() {
        var expected = new TreeSet<>(PackageLayout.TAGS);
        expected.add(PackageLayout.TAG_MANIFEST);
        expected.add(PackageLayout.SIGNATURE);
        expected.addAll(PackageLayout.PAYLOAD_ALWAYS);
        Set<String> sha256 =
                listed(PackageLayout.MANIFEST_SHA256, Digest.SHA256).keySet();
        expected.addAll(sha256);
        requireSame(expected, files.keySet(), "any list");
        Set<String> payload = payload().keySet();
        requireSame(sha256, payload, PackageLayout.MANIFEST_SHA256);
        requireSame(
                listed(PackageLayout.MANIFEST_SHA512, Digest.SHA512).keySet(), payload, PackageLayout.MANIFEST_SHA512);
        requireSame(
                listed(PackageLayout.TAG_MANIFEST, Digest.SHA256).keySet(),
                new TreeSet<>(PackageLayout.TAGS),
                PackageLayout.TAG_MANIFEST);
    }

    /** Every hash of one list is the hash of its file. */
    void requireHashes(String manifest, Digest digest) {
        for (Map.Entry<String, String> line : listed(manifest, digest).entrySet()) {
            if (!digest.hex(file(line.getKey())).equals(line.getValue())) {
                throw new Refused(
                        RefusalCode.BAG_HASH_DIFFERS, line.getKey() + " is not the file that " + manifest + " lists.");
            }
        }
    }

    BagInfo info() {
        return BagInfo.parse(file(PackageLayout.BAG_INFO));
    }

    void requireOxum() {
        SortedMap<String, byte[]> payload = payload();
        BagInfo info = info();
        if (info.payloadBytes() != bytes(payload.values()) || info.payloadFiles() != payload.size()) {
            throw new Refused(
                    RefusalCode.BAG_OXUM, "The count of payload bytes and files in bag-info.txt is not what is there.");
        }
    }

    private static void requireSame(Set<String> expected, Set<String> found, String list) {
        for (String path : expected) {
            if (!found.contains(path)) {
                throw new Refused(RefusalCode.BAG_MISSING_FILE, path + " is missing.");
            }
        }
        for (String path : found) {
            if (!expected.contains(path)) {
                throw new Refused(RefusalCode.BAG_EXTRA_FILE, path + " is not in " + list + ".");
            }
        }
    }

    private SortedMap<String, String> listed(String manifest, Digest digest) {
        var hashes = new TreeMap<String, String>();
        String before = "";
        for (String line : Text.lines(file(manifest), RefusalCode.BAG_MANIFEST_FORM, manifest)) {
            int digits = digest.digits();
            boolean formed = line.length() > digits + 2
                    && digest.isForm(line.substring(0, digits))
                    && line.startsWith("  ", digits)
                    && PackageLayout.isSafePath(line.substring(digits + 2));
            if (!formed || line.substring(digits + 2).compareTo(before) <= 0) {
                throw new Refused(RefusalCode.BAG_MANIFEST_FORM, manifest + " has a malformed or misplaced line.");
            }
            before = line.substring(digits + 2);
            hashes.put(before, line.substring(0, digits));
        }
        return hashes;
    }

    private static byte[] manifest(Digest digest, SortedMap<String, byte[]> files) {
        var text = new StringBuilder();
        files.forEach((path, content) ->
                text.append(digest.hex(content)).append("  ").append(path).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    private static byte[] required(Map<String, byte[]> files, String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new Refused(RefusalCode.BAG_MISSING_FILE, path + " is missing.");
        }
        return content;
    }

    private static long bytes(Collection<byte[]> contents) {
        return contents.stream().mapToLong(content -> content.length).sum();
    }

    /** The paths of the payload, sorted. */
    List<String> payloadPaths() {
        return List.copyOf(payload().keySet());
    }
}
