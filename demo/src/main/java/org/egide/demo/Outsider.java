package org.egide.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whoever checks a package without the server: runs the real command in a program of its own. */
final class Outsider {
    private static final String COMMAND = "org.egide.verifier.Verify";
    private static final long PATIENCE_SECONDS = 60;

    private Outsider() {}

    /** What the command said, and its status. */
    record Answer(int status, List<String> lines) {
        /** The checks that held. */
        long held() {
            return lines.stream().filter(line -> line.contains(". OK ")).count();
        }

        /** The first check that did not hold, or the last thing it said. */
        String refusal() {
            return lines.stream()
                    .filter(line -> line.contains("FAILED"))
                    .map(line -> line.replaceFirst(".*FAILED\\s*", ""))
                    .findFirst()
                    .orElseGet(() -> lines.isEmpty() ? "no word" : lines.getLast());
        }
    }

    /** Checks a sealed package with the unit's identity, against the signer that the node publishes. */
    static Answer verify(Path identity, String signer, Path sealed) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), COMMAND));
        command.addAll(List.of("--identity", identity.toString(), "--signer", signer, sealed.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        NotHeld.unless(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the verifier does not come to an end");
        return new Answer(process.exitValue(), lines);
    }
}
