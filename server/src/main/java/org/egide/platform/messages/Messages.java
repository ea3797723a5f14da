package org.egide.platform.messages;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Every sentence a person reads, from {@code messages/<language>/<module>.properties} (UTF-8, ICU message patterns with
 * positional arguments). A key that is missing in any language fails the build; at run time it fails loudly. What is said otherwise
 * for an age stands under the same key in {@code messages/<language>/<band>/}.
 */
@Component
public final class Messages {
    private final Map<Language, Map<String, String>> patterns = new HashMap<>();
    private final Map<String, Map<String, String>> bands = new HashMap<>();
    private final Map<String, MessageFormat> compiled = new ConcurrentHashMap<>();

    public Messages() {
        for (var language : Language.values()) {
            patterns.put(language, read(language.code()));
            for (var band : AgeBand.values()) {
                bands.put(place(language, band), read(place(language, band)));
            }
        }
    }

    private static String place(Language language, AgeBand band) {
        return language.code() + '/' + band.folder();
    }

    private static Map<String, String> read(String folder) {
        var found = new TreeMap<String, String>();
        try {
            var files = "classpath*:messages/" + folder + "/*.properties";
            for (var resource : new PathMatchingResourcePatternResolver().getResources(files)) {
                var file = new Properties();
                try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                    file.load(reader);
                }
                file.forEach((key, value) -> found.put(String.valueOf(key), String.valueOf(value)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The sentence for the key; throws when there is none, so that no page shows a bare key. */
    public String text(Language language, String key, Object... arguments) {
        return said(language, language.code(), of(language).get(key), key, arguments);
    }

    /** The sentence for the key as it is said to readers of that age. */
    public String text(Language language, AgeBand band, String key, Object... arguments) {
        var own = of(language, band).get(key);
        return own == null
                ? text(language, key, arguments)
                : said(language, place(language, band), own, key, arguments);
    }

    private String said(Language language, String place, @Nullable String pattern, String key, Object... arguments) {
        if (pattern == null) {
            throw new IllegalArgumentException("no message " + key + " in " + place);
        }
        if (arguments.length == 0 && pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
            return pattern;
        }
        var format = compiled.computeIfAbsent(place + ' ' + key, name -> new MessageFormat(pattern, language.locale()));
        synchronized (format) {
            return format.format(arguments);
        }
    }

    private Map<String, String> of(Language language) {
        return java.util.Objects.requireNonNull(patterns.get(language));
    }

    private Map<String, String> of(Language language, AgeBand band) {
        return java.util.Objects.requireNonNull(bands.get(place(language, band)));
    }

    /** The keys that the band says in its own words. */
    public Set<String> keys(Language language, AgeBand band) {
        return new TreeSet<>(of(language, band).keySet());
    }

    /** The raw pattern as that band reads it. */
    public String pattern(Language language, AgeBand band, String key) {
        return of(language, band).getOrDefault(key, pattern(language, key));
    }

    public boolean has(Language language, String key) {
        return of(language).containsKey(key);
    }

    /** All keys of the language, sorted. */
    public Set<String> keys(Language language) {
        return new TreeSet<>(of(language).keySet());
    }

    /** The raw pattern, for the checks of the build. */
    public String pattern(Language language, String key) {
        return of(language).getOrDefault(key, "");
    }
}
