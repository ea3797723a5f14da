package org.egide.fingerprint.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.NearDuplicateIndex.Neighbour;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprint.archive.Outcome.Hit;
import org.egide.fingerprint.archive.Outcome.HitKind;

/**
 * A list of known material in a file: CSV with a header that names any of {@code pdq, sha256, sha1, md5} (and {@code
 * quality}, which belongs to {@code pdq}), or, without a header, one hash in the first column of each line, told by its
 * length: 64 digits PDQ, 40 SHA-1, 32 MD5.
 *
 * <p>Any other line refuses the whole list with the number of the line: a list that is read in part is not the list. A
 * PDQ of a quality under 50 is not used, since its bits mean nothing; how many is counted. A list does not say in which
 * form its PDQ hashes are, so both forms of a picture are tried, in all orientations, with and without uniform borders.
 */
final class KnownList {

    /** Beyond this many near entries for one file the nearest are kept and the others counted. */
    static final int MOST_HITS = 1_000;

    private static final String QUALITY = "quality";

    private final int number;
    private final String name;
    private final String digest;
    private final NearDuplicateIndex index;
    private final Map<HitKind, ExactHashSet> exact;
    private final long lowQuality;

    /** What a file met in this list, and how many more. */
    record Hits(List<Hit> hits, int left) {}

    private KnownList(int number, String name, String digest, Reading reading) {
        this.number = number;
        this.name = name;
        this.digest = digest;
        this.index = reading.index;
        this.exact = reading.exact;
        this.lowQuality = reading.lowQuality;
    }

    static KnownList read(int number, Path file) throws ScanStopped {
        MessageDigest sha256 = Digests.sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), sha256);
                BufferedReader text =
                        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
            Reading reading = new Reading(file);
            reading.all(new CsvRecords(text));
            String name = ArchivePath.shown(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
            return new KnownList(number, name, HexFormat.of().formatHex(sha256.digest()), reading);
        } catch (NoSuchFileException missing) {
            throw wrong("the list " + file + " does not exist");
        } catch (MalformedInputException notText) {
            throw wrong("the list " + file + " is not UTF-8 text");
        } catch (IOException failed) {
            throw wrong("the list " + file + " cannot be read");
        }
    }

    private static ScanStopped wrong(String sentence) {
        return new ScanStopped(ScanStopped.Reason.WRONG_USE, sentence);
    }

    /** L1, L2 ... in the order given. */
    String id() {
        return id(number);
    }

    static String id(int number) {
        return "L" + (number + 1);
    }

    /** The file's name, on one line. */
    String name() {
        return name;
    }

    /** SHA-256 of the file. */
    String digest() {
        return digest;
    }

    /** PDQ entries not used for their low quality. */
    long lowQuality() {
        return lowQuality;
    }

    int entries(HitKind kind) {
        if (kind == HitKind.PDQ) {
            return index.size();
        }
        ExactHashSet set = exact.get(kind);
        return set == null ? 0 : set.size();
    }

    /** Everything of this list that the file met: exact hashes first, then near ones, nearest first. */
    Hits hits(ExactHashes hashes, Optional<Perceptual> perceptual, int threshold) {
        List<Hit> hits = new ArrayList<>();
        addExact(hits, HitKind.SHA256, hashes.sha256());
        addExact(hits, HitKind.SHA1, hashes.sha1());
        addExact(hits, HitKind.MD5, hashes.md5());
        List<Hit> near = perceptual.map(picture -> near(picture, threshold)).orElse(List.of());
        hits.addAll(near.subList(0, Math.min(near.size(), MOST_HITS)));
        return new Hits(hits, Math.max(0, near.size() - MOST_HITS));
    }

    private void addExact(List<Hit> hits, HitKind kind, String hash) {
        ExactHashSet set = exact.get(kind);
        if (set != null && set.contains(hash)) {
            hits.add(new Hit(number, kind, Optional.empty(), 0, hash));
        }
    }

    private List<Hit> near(Perceptual picture, int threshold) {
        if (index.size() == 0) {
            return List.of();
        }
        Map<Pdq, Hit> nearest = new HashMap<>();
        for (Pdq query : queries(picture)) {
            for (Neighbour found : index.near(query, threshold)) {
                Hit hit = new Hit(
                        number,
                        HitKind.PDQ,
                        Optional.of(query),
                        found.distance(),
                        found.pdq().hex());
                nearest.merge(found.pdq(), hit, (one, other) -> other.distance() < one.distance() ? other : one);
            }
        }
        return nearest.values().stream()
                .sorted(Comparator.comparingInt(Hit::distance).thenComparing(Hit::entry))
                .toList();
    }

    private static Set<Pdq> queries(Perceptual picture) {
        Set<Pdq> queries = new LinkedHashSet<>();
        picture.queryVariants().forEach(variant -> queries.add(variant.pdq()));
        return queries;
    }

    /** A list while it is read. */
    private static final class Reading {

        private final Path file;
        private final NearDuplicateIndex index = new NearDuplicateIndex();
        private final Map<HitKind, ExactHashSet> exact = new EnumMap<>(HitKind.class);
        private final Map<Integer, HitKind> columns = new HashMap<>();
        private int quality = -1;
        private long lowQuality;

        Reading(Path file) {
            this.file = file;
        }

        void all(CsvRecords records) throws IOException, ScanStopped {
            boolean first = true;
            long line = records.line();
            for (Optional<List<String>> at = records.next(); at.isPresent(); at = records.next()) {
                List<String> fields = at.get().stream().map(String::strip).toList();
                if (!first || !isHeader(fields)) {
                    add(fields, line);
                }
                first = false;
                line = records.line();
            }
        }

        private boolean isHeader(List<String> fields) {
            for (int i = 0; i < fields.size(); i++) {
                switch (fields.get(i)) {
                    case "pdq" -> columns.put(i, HitKind.PDQ);
                    case "sha256" -> columns.put(i, HitKind.SHA256);
                    case "sha1" -> columns.put(i, HitKind.SHA1);
                    case "md5" -> columns.put(i, HitKind.MD5);
                    case QUALITY -> quality = i;
                    default -> {} // A column of somebody else's.
                }
            }
            return !columns.isEmpty();
        }

        private void add(List<String> fields, long line) throws ScanStopped {
            boolean empty = fields.stream().allMatch(String::isEmpty);
            if (empty && fields.size() == 1) {
                return;
            }
            if (columns.isEmpty()) {
                add(kind(fields.getFirst(), line), fields.getFirst(), line);
                return;
            }
            boolean any = false;
            for (Map.Entry<Integer, HitKind> column : columns.entrySet()) {
                String hash = column.getKey() < fields.size() ? fields.get(column.getKey()) : "";
                any |= !hash.isEmpty();
                if (!hash.isEmpty() && !(column.getValue() == HitKind.PDQ && isLowQuality(fields, line))) {
                    add(column.getValue(), hash, line);
                }
            }
            if (!any) {
                throw bad(line, "it names no hash");
            }
        }

        private boolean isLowQuality(List<String> fields, long line) throws ScanStopped {
            String text = quality >= 0 && quality < fields.size() ? fields.get(quality) : "";
            if (text.isEmpty()) {
                return false;
            }
            if (!text.matches("100|[0-9]{1,2}")) {
                throw bad(line, "a quality is a whole number from 0 to 100");
            }
            boolean low = Integer.parseInt(text) < PerceptualHash.TRUSTED_QUALITY;
            lowQuality += low ? 1 : 0;
            return low;
        }

        private HitKind kind(String hash, long line) throws ScanStopped {
            return switch (hash.length()) {
                case 64 -> HitKind.PDQ;
                case 40 -> HitKind.SHA1;
                case 32 -> HitKind.MD5;
                default -> throw bad(line, "it begins with no hash");
            };
        }

        private void add(HitKind kind, String hash, long line) throws ScanStopped {
            int digits = digits(kind);
            if (hash.length() != digits || !hash.chars().allMatch(Reading::isDigit)) {
                throw bad(line, "a hash of this kind has " + digits + " digits 0-9 and a-f");
            }
            if (kind == HitKind.PDQ) {
                index.add(Pdq.parse(hash));
            } else {
                exact.computeIfAbsent(kind, other -> new ExactHashSet(digits)).add(hash);
            }
        }

        private static int digits(HitKind kind) {
            return switch (kind) {
                case SHA256, PDQ -> 64;
                case SHA1 -> 40;
                case MD5 -> 32;
            };
        }

        private static boolean isDigit(int c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }

        private ScanStopped bad(long line, String detail) {
            return wrong("line " + line + " of the list " + file + ": " + detail);
        }
    }
}
