package org.egide.bench.quality;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprint.Pixels;

/** Pictures that people call different and that have most of their surface in common: where false matches come from. */
enum LookAlike {
    FORM("the same form, filled in differently") {
        @Override
        void common(Canvas canvas) {
            var random = canvas.random();
            canvas.each((x, y) -> 0xF8F8F4);
            canvas.paint(brush -> {
                brush.setColor(canvas.colour().darker());
                brush.fillRect(0, 0, canvas.width(), canvas.height() / (6 + random.nextInt(8)));
                brush.setColor(Color.DARK_GRAY);
                for (var i = 3 + random.nextInt(9); i > 0; i--) {
                    brush.drawRect(
                            random.nextInt(canvas.width() / 2),
                            canvas.height() / 6 + random.nextInt(canvas.height() * 3 / 4),
                            canvas.width() / 5 + random.nextInt(canvas.width() / 4),
                            canvas.height() / 14);
                }
            });
        }

        @Override
        void own(Canvas canvas, Graphics2D brush) {
            brush.setColor(new Color(0x203080));
            for (var i = 0; i < 3; i++) {
                var x = canvas.random().nextInt(canvas.width() * 2 / 3);
                var y = canvas.height() / 6 + canvas.random().nextInt(canvas.height() * 3 / 4);
                strokes(canvas, brush, x, y, canvas.width() / 4);
            }
        }
    },
    MESSAGES("the same program, other messages") {
        @Override
        void common(Canvas canvas) {
            var back = canvas.colours(3);
            canvas.each((x, y) -> y < 0.12 ? back[0] : x < 0.25 ? back[1] : 0xF0F0F0);
        }

        @Override
        void own(Canvas canvas, Graphics2D brush) {
            var random = canvas.random();
            for (var y = canvas.height() / 6; y < canvas.height() * 9 / 10; y += canvas.height() / 10) {
                var x = canvas.width() / 4 + random.nextInt(canvas.width() / 3);
                var length = canvas.width() / 8 + random.nextInt(canvas.width() / 4);
                brush.setColor(random.nextBoolean() ? Color.WHITE : new Color(0xC8E8C0));
                brush.fillRoundRect(x, y, length, canvas.height() / 13, 8, 8);
                brush.setColor(Color.DARK_GRAY);
                strokes(canvas, brush, x + 4, y + canvas.height() / 20, length - 8);
            }
        }
    },
    PLACE("the same place, another small thing in it") {
        @Override
        void common(Canvas canvas) {
            Family.CLOUDS.draw(canvas);
        }

        @Override
        void own(Canvas canvas, Graphics2D brush) {
            var random = canvas.random();
            brush.setColor(canvas.colour());
            var size = canvas.width() / 16 + random.nextInt(canvas.width() / 16);
            brush.fillOval(random.nextInt(canvas.width()), random.nextInt(canvas.height()), size, size);
        }
    };

    private static final int SIDE = 400;

    private final String title;

    LookAlike(String title) {
        this.title = title;
    }

    abstract void common(Canvas canvas);

    abstract void own(Canvas canvas, Graphics2D brush);

    String title() {
        return title;
    }

    /** How far two of a kind are apart, for each pair whose hashes are trusted. */
    record Result(LookAlike kind, List<Integer> bits) {
        int median() {
            return bits.isEmpty() ? 0 : bits.stream().sorted().toList().get(bits.size() / 2);
        }

        double near(int threshold) {
            return bits.stream().filter(far -> far <= threshold).count() / (double) Math.max(1, bits.size());
        }

        Map<String, Object> line() {
            var line = new LinkedHashMap<String, Object>();
            line.put("look_alike", kind.name().toLowerCase(Locale.ROOT));
            line.put("pairs", bits.size());
            line.put("median_bits", median());
            for (var threshold : Quality.THRESHOLDS) {
                line.put("near_" + threshold, Quality.rounded(near(threshold)));
            }
            return line;
        }
    }

    static List<Result> measured(long seed, int pairs) {
        var results = new ArrayList<Result>();
        for (var kind : values()) {
            var bits = IntStream.range(0, pairs)
                    .parallel()
                    .mapToObj(number -> kind.distance(seed * 7_000_003 + number))
                    .flatMap(Optional::stream)
                    .toList();
            results.add(new Result(kind, bits));
        }
        return results;
    }

    private Optional<Integer> distance(long seed) {
        return hash(seed, 1).flatMap(one -> hash(seed, 2).map(other -> one.pdq().distance(other.pdq())));
    }

    private Optional<PerceptualHash> hash(long seed, int own) {
        var image = new BufferedImage(SIDE, SIDE * 3 / 4, BufferedImage.TYPE_INT_RGB);
        common(new Canvas(image, new SplittableRandom(seed)));
        var canvas = new Canvas(image, new SplittableRandom(seed + 1_000_000_007L * own));
        canvas.paint(brush -> own(canvas, brush));
        var rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new Fingerprinter()
                .of(Pixels.of(image.getWidth(), image.getHeight(), rgb))
                .map(Perceptual::full)
                .filter(PerceptualHash::trusted);
    }

    /** What looks like a short line of writing. */
    private static void strokes(Canvas canvas, Graphics2D brush, int left, int base, int length) {
        brush.setStroke(new BasicStroke(1.5f));
        for (var x = left; x < left + length; x += 6) {
            brush.drawLine(
                    x,
                    base,
                    x + canvas.random().nextInt(5),
                    base - 4 - canvas.random().nextInt(6));
        }
    }
}
