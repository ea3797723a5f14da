package org.egide.verifier;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The table {@code data/hashes.csv}: one line for each exhibit, enclosed below {@code data/files/} or only described.
 *
 * @param exhibits number of exhibits
 * @param enclosed how many of them are enclosed
 */
record HashTable(long exhibits, long enclosed) {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*),(0|[1-9][0-9]{0,14}),"
            + "([0-9a-f]{32}),([0-9a-f]{40}),([0-9a-f]{64}),(?:([0-9a-f]{64}),(100|[1-9]?[0-9])|,)");

    /** Reads the table and holds each enclosed exhibit against its line. */
    static HashTable parse(Bag bag) {
        List<String> lines =
                Text.lines(bag.file(PackageLayout.HASHES), RefusalCode.HASHES_MALFORMED, PackageLayout.HASHES);
        if (lines.isEmpty() || !lines.getFirst().equals(PackageLayout.HASHES_HEADER)) {
            throw new Refused(RefusalCode.HASHES_MALFORMED, "data/hashes.csv does not begin with its header.");
        }
        var payload = bag.payload();
        Set<String> enclosed = new TreeSet<>(bag.payloadPaths().stream()
                .filter(p -> p.startsWith(PackageLayout.FILES))
                .toList());
        long enclosedCount = enclosed.size();
        Set<String> seen = new TreeSet<>();
        for (String line : lines.subList(1, lines.size())) {
            var matcher = LINE.matcher(line);
            if (!matcher.matches() || !seen.add(matcher.group(1))) {
                throw new Refused(
                        RefusalCode.HASHES_MALFORMED, "data/hashes.csv has a malformed line or a name twice.");
            }
            String path = PackageLayout.FILES + matcher.group(1);
            byte[] content = payload.get(path);
            if (content != null) {
                requireLine(line, matcher.group(1), content);
                enclosed.remove(path);
            }
        }
        if (!enclosed.isEmpty()) {
            throw new Refused(
                    RefusalCode.HASHES_DIFFER, enclosed.iterator().next() + " has no line in data/hashes.csv.");
        }
        return new HashTable(lines.size() - 1L, enclosedCount);
    }

    private static void requireLine(String line, String name, byte[] content) {
        String start = String.join(
                ",",
                name,
                Integer.toString(content.length),
                Digest.MD5.hex(content),
                Digest.SHA1.hex(content),
                Digest.SHA256.hex(content));
        if (!line.startsWith(start + ",")) {
            throw new Refused(RefusalCode.HASHES_DIFFER, "The exhibit " + name + " is not the one its line describes.");
        }
    }
}
