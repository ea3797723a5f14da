package org.egide.platform.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server's settings, given on its command line, where no file in the data folder and no statement can override them. */
final class ServerArguments {

    private ServerArguments() {}

    static List<String> of(Layout layout, Settings settings, int port) {
        var given = new LinkedHashMap<String, String>();
        given.putAll(reach(port));
        given.putAll(durability());
        given.putAll(size(settings));
        given.putAll(log(layout));
        var arguments = new ArrayList<>(List.of("-D", layout.data().toString()));
        given.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }

    private static Map<String, String> reach(int port) {
        return Map.of(
                "listen_addresses", "127.0.0.1",
                "port", Integer.toString(port),
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                "ssl", "off");
    }

    private static Map<String, String> durability() {
        return Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");
    }

    private static Map<String, String> size(Settings settings) {
        return Map.of(
                "shared_buffers",
                settings.sharedBuffersMegabytes() + "MB",
                "max_connections",
                Integer.toString(settings.maxConnections()),
                "max_wal_size",
                settings.maxWalMegabytes() + "MB",
                // The binaries know no other method.
                "wal_compression",
                settings.compressWal() ? "pglz" : "off",
                "timezone",
                "UTC");
    }

    // The text of an ordinary error can quote a value of a row. Such errors go to the client only: below "log" stand
    // all errors of
    // statements, from "log" on the server speaks of itself. Terse leaves out the detail in which a crashed statement
    // would be quoted.
    private static Map<String, String> log(Layout layout) {
        return Map.ofEntries(
                Map.entry("log_min_messages", "log"),
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_statement", "none"),
                Map.entry("log_min_duration_statement", "-1"),
                Map.entry("log_min_duration_sample", "-1"),
                Map.entry("log_duration", "off"),
                Map.entry("log_parameter_max_length", "0"),
                Map.entry("log_parameter_max_length_on_error", "0"),
                Map.entry("log_destination", "stderr"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("logging_collector", "on"),
                Map.entry("log_directory", layout.log().toString()),
                // One file for each day of the week, each overwritten after a week.
                Map.entry("log_filename", "postgres-%a.log"),
                Map.entry("log_rotation_age", "1d"),
                Map.entry("log_rotation_size", "0"),
                Map.entry("log_truncate_on_rotation", "on"),
                Map.entry("log_file_mode", "0600"));
    }
}
