package org.egide;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.egide.audit.AuditVerifier;
import org.egide.helpline.HelplineCommand;
import org.egide.platform.Node;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.database.DatabaseStartFailed;
import org.egide.staff.StaffCommand;
import org.springframework.beans.factory.BeanCreationException;

/** The commands of the server: {@code serve}, {@code staff ...}, {@code audit}, {@code settings} and
 * {@code helpline check}. */
public final class Egide {
    private Egide() {}

    public static void main(String[] arguments) {
        var status = run(List.of(arguments), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        try {
            return switch (command) {
                case "serve" -> serve(out);
                case "staff" -> staff(rest, out);
                case "audit" -> audit(out);
                case "settings" -> settings(out);
                case "helpline" -> HelplineCommand.run(rest, out);
                default -> usage(err);
            };
        } catch (RuntimeException e) {
            err.println("egide: " + sentence(e));
            return 1;
        }
    }

    private static int serve(PrintStream out) {
        var settings = Settings.load(System.getenv());
        var node = Node.serve(settings, EgideApplication.class);
        if (Boolean.getBoolean("egide.training")) {
            // The build's short run, from which the cache for fast starts is made.
            Training.touch(node);
            node.close();
            return 0;
        }
        out.println("Egide is open at " + settings.publicUrl());
        return 0;
    }

    private static int staff(List<String> arguments, PrintStream out) {
        try (var context = Node.command(Settings.load(System.getenv()), EgideApplication.class)) {
            return context.getBean(StaffCommand.class).run(arguments, out);
        }
    }

    /** Checks every chain of the audit record; status 1 when one is broken. */
    private static int audit(PrintStream out) {
        try (var context = Node.command(Settings.load(System.getenv()), EgideApplication.class)) {
            var findings = context.getBean(AuditVerifier.class).verify();
            findings.forEach(finding -> out.println((finding.intact() ? "OK     " : "BROKEN ") + finding.stream() + ": "
                    + finding.rows() + " rows, " + finding.sentence()));
            return findings.stream().allMatch(AuditVerifier.Finding::intact) ? 0 : 1;
        }
    }

    private static int settings(PrintStream out) {
        Arrays.stream(Setting.values())
                .forEach(setting -> out.printf(
                        "%-28s %s%s%n",
                        setting.variable(),
                        setting.meaning(),
                        setting.standard().isEmpty() ? "" : " (" + setting.standard() + ")"));
        return 0;
    }

    private static int usage(PrintStream err) {
        err.println("egide: the server knows serve, staff, audit, settings and helpline");
        return 2;
    }

    /** The innermost sentence meant for people. */
    private static String sentence(Throwable failure) {
        for (var next = failure; next != null; next = next.getCause()) {
            if (next instanceof Refusal refusal) {
                return refusal.sentence() + " [" + refusal.code() + "]";
            }
            if (next instanceof DatabaseStartFailed failed) {
                return String.valueOf(failed.getMessage());
            }
        }
        return failure instanceof BeanCreationException
                ? "the server could not start: " + failure.getClass().getSimpleName() + " " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }
}
