package org.egide.helpline;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.egide.platform.Language;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads and checks the file of a line (R74.2): every point in which it fails is named with a stable code, and only a file without any
 * becomes a {@link Helpline}. The keys are in {@code docs/guide/helpline.md}.
 */
final class HelplineFile {
    private static final Set<String> KEYS = Set.of(
            "id",
            "country",
            "desk",
            "name",
            "languages",
            "time-zone",
            "hours",
            "free-number",
            "emergency-number",
            "welcome",
            "headings",
            "regions",
            "partners");
    private static final Pattern ID = Pattern.compile("[a-z0-9](-?[a-z0-9]){1,39}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ]{1,18}[0-9]");
    private static final Pattern SPAN = Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");
    private static final int LONGEST_FILE = 64 * 1024;
    private static final int LONGEST_TEXT = 300;
    private static final int MOST_REGIONS = 60;

    /** What a check found: the line when nothing fails. */
    record Checked(Optional<Helpline> line, List<Failing> failing) {
        Checked {
            failing = List.copyOf(failing);
        }
    }

    private final Map<String, @Nullable Object> file;
    private final List<Failing> failing = new ArrayList<>();

    private HelplineFile(Map<String, @Nullable Object> file) {
        this.file = file;
    }

    /** Checks the text of the file {@code <id>.yaml}. */
    static Checked check(String id, String text) {
        if (text.length() > LONGEST_FILE) {
            return broken("too-large", "The file is larger than 64 KB.");
        }
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(10);
        try {
            if (!(new Yaml(new SafeConstructor(options)).load(text) instanceof Map<?, ?> read)) {
                return broken("unreadable", "The file is not a list of keys and values.");
            }
            var file = new LinkedHashMap<String, @Nullable Object>();
            read.forEach((key, value) -> file.put(String.valueOf(key), value));
            return new HelplineFile(file).check(id);
        } catch (YAMLException e) {
            return broken("unreadable", "The file is not YAML.");
        }
    }

    private static Checked broken(String code, String sentence) {
        return new Checked(Optional.empty(), List.of(new Failing(code, "file", sentence)));
    }

    private Checked check(String id) {
        file.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> fail("unknown-key", key, "There is no such key."));
        var named = text("id");
        if (!ID.matcher(named).matches()) {
            fail("bad-id", "id", "An id has 2 to 40 small letters, digits and hyphens.");
        } else if (!named.equals(id)) {
            fail("id-not-file-name", "id", "The id must be the name of the file.");
        }
        var languages = languages();
        var line = new Helpline(
                named,
                country(),
                desk(),
                texts("name", languages, true),
                languages,
                zone(),
                hours(),
                number("free-number"),
                number("emergency-number"),
                texts("welcome", languages, false),
                headings(),
                regions(languages),
                partners(languages));
        return new Checked(failing.isEmpty() ? Optional.of(line) : Optional.empty(), failing);
    }

    private void fail(String code, String where, String sentence) {
        failing.add(new Failing(code, where, sentence));
    }

    private String text(String key) {
        var value = file.get(key);
        return value == null || value instanceof Map || value instanceof List
                ? ""
                : String.valueOf(value).strip();
    }

    private String country() {
        var country = text("country");
        // XA to XZ are free for exercises (ISO 3166-1, user-assigned codes).
        if (!country.matches("X[A-Z]") && !Set.of(Locale.getISOCountries()).contains(country)) {
            fail(
                    "unknown-country",
                    "country",
                    "A country is two capital letters of ISO 3166, or XA to XZ for exercises.");
        }
        return country;
    }

    private String desk() {
        var desk = text("desk");
        if (desk.isEmpty() || desk.length() > 200) {
            fail("no-desk", "desk", "Name the desk that answers, in at most 200 characters.");
        }
        return desk;
    }

    private List<Language> languages() {
        var languages = new ArrayList<Language>();
        for (var code : list("languages")) {
            Language.of(String.valueOf(code))
                    .ifPresentOrElse(
                            languages::add,
                            () -> fail("unknown-language", "languages", "This node does not speak one of them."));
        }
        if (languages.isEmpty()) {
            fail("no-language", "languages", "Name at least one language.");
        }
        return languages;
    }

    private List<?> list(String key) {
        return file.get(key) instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** A sentence for each language of the line. */
    private Map<String, String> texts(String key, List<Language> languages, boolean needed) {
        return texts(key, map(file.get(key)), languages, needed);
    }

    private Map<String, String> texts(String where, Map<?, ?> given, List<Language> languages, boolean needed) {
        var texts = new TreeMap<String, String>();
        given.forEach((language, text) ->
                texts.put(String.valueOf(language), String.valueOf(text).strip()));
        if (texts.values().stream().anyMatch(text -> text.isBlank() || text.length() > LONGEST_TEXT)) {
            fail("bad-text", where, "A text has 1 to " + LONGEST_TEXT + " characters.");
        }
        for (var language : languages) {
            if ((needed || !texts.isEmpty()) && !texts.containsKey(language.code())) {
                fail("text-missing", where + "." + language.code(), "A language of the line has no text here.");
            }
        }
        return texts;
    }

    private ZoneId zone() {
        try {
            var zone = ZoneId.of(text("time-zone"));
            if (text("time-zone").contains("/") || text("time-zone").equals("UTC")) {
                return zone;
            }
        } catch (DateTimeException e) {
            fail("unknown-time-zone", "time-zone", "There is no such zone; write for instance Africa/Dakar.");
            return ZoneId.of("UTC");
        }
        fail("unknown-time-zone", "time-zone", "Write a place, for instance Africa/Dakar, or UTC.");
        return ZoneId.of("UTC");
    }

    private List<Hours> hours() {
        var hours = new ArrayList<Hours>();
        for (var entry : list("hours")) {
            var days = String.valueOf(map(entry).get("days"));
            var times = String.valueOf(map(entry).get("times"));
            span(days, times)
                    .ifPresentOrElse(
                            hours::add,
                            () -> fail("bad-hours", "hours", "Write days: mon-fri and times: \"08:00-20:00\"."));
        }
        if (hours.isEmpty()) {
            fail("no-hours", "hours", "Say when somebody answers.");
        }
        return hours;
    }

    private static Optional<Hours> span(String days, String times) {
        var ends = days.split("-", 2);
        var first = day(ends[0]);
        var last = day(ends[ends.length - 1]);
        var span = SPAN.matcher(times);
        if (first.isEmpty() || last.isEmpty() || !span.matches()) {
            return Optional.empty();
        }
        try {
            var until = span.group(2).equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(span.group(2));
            return Optional.of(new Hours(first.get(), last.get(), LocalTime.parse(span.group(1)), until));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<DayOfWeek> day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().substring(0, 3).equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    private String number(String key) {
        var number = text(key);
        if (!NUMBER.matcher(number).matches()) {
            fail("bad-number", key, "A number that can be dialled is needed, in quotes: digits and spaces.");
        }
        return number;
    }

    private List<Need> headings() {
        var headings = EnumSet.noneOf(Need.class);
        for (var name : list("headings")) {
            Need.of(String.valueOf(name))
                    .ifPresentOrElse(
                            headings::add, () -> fail("unknown-heading", "headings", "There is no such heading."));
        }
        return headings.isEmpty() ? List.of(Need.values()) : List.copyOf(headings);
    }

    private SortedMap<String, Map<String, String>> regions(List<Language> languages) {
        var regions = new TreeMap<String, Map<String, String>>();
        for (var entry : list("regions")) {
            var id = String.valueOf(map(entry).get("id"));
            if (!ID.matcher(id).matches() || regions.containsKey(id)) {
                fail("bad-region", "regions", "Each region has an id of its own: small letters, digits, hyphens.");
            }
            regions.put(id, texts("regions." + id, map(map(entry).get("name")), languages, true));
        }
        if (regions.size() > MOST_REGIONS) {
            fail("too-many-regions", "regions", "More than " + MOST_REGIONS + " regions make children recognisable.");
        }
        return regions;
    }

    private List<Partner> partners(List<Language> languages) {
        var partners = new ArrayList<Partner>();
        var ids = new HashSet<String>();
        for (var entry : list("partners")) {
            var id = String.valueOf(map(entry).get("id"));
            var kind = Arrays.stream(Partner.Kind.values())
                    .filter(one -> one.name().equals(String.valueOf(map(entry).get("kind"))))
                    .findFirst();
            if (!ID.matcher(id).matches() || !ids.add(id) || kind.isEmpty()) {
                fail("bad-partner", "partners", "A partner has an id of its own and the kind HOTLINE, POLICE or CARE.");
                continue;
            }
            partners.add(new Partner(
                    id, kind.get(), texts("partners." + id, map(map(entry).get("name")), languages, true)));
        }
        var kinds = new TreeSet<>(partners.stream().map(Partner::kind).toList());
        if (!kinds.containsAll(List.of(Partner.Kind.values()))) {
            fail("partner-missing", "partners", "A hotline, a police unit and a care service are needed.");
        }
        return partners;
    }
}
