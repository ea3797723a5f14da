package org.egide.platform;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/**
 * What a country decides and every page shows: its numbers, its helplines with hours and languages, the page to which one leaves, its
 * accent colours. Read from {@code countries/<code>.properties} in the data folder, else on the class path; a key that nobody knows,
 * or an accent that cannot be read on the page, stops the start with one sentence.
 */
public record Country(
        String code,
        Map<String, String> names,
        List<Line> emergencies,
        List<Line> helplines,
        String leave,
        Optional<Accent> accent) {
    private static final Pattern KEYS = Pattern.compile("name\\.[a-z]{2,3}|leave|accent\\.(light|dark)"
            + "|(emergency|helpline)\\.[1-9]\\.(number|languages|(name|hours)\\.[a-z]{2,3})");
    private static final Pattern CODE = Pattern.compile("[a-z0-9-]{2,20}");
    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9][0-9 -]{1,18}");
    private static final String PLAIN_PAGE = "https://www.wikipedia.org/";

    /** A number to call; {@code name} and {@code hours} by language code, and the languages that are spoken there. */
    public record Line(String number, Map<String, String> name, Map<String, String> hours, List<String> languages) {
        public Line {
            name = Map.copyOf(name);
            hours = Map.copyOf(hours);
            languages = List.copyOf(languages);
        }

        /** The name in that language, else in English, else nothing. */
        public String name(Language language) {
            return said(name, language);
        }

        /** The hours in that language, else in English, else nothing. */
        public String hours(Language language) {
            return said(hours, language);
        }
    }

    public Country {
        names = Map.copyOf(names);
        emergencies = List.copyOf(emergencies);
        helplines = List.copyOf(helplines);
    }

    /** The country's name in that language, else in English, else nothing. */
    public String name(Language language) {
        return said(names, language);
    }

    /** The first number for danger now; empty when the file names none. */
    public String emergency() {
        return emergencies.stream().map(Line::number).findFirst().orElse("");
    }

    /** The first helpline; empty when the file names none. */
    public String helpline() {
        return helplines.stream().map(Line::number).findFirst().orElse("");
    }

    private static String said(Map<String, String> texts, Language language) {
        return texts.getOrDefault(language.code(), texts.getOrDefault("en", ""));
    }

    /** Reads the country of that code; refuses {@code unknown-country} and {@code bad-country}. */
    public static Country load(String code, Path data) {
        if (!CODE.matcher(code).matches()) {
            throw unknown(code);
        }
        var own = data.resolve("countries").resolve(code + ".properties");
        try {
            if (Files.exists(own)) {
                try (var reader = Files.newBufferedReader(own)) {
                    return read(code, reader);
                }
            }
            var delivered = new ClassPathResource("countries/" + code + ".properties");
            if (!delivered.exists()) {
                throw unknown(code);
            }
            try (var reader = new InputStreamReader(delivered.getInputStream(), StandardCharsets.UTF_8)) {
                return read(code, reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Country read(String code, Reader file) throws IOException {
        var properties = new Properties();
        properties.load(file);
        var values = new TreeMap<String, String>();
        properties.forEach((key, value) ->
                values.put(String.valueOf(key), String.valueOf(value).strip()));
        for (var key : values.keySet()) {
            if (!KEYS.matcher(key).matches()) {
                throw bad(code, "has the key " + key + ", which nobody knows");
            }
        }
        return new Country(
                code,
                texts(values, "name."),
                lines(code, values, "emergency"),
                lines(code, values, "helpline"),
                leave(code, values.getOrDefault("leave", PLAIN_PAGE)),
                accent(code, values));
    }

    private static String leave(String code, String address) {
        if (!address.startsWith("https://")) {
            throw bad(code, "leads to a page that is not https");
        }
        return address;
    }

    private static Optional<Accent> accent(String code, Map<String, String> values) {
        var light = values.get("accent.light");
        var dark = values.get("accent.dark");
        if (light == null && dark == null) {
            return Optional.empty();
        }
        if (light == null || dark == null) {
            throw bad(code, "needs accent.light and accent.dark, or neither");
        }
        try {
            return Optional.of(new Accent(light, dark));
        } catch (IllegalArgumentException e) {
            throw bad(code, String.valueOf(e.getMessage()));
        }
    }

    private static List<Line> lines(String code, Map<String, String> values, String kind) {
        var lines = new ArrayList<Line>();
        for (var n = 1; n <= 9; n++) {
            var prefix = kind + "." + n + ".";
            var number = values.get(prefix + "number");
            if (number == null) {
                continue;
            }
            if (!NUMBER.matcher(number).matches()) {
                throw bad(code, "names a number that nobody can dial: " + number);
            }
            lines.add(new Line(
                    number,
                    texts(values, prefix + "name."),
                    texts(values, prefix + "hours."),
                    languages(values.getOrDefault(prefix + "languages", ""))));
        }
        return lines;
    }

    private static List<String> languages(String text) {
        return Pattern.compile(",")
                .splitAsStream(text)
                .map(String::strip)
                .filter(language -> !language.isEmpty())
                .toList();
    }

    private static Map<String, String> texts(Map<String, String> values, String prefix) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    private static Refusal unknown(String code) {
        return Refusal.because(
                "unknown-country",
                "There is no country " + code + ": put countries/" + code + ".properties into the data folder.");
    }

    private static Refusal bad(String code, String what) {
        return Refusal.because("bad-country", "The file of the country " + code + " " + what + ".");
    }
}
