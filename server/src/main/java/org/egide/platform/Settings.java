package org.egide.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The settings of this process, checked once at the start. An unknown name stops the start with that name and the nearest
 * known one ({@code unknown-setting}); a value that is no number where one is needed does too ({@code bad-setting}).
 */
public final class Settings {
    private final Map<Setting, String> values;
    private final Country country;

    private Settings(Map<Setting, String> values, Country country) {
        this.values = new EnumMap<>(values);
        this.country = country;
    }

    /** The country whose numbers, helplines and colours this node shows. */
    public Country country() {
        return country;
    }

    /** Reads {@code egide.yaml} in the data folder, then the environment, which wins. */
    public static Settings load(Map<String, String> environment) {
        var values = new EnumMap<Setting, String>(Setting.class);
        for (var setting : Setting.values()) {
            values.put(setting, setting.standard());
        }
        var fromEnvironment = environment(environment);
        var data = Path.of(fromEnvironment.getOrDefault(Setting.DATA, Setting.DATA.standard()));
        values.putAll(file(data.resolve("egide.yaml")));
        values.putAll(fromEnvironment);
        return new Settings(values, country(values, data));
    }

    /** The country, whose numbers and page to leave for stand in where no setting names another. */
    private static Country country(Map<Setting, String> values, Path data) {
        var country = Country.load(values.getOrDefault(Setting.COUNTRY, Setting.COUNTRY.standard()), data);
        instead(values, Setting.EMERGENCY_NUMBER, country.emergency());
        instead(values, Setting.HELPLINE_NUMBER, country.helpline());
        instead(values, Setting.LEAVE_URL, country.leave());
        return country;
    }

    private static void instead(Map<Setting, String> values, Setting setting, String standard) {
        if (values.getOrDefault(setting, "").isBlank()) {
            values.put(setting, standard);
        }
    }

    /** The same settings with some changed, for tests and the demonstration. */
    public Settings with(Map<Setting, String> changes) {
        var changed = new EnumMap<>(values);
        changed.putAll(changes);
        return new Settings(changed, country);
    }

    private static Map<Setting, String> environment(Map<String, String> environment) {
        var found = new EnumMap<Setting, String>(Setting.class);
        environment.forEach((name, value) -> {
            if (name.startsWith("EGIDE_")) {
                found.put(Setting.ofVariable(name).orElseThrow(() -> unknown(name)), value);
            }
        });
        return found;
    }

    private static Map<Setting, String> file(Path file) {
        var found = new EnumMap<Setting, String>(Setting.class);
        if (!Files.exists(file)) {
            return found;
        }
        try {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            if (yaml.load(Files.readString(file)) instanceof Map<?, ?> read) {
                read.forEach((key, value) -> {
                    var name = String.valueOf(key);
                    found.put(Setting.ofKey(name).orElseThrow(() -> unknown(name)), String.valueOf(value));
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Refusal unknown(String name) {
        var variable = name.startsWith("EGIDE_")
                ? name
                : "EGIDE_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        return Refusal.because(
                "unknown-setting",
                "There is no setting " + name + "; the nearest known one is " + Setting.nearest(variable) + ".");
    }

    public String text(Setting setting) {
        return values.getOrDefault(setting, setting.standard());
    }

    public boolean isSet(Setting setting) {
        return !text(setting).isBlank();
    }

    public int number(Setting setting) {
        try {
            return Integer.parseInt(text(setting).strip());
        } catch (NumberFormatException e) {
            throw Refusal.because("bad-setting", setting.variable() + " must be a whole number.");
        }
    }

    public Duration seconds(Setting setting) {
        return Duration.ofSeconds(number(setting));
    }

    public Duration minutes(Setting setting) {
        return Duration.ofMinutes(number(setting));
    }

    public Duration hours(Setting setting) {
        return Duration.ofHours(number(setting));
    }

    /** Whether this process plays the part: {@code front}, {@code gateway}, {@code desk} or {@code worker}. */
    public boolean plays(String role) {
        return roles().contains(role);
    }

    private Set<String> roles() {
        var roles = new TreeSet<String>();
        for (var role : text(Setting.ROLES).split(",", -1)) {
            roles.add(role.strip());
        }
        return roles;
    }

    public Path data() {
        return Path.of(text(Setting.DATA)).toAbsolutePath().normalize();
    }

    /** Where people reach this server, without a slash at the end. */
    public String publicUrl() {
        return isSet(Setting.PUBLIC_URL)
                ? text(Setting.PUBLIC_URL).replaceAll("/+$", "")
                : "http://127.0.0.1:" + number(Setting.PORT);
    }

    @Override
    public String toString() {
        return "Settings[names=" + values.keySet() + "]";
    }
}
