package org.egide.platform;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A language in which every sentence is complete. Adding one is one folder {@code messages/<code>/} on the class path: the
 * sentences, {@code language.properties} with its own name, direction and place among the others, and {@code codewords.txt} (R16 of
 * front-door-and-care).
 */
public final class Language {
    /** What stands for a language in the paths of the pages: {@code /{language:...}/report}. A code nobody speaks is not found. */
    public static final String CODES = "[a-z]{2,3}";

    private static final Language[] ALL = read();

    /** The language that every node speaks, for programs and where nobody said another. */
    public static final Language EN = called("en");

    public static final Language FR = called("fr");
    public static final Language ES = called("es");
    public static final Language AR = called("ar");

    private final String code;
    private final String ownName;
    private final String direction;
    private final int order;

    private Language(String code, String ownName, String direction, int order) {
        this.code = code;
        this.ownName = ownName;
        this.direction = direction;
        this.order = order;
    }

    /** All languages of this node in the order in which they are offered. */
    public static Language[] values() {
        return ALL.clone();
    }

    /** ISO 639, as in the path {@code /ar/...}. */
    public String code() {
        return code;
    }

    /** The language's name in itself. */
    public String ownName() {
        return ownName;
    }

    /** {@code ltr} or {@code rtl}. */
    public String direction() {
        return direction;
    }

    public Locale locale() {
        return Locale.of(code);
    }

    public static Optional<Language> of(String code) {
        return Arrays.stream(ALL).filter(language -> language.code.equals(code)).findFirst();
    }

    @Override
    public String toString() {
        return code;
    }

    private static Language called(String code) {
        return of(code).orElseThrow(() -> new IllegalStateException("there is no folder messages/" + code));
    }

    private static Language[] read() {
        try {
            var files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*/language.properties");
            return Arrays.stream(files)
                    .map(Language::read)
                    .sorted(Comparator.comparingInt((Language language) -> language.order)
                            .thenComparing(Language::code))
                    .toArray(Language[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Language read(Resource file) {
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            var folder = file.getURL().getPath().replaceAll("/language\\.properties$", "");
            return new Language(
                    folder.substring(folder.lastIndexOf('/') + 1),
                    said(properties, "language.name"),
                    said(properties, "language.direction"),
                    Integer.parseInt(said(properties, "language.order")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(Properties properties, String key) {
        var value = properties.getProperty(key, "");
        if (value.isBlank()) {
            throw new IllegalStateException("language.properties does not say " + key);
        }
        return value;
    }
}
