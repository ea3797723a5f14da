package org.egide.platform.messages;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.egide.platform.Language;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Every sentence a person reads, from {@code messages/<language>/<module>.properties} (UTF-8, ICU message patterns with
 * positional arguments). A key that is missing in any language fails the build; at run time it fails loudly.
 */
@Component
public final class Messages {
    private final Map<Language, Map<String, String>> patterns = new EnumMap<>(Language.class);
    private final Map<String, MessageFormat> compiled = new ConcurrentHashMap<>();

    public Messages() {
        for (var language : Language.values()) {
            patterns.put(language, read(language));
        }
    }

    private static Map<String, String> read(Language language) {
        var found = new TreeMap<String, String>();
        try {
            var folder = "classpath*:messages/" + language.code() + "/*.properties";
            for (var resource : new PathMatchingResourcePatternResolver().getResources(folder)) {
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
        var pattern = of(language).get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no message " + key + " in " + language.code());
        }
        if (arguments.length == 0 && pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
            return pattern;
        }
        var format = compiled.computeIfAbsent(
                language.code() + ' ' + key, name -> new MessageFormat(pattern, language.locale()));
        synchronized (format) {
            return format.format(arguments);
        }
    }

    private Map<String, String> of(Language language) {
        return java.util.Objects.requireNonNull(patterns.get(language));
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
