package org.egide.platform;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Every setting of the system, readable on one screen. A setting is the environment variable of its name or the same key in
 * lower case in {@code egide.yaml} in the data folder ({@code EGIDE_SMTP_URL} is {@code smtp-url}); the environment wins.
 */
public enum Setting {
    PORT("8080", "port of the web doors"),
    ADDRESS("127.0.0.1", "address the web doors listen on; a reverse proxy stands in front"),
    DATA("var/data", "folder of the database, the keyring and sealed files"),
    TRUSTED_PROXIES(
            "127.0.0.0/8,::1/128", "reverse proxies whose X-Forwarded-For is believed, as CIDR ranges with commas"),
    ROLES("front,gateway,desk,worker", "which parts this process plays"),
    PUBLIC_URL("", "address under which people reach this server; empty means http://127.0.0.1:PORT"),
    DATABASE_URL("", "JDBC address of an external PostgreSQL 15 or newer; empty starts a private one"),
    DATABASE_USER("", "user of the external PostgreSQL"),
    DATABASE_PASSWORD("", "password of the external PostgreSQL"),
    DATABASE_CONNECTIONS("16", "largest number of database connections"),
    KEYRING("", "keyring file; empty means keys/keyring under DATA"),
    KEYRING_PASSPHRASE("", "passphrase of the keyring; empty reads or makes the file keys/passphrase under DATA"),
    PEPPER_FILE("", "secret behind receipt codes; empty means keys/pepper under DATA"),
    SMTP_URL("", "smtp://[user:password@]host:port of the mail server; empty keeps notices waiting"),
    MAIL_FROM("notices@egide.example", "sender of notices"),
    NODE_NAME("Egide", "name of this node in notices and packages"),
    CONTACT("contact@egide.example", "where hosts and authorities answer"),
    COUNTRY(
            "eu",
            "whose numbers, helplines and colours are shown: countries/<code>.properties under DATA, or a delivered one"),
    EMERGENCY_NUMBER("", "number shown on every child page for danger now; empty takes the country's"),
    HELPLINE_NUMBER("", "national child helpline number shown on every child page; empty takes the country's"),
    LEAVE_URL(
            "",
            "ordinary page to which the leave link leads; choose one that many people open; empty takes the country's"),
    FIRST_LOOK_HOURS("24", "hours within which a person looks at each new report, as told to reporters"),
    PRESENCE(
            "promise",
            "who counts as present at a desk: promise (used within FIRST_LOOK_HOURS), seen (within PRESENCE_MINUTES), roster, hours"),
    PRESENCE_MINUTES("10", "minutes for which somebody who used the desk counts as present, under seen"),
    PAGER_URL("", "address that gets a POST with one fixed text when a person is called; empty for mail alone"),
    FETCH_ALLOW(
            "",
            "private addresses that re-checks and sources of lists may reach, as CIDR ranges with commas; empty allows none"),
    LAW_PROFILE("model-2025", "law profile by which outcomes are derived"),
    JOB_SECONDS("5", "seconds between looks for due work"),
    RECHECK_MINUTES("60", "minutes between re-checks of a reported copy"),
    REMINDER_HOURS("24", "hours after a notice until the host is reminded"),
    ESCALATION_HOURS("48", "hours after a notice until a person takes over"),
    ARGON_WORKERS("2", "how many receipt codes may be computed at once; each takes 64 MiB"),
    METRICS_TOKEN("", "bearer token that opens /metrics from outside loopback; empty means loopback only"),
    JAVA_HOME("", "read by the launcher: the JDK to use"),
    JAVA_OPTIONS("", "read by the launcher: more options for the Java virtual machine");

    private final String standard;
    private final String meaning;

    Setting(String standard, String meaning) {
        this.standard = standard;
        this.meaning = meaning;
    }

    /** The value where nobody set another. */
    public String standard() {
        return standard;
    }

    /** One line for the operator. */
    public String meaning() {
        return meaning;
    }

    /** The environment variable, for instance {@code EGIDE_PORT}. */
    public String variable() {
        return "EGIDE_" + name();
    }

    /** The key in {@code egide.yaml}, for instance {@code smtp-url}. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    static String nearest(String unknown) {
        return Arrays.stream(values())
                .map(Setting::variable)
                .min(Comparator.comparingInt(name -> steps(name, unknown)))
                .orElseThrow();
    }

    private static int steps(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var above = row[j];
                var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
