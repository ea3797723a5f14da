package org.egide.fingerprint;

import java.util.HashMap;
import java.util.Map;
import org.egide.fingerprint.Scan.Colour;

/** Checks the directories of a TIFF: sizes, counts and places, before a decoder believes any of them. */
final class TiffScan {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIPS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILES = 324;
    private static final int TILE_BYTES = 325;
    private static final int SAMPLE_FORMAT = 339;
    private static final int PROFILE = 34675;

    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private final Bytes bytes;
    private final Limits limits;

    /** One field of the first directory: its type, how many values, where they lie. */
    private record Field(int type, long count, long at) {}

    private TiffScan(byte[] file, Limits limits) {
        this.bytes = new Bytes(file, file[0] == 'M');
        this.limits = limits;
    }

    static Scan of(byte[] file, Limits limits) throws RefusedException {
        return new TiffScan(file, limits).scan();
    }

    private Scan scan() throws RefusedException {
        long directory = bytes.u32(4);
        Map<Integer, Field> fields = fields(directory);
        long width = one(fields, WIDTH, 0);
        long height = one(fields, HEIGHT, 0);
        Scan.requireSize(width, height, limits);
        requireTiles(fields);
        requireSamples(fields);
        requirePlaces(fields, STRIPS, STRIP_BYTES);
        requirePlaces(fields, TILES, TILE_BYTES);
        if (!fields.containsKey(STRIPS) && !fields.containsKey(TILES)) {
            throw Scan.broken("no picture data");
        }
        countPages(directory);
        return Scan.whole(Format.TIFF, width, height, Colour.AS_DECODED, withoutProfile(directory));
    }

    private Map<Integer, Field> fields(long directory) throws RefusedException {
        Map<Integer, Field> fields = new HashMap<>();
        int count = bytes.u16(directory);
        for (int i = 0; i < count; i++) {
            long entry = directory + 2 + 12L * i;
            bytes.require(entry, 12);
            int type = bytes.u16(entry + 2);
            long values = bytes.u32(entry + 4);
            if (type < 1 || type >= TYPE_BYTES.length) {
                throw Scan.broken("a field of no known type");
            }
            long size = values * TYPE_BYTES[type];
            long at = size <= 4 ? entry + 8 : bytes.u32(entry + 8);
            bytes.require(at, size);
            fields.putIfAbsent(bytes.u16(entry), new Field(type, values, at));
        }
        return fields;
    }

    private long one(Map<Integer, Field> fields, int tag, long otherwise) throws RefusedException {
        Field field = fields.get(tag);
        if (field == null) {
            return otherwise;
        }
        return value(field, 0);
    }

    private long value(Field field, long index) throws RefusedException {
        if (index >= field.count()) {
            throw Scan.broken("a field with too few values");
        }
        return switch (field.type()) {
            case 1 -> bytes.u8(field.at() + index);
            case 3 -> bytes.u16(field.at() + 2 * index);
            case 4, 13 -> bytes.u32(field.at() + 4 * index);
            default -> throw Scan.broken("a size that is not a whole number");
        };
    }

    private void requireTiles(Map<Integer, Field> fields) throws RefusedException {
        if (fields.containsKey(TILE_WIDTH) || fields.containsKey(TILE_HEIGHT)) {
            Scan.requireSize(one(fields, TILE_WIDTH, 0), one(fields, TILE_HEIGHT, 0), limits);
        }
    }

    private void requireSamples(Map<Integer, Field> fields) throws RefusedException {
        long samples = one(fields, SAMPLES, 1);
        if (samples < 1 || samples > 5) {
            throw Scan.unsupported("a TIFF of " + samples + " samples a pixel");
        }
        Field bits = fields.get(BITS);
        for (long i = 0; bits != null && i < Math.min(bits.count(), samples); i++) {
            long depth = value(bits, i);
            if (depth < 1 || depth > 16) {
                throw Scan.unsupported("a TIFF of " + depth + " bits a sample");
            }
        }
        if (one(fields, SAMPLE_FORMAT, 1) != 1) {
            throw Scan.unsupported("a TIFF whose samples are not whole numbers");
        }
        long compression = one(fields, COMPRESSION, 1);
        if (compression == 6 || compression == 7) {
            // A JPEG within could declare any size to its decoder after this check has passed.
            throw Scan.unsupported("a TIFF that holds a JPEG");
        }
    }

    private void requirePlaces(Map<Integer, Field> fields, int places, int sizes) throws RefusedException {
        Field starts = fields.get(places);
        Field lengths = fields.get(sizes);
        if (starts == null) {
            return;
        }
        if (lengths == null || lengths.count() != starts.count()) {
            throw Scan.broken("data places and data sizes differ in number");
        }
        for (long i = 0; i < starts.count(); i++) {
            bytes.require(value(starts, i), value(lengths, i));
        }
    }

    private void countPages(long first) throws RefusedException {
        long directory = first;
        int pages = 0;
        while (directory != 0 && directory + 2 <= bytes.length()) {
            pages++;
            Scan.requireFrames(pages, limits);
            long next = directory + 2 + 12L * bytes.u16(directory);
            directory = next + 4 <= bytes.length() ? bytes.u32(next) : 0;
        }
    }

    /** The profile's entry gets a number that no decoder knows. */
    private byte[] withoutProfile(long directory) throws RefusedException {
        int count = bytes.u16(directory);
        for (int i = 0; i < count; i++) {
            int entry = (int) directory + 2 + 12 * i;
            if (bytes.u16(entry) == PROFILE) {
                byte[] copy = bytes.array().clone();
                byte swapped = copy[entry];
                copy[entry] = copy[entry + 1];
                copy[entry + 1] = swapped;
                return copy;
            }
        }
        return bytes.array();
    }
}
