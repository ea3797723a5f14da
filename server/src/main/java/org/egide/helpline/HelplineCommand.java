package org.egide.helpline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.egide.platform.Refusal;

/**
 * The operator's command {@code helpline check FILE...}: whether the file of a national helpline would be taken, without a server. One
 * line for each failing point, {@code FILE: code at where: sentence}; status 1 when any fails (R74.2).
 */
public final class HelplineCommand {
    private HelplineCommand() {}

    /** Runs the command; returns the status. Refuses {@code usage} and {@code no-such-file}. */
    public static int run(List<String> arguments, PrintStream out) {
        if (arguments.size() < 2 || !arguments.getFirst().equals("check")) {
            throw Refusal.because("usage", "Write: helpline check FILE...");
        }
        var failed = false;
        for (var name : arguments.subList(1, arguments.size())) {
            var file = Path.of(name);
            var checked = HelplineFile.check(id(file), read(file));
            checked.failing().forEach(one -> out.println(name + ": " + one));
            checked.line().ifPresent(line -> out.println(name + ": OK"));
            failed |= checked.line().isEmpty();
        }
        return failed ? 1 : 0;
    }

    private static String id(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("\\.yaml$", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refusal.because("no-such-file", "There is no file that can be read as text at " + file + ".");
        }
    }
}
