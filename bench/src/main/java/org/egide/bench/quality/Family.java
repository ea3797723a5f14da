package org.egide.bench.quality;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * Ways to generate harmless pictures. Each draws its parameters from the seed, so that pictures of one family differ as much as the
 * family allows: text pages and gradients are alike on purpose, since real collections hold such pictures.
 */
enum Family {
    /** Noise of many scales in two colours under one light: what photographs look like to a perceptual hash. */
    CLOUDS {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var form = canvas.noise(1.5 + 4 * random.nextDouble(), 6, 0.45 + 0.3 * random.nextDouble());
            var tint = canvas.noise(1 + 2 * random.nextDouble(), 3, 0.5);
            var colours = canvas.colours(3);
            var slant = random.nextDouble() - 0.5;
            var fall = random.nextDouble() - 0.5;
            var contrast = 1 + 1.5 * random.nextDouble();
            canvas.each((x, y) -> {
                var light = contrast * (form.at(x, y) - 0.5) + slant * (x - 0.5) + fall * (y - 0.5);
                return Canvas.lit(
                        Canvas.mixed(colours[0], Canvas.mixed(colours[1], colours[2], x), tint.at(x, y)), light);
            });
        }
    },
    /** Sky, hills, ground, a disc and some poles. */
    SCENE {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var colours = canvas.colours(4);
            var sky = canvas.noise(2 + 3 * random.nextDouble(), 5, 0.5);
            var ground = canvas.noise(5 + 8 * random.nextDouble(), 4, 0.7);
            var ridge = canvas.noise(1 + 5 * random.nextDouble(), 5, 0.45);
            var horizon = 0.2 + 0.6 * random.nextDouble();
            var height = 0.5 * random.nextDouble();
            canvas.each((x, y) -> {
                var hill = horizon - height * (ridge.at(x, 0.5) - 0.3);
                if (y < hill) {
                    return Canvas.lit(Canvas.mixed(colours[0], colours[1], y / horizon), 0.6 * (sky.at(x, y) - 0.5));
                }
                var near = Math.min(1, (y - hill) / (1.01 - hill));
                return Canvas.lit(Canvas.mixed(colours[2], colours[3], near), 0.8 * near * (ground.at(x, y) - 0.5));
            });
            canvas.paint(brush -> things(brush, canvas, horizon));
        }

        private void things(Graphics2D brush, Canvas canvas, double horizon) {
            var random = canvas.random();
            var width = canvas.width();
            var height = canvas.height();
            for (var i = random.nextInt(9); i > 0; i--) {
                brush.setColor(canvas.colour());
                var size = width * (0.02 + 0.2 * random.nextDouble());
                var left = random.nextDouble() * width;
                var top = height * horizon * random.nextDouble() * 1.4;
                if (random.nextBoolean()) {
                    brush.fill(new Ellipse2D.Double(left, top, size, size * (0.4 + random.nextDouble())));
                } else {
                    brush.setStroke(new BasicStroke((float) (size / 6)));
                    brush.drawLine((int) left, (int) (height * horizon), (int) (left + size / 3), (int) top);
                }
            }
        }
    },
    /** Ellipses, boxes, polygons and lines, some of them glassy. */
    SHAPES {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var back = canvas.colours(2);
            canvas.each((x, y) -> Canvas.mixed(back[0], back[1], y));
            canvas.paint(brush -> {
                for (var i = 4 + random.nextInt(60); i > 0; i--) {
                    brush.setComposite(
                            AlphaComposite.getInstance(AlphaComposite.SRC_OVER, random.nextInt(3) == 0 ? 0.5f : 1f));
                    brush.setColor(canvas.colour());
                    shape(brush, canvas);
                }
            });
        }

        private void shape(Graphics2D brush, Canvas canvas) {
            var random = canvas.random();
            var side = Math.max(canvas.width(), canvas.height());
            var x = (int) (random.nextDouble() * canvas.width());
            var y = (int) (random.nextDouble() * canvas.height());
            var size = 2 + (int) (side * 0.4 * random.nextDouble() * random.nextDouble());
            switch (random.nextInt(4)) {
                case 0 -> brush.fillOval(x - size, y - size / 2, 2 * size, size);
                case 1 -> brush.fillRect(x - size, y - size, 2 * size, size + random.nextInt(size));
                case 2 -> {
                    var corners = new Polygon();
                    for (var i = 3 + random.nextInt(5); i > 0; i--) {
                        corners.addPoint(x + random.nextInt(2 * size) - size, y + random.nextInt(2 * size) - size);
                    }
                    brush.fill(corners);
                }
                default -> {
                    brush.setStroke(new BasicStroke(1 + random.nextInt(8)));
                    brush.drawLine(x, y, random.nextInt(canvas.width()), random.nextInt(canvas.height()));
                }
            }
        }
    },
    /** Julia sets, at any place and size. */
    FRACTAL {
        private static final int TURNS = 40;

        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var angle = 2 * Math.PI * random.nextDouble();
            var radius = 0.6 + 0.35 * random.nextDouble();
            var real = radius * Math.cos(angle) - 0.1;
            var imaginary = radius * Math.sin(angle);
            var zoom = 0.4 + 2.6 * random.nextDouble();
            var left = random.nextDouble() - 0.5;
            var top = random.nextDouble() - 0.5;
            var colours = canvas.colours(3);
            var steps = 4 + random.nextInt(12);
            canvas.each((x, y) -> {
                var turns = escape((x - 0.5) * zoom + left, (y - 0.5) * zoom + top, real, imaginary);
                return turns == TURNS
                        ? colours[2]
                        : Canvas.mixed(colours[0], colours[1], 0.5 - 0.5 * Math.cos(turns * Math.PI / steps));
            });
        }

        private int escape(double x, double y, double real, double imaginary) {
            var a = x;
            var b = y;
            var turns = 0;
            while (turns < TURNS && a * a + b * b < 4) {
                var next = a * a - b * b + real;
                b = 2 * a * b + imaginary;
                a = next;
                turns++;
            }
            return turns;
        }
    },
    /** One to three gradients and a few soft spots: little in it, so the quality is often low. */
    GRADIENTS {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var colours = canvas.colours(4);
            var spots = new double[random.nextInt(8)][];
            for (var i = 0; i < spots.length; i++) {
                spots[i] = new double[] {
                    random.nextDouble(),
                    random.nextDouble(),
                    0.05 + 0.4 * random.nextDouble(),
                    random.nextDouble() - 0.5
                };
            }
            var slant = random.nextDouble();
            canvas.each((x, y) -> {
                var light = 0.0;
                for (var spot : spots) {
                    var far = Math.hypot(x - spot[0], y - spot[1]) / spot[2];
                    light += 2 * spot[3] * Math.exp(-far * far);
                }
                var across = Canvas.mixed(colours[0], colours[1], slant * x + (1 - slant) * y);
                return Canvas.lit(Canvas.mixed(across, colours[2], x * y), light);
            });
        }
    },
    /** Pages of lines that look like writing, with margins, paragraphs, sometimes a figure. */
    WRITING {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var dark = random.nextInt(6) == 0;
            var paper = dark ? 0x101418 : Canvas.mixed(0xFFFFFF, canvas.colour().getRGB(), 0.15 * random.nextDouble());
            canvas.each((x, y) -> paper);
            canvas.paint(brush -> {
                brush.setColor(new Color(dark ? 0xE0E0E0 : 0x202020));
                var line = canvas.height() * (0.025 + 0.08 * random.nextDouble());
                var margin = canvas.width() * (0.03 + 0.12 * random.nextDouble());
                for (var y = margin + line; y < canvas.height() - margin / 2; y += line) {
                    if (random.nextInt(9) == 0) {
                        y += line * random.nextInt(4);
                    } else {
                        words(brush, canvas, margin, y, line);
                    }
                }
                if (random.nextInt(3) == 0) {
                    brush.setColor(canvas.colour());
                    brush.fillRect(
                            (int) (canvas.width() * 0.6 * random.nextDouble()),
                            (int) (canvas.height() * 0.7 * random.nextDouble()),
                            canvas.width() / 3,
                            canvas.height() / 4);
                }
            });
        }

        private void words(Graphics2D brush, Canvas canvas, double margin, double y, double line) {
            var random = canvas.random();
            brush.setStroke(new BasicStroke((float) Math.max(1, line / 11)));
            var end = (canvas.width() - margin) * (random.nextInt(4) == 0 ? 0.3 + 0.7 * random.nextDouble() : 1);
            for (var x = margin; x < end; x += line * 0.4) {
                var glyph = new Path2D.Double();
                glyph.moveTo(x, y - line * 0.5 * random.nextDouble());
                glyph.curveTo(
                        x + line * 0.3 * random.nextDouble(),
                        y - line * 0.6,
                        x,
                        y,
                        x + line * 0.3,
                        y - line * 0.5 * random.nextDouble());
                brush.draw(glyph);
                x += random.nextInt(6) == 0 ? line * 0.4 : 0;
            }
        }
    },
    /** Cells around points, as stones, crowds of things, stained glass. */
    CELLS {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var count = 12 + random.nextInt(60);
            var points = new double[count][];
            var colours = canvas.colours(count);
            for (var i = 0; i < count; i++) {
                points[i] = new double[] {random.nextDouble(), random.nextDouble()};
            }
            var depth = 6 * random.nextDouble();
            canvas.each((x, y) -> {
                var nearest = 0;
                var least = Double.MAX_VALUE;
                for (var i = 0; i < count; i++) {
                    var across = x - points[i][0];
                    var down = y - points[i][1];
                    var far = across * across + down * down;
                    if (far < least) {
                        least = far;
                        nearest = i;
                    }
                }
                return Canvas.lit(colours[nearest], -depth * Math.sqrt(least));
            });
        }
    },
    /** Stripes, bricks and checks, bent a little: much alike at a glance. */
    TILES {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var bend = canvas.noise(1 + 3 * random.nextDouble(), 3, 0.5);
            var amount = 0.3 * random.nextDouble();
            var across = 2 + 20 * random.nextDouble();
            var down = random.nextInt(3) == 0 ? 0 : 2 + 20 * random.nextDouble();
            var angle = Math.PI * random.nextDouble();
            var colours = canvas.colours(3);
            var cos = Math.cos(angle);
            var sin = Math.sin(angle);
            canvas.each((x, y) -> {
                var moved = amount * (bend.at(x, y) - 0.5);
                var column = (int) Math.floor(across * (cos * x + sin * y + moved));
                var row = (int) Math.floor(down * (cos * y - sin * x - moved));
                return Canvas.mixed(colours[column + row & 1], colours[2], bend.at(y, x));
            });
        }
    },
    /** Sums of waves of any direction. */
    WAVES {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var waves = new double[3 + random.nextInt(12)][];
            for (var i = 0; i < waves.length; i++) {
                waves[i] = new double[] {
                    20 * (random.nextDouble() - 0.5) * Math.PI,
                    20 * (random.nextDouble() - 0.5) * Math.PI,
                    7 * random.nextDouble(),
                    random.nextDouble()
                };
            }
            var colours = canvas.colours(2);
            canvas.each((x, y) -> {
                var light = 0.0;
                for (var wave : waves) {
                    light += wave[3] * Math.sin(wave[0] * x + wave[1] * y + wave[2]);
                }
                return Canvas.lit(Canvas.mixed(colours[0], colours[1], x), 0.2 * light);
            });
        }
    },
    /** Two to nine of the others side by side. */
    COLLAGE {
        @Override
        void draw(Canvas canvas) {
            var random = canvas.random();
            var columns = 1 + random.nextInt(3);
            var rows = columns == 1 ? 2 + random.nextInt(2) : 1 + random.nextInt(3);
            var gap = random.nextInt(2) * canvas.width() / 60;
            var ground = canvas.colour().getRGB();
            canvas.each((x, y) -> ground);
            canvas.paint(brush -> {
                var width = canvas.width() / columns - gap;
                var height = canvas.height() / rows - gap;
                for (var i = 0; i < columns * rows; i++) {
                    var family = values()[random.nextInt(COLLAGE.ordinal())];
                    var part = family.picture(random.nextLong(), width, height);
                    brush.drawImage(part, i % columns * (width + gap), i / columns * (height + gap), null);
                }
            });
        }
    };

    abstract void draw(Canvas canvas);

    /** The picture of that seed. */
    BufferedImage picture(long seed, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        draw(new Canvas(image, new SplittableRandom(seed)));
        return image;
    }

    /** The picture of that number: families take turns, sizes and shapes vary around a side. */
    static BufferedImage numbered(long seed, int number, int side) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        var longer = (int) (side * (0.7 + 0.6 * random.nextDouble()));
        var shorter = (int) (longer * (0.55 + 0.45 * random.nextDouble()));
        var upright = random.nextInt(3) == 0;
        return of(number).picture(random.nextLong(), upright ? shorter : longer, upright ? longer : shorter);
    }

    /** Whose turn it is. */
    static Family of(int number) {
        return values()[number % values().length];
    }

    static void smooth(Graphics2D brush) {
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    }
}
