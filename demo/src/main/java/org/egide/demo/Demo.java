package org.egide.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.egide.platform.Refusal;
import org.egide.platform.database.DatabaseStartFailed;

/**
 * The command {@code demo [--exit]}: starts the server and a stand-in world, drives the main job over the real doors and prints each
 * step with what proves it. With {@code --exit} it stops then; otherwise it stays up until it is interrupted. Status 0 only if
 * every step held, 1 if one did not or nothing could start, 2 for a wrong use.
 */
public final class Demo {
    private final PrintStream out;
    private final PrintStream err;

    Demo(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(new Demo(System.out, System.err).run(List.of(arguments), System.getenv()));
    }

    int run(List<String> arguments, Map<String, String> environment) {
        if (!arguments.isEmpty() && !arguments.equals(List.of("--exit"))) {
            err.println("egide: usage: demo [--exit]");
            return 2;
        }
        try (var stage = Stage.open(environment)) {
            var drive = Drive.prepare(stage);
            out.println("The server is open at " + stage.base() + "/, the mail that hosts receive at "
                    + stage.world().mail().base() + "/");
            out.println();
            var status = drive.script(out).play();
            if (arguments.isEmpty() && status == 0) {
                addresses(stage);
                out.println();
                drive.leaveWork().forEach(out::println);
                stay();
            }
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (IOException | RuntimeException e) {
            err.println("egide: " + sentence(e));
            return 1;
        }
    }

    private void addresses(Stage stage) {
        var world = stage.world();
        out.println();
        out.println("Open: " + stage.base() + "/           the front door");
        out.println("      " + stage.base() + "/desk       staff; sign in at /desk/demo");
        out.println("      " + world.mail().base() + "/           the mail that hosts received");
        world.hosts().forEach(host -> out.println("      " + host.base() + "/           the host " + host.name()));
        out.println("      " + stage.folder().resolve("access.json"));
    }

    /** Up to Ctrl-C; the shutdown hooks of the server then stop the database too. */
    private void stay() throws InterruptedException {
        out.println();
        out.println("It stays up. Ctrl-C ends it.");
        new CountDownLatch(1).await();
    }

    private static String sentence(Throwable failure) {
        for (var next = failure; next != null; next = next.getCause()) {
            if (next instanceof Refusal refusal) {
                return refusal.sentence() + " [" + refusal.code() + "]";
            }
            if (next instanceof DatabaseStartFailed failed) {
                return String.valueOf(failed.getMessage());
            }
        }
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
