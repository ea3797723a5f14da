package org.egide.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Debian's Firefox without a window, driven by its own remote protocol (Marionette: length, colon, JSON), with a profile of its own
 * that is gone at the end. Where it is absent the test says so and does not run; under CI that is a failure.
 */
public final class Firefox implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/firefox-esr");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Path profile;
    private final Socket socket;
    private int asked;

    private Firefox(Process process, Path profile, Socket socket) {
        this.process = process;
        this.profile = profile;
        this.socket = socket;
    }

    /** Starts it with these preferences besides those that keep it quiet. */
    public static Firefox open(Map<String, Object> preferences) {
        if (!Files.isExecutable(PROGRAM)) {
            if (System.getenv("CI") != null) {
                throw new AssertionError("Firefox is not at " + PROGRAM + ", and the build server must have it");
            }
            Assumptions.abort("Firefox is not at " + PROGRAM + "; apt-get install firefox-esr");
        }
        try {
            var port = TestNode.freePort();
            var profile = Files.createTempDirectory("egide-firefox");
            Files.writeString(profile.resolve("user.js"), lines(preferences, port));
            var process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "--headless",
                            "--marionette",
                            "--no-remote",
                            "--profile",
                            profile.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("output").toFile())
                    .start();
            var firefox = new Firefox(process, profile, connect(process, port));
            firefox.read();
            firefox.ask("WebDriver:NewSession", Map.of());
            return firefox;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(Map<String, Object> preferences, int port) {
        // Everything but this machine goes to a proxy that is not there.
        var quiet = Map.<String, Object>of(
                "marionette.port",
                port,
                "network.proxy.type",
                1,
                "network.proxy.socks",
                "127.0.0.1",
                "network.proxy.socks_port",
                9,
                "network.proxy.socks_remote_dns",
                true,
                "datareporting.policy.dataSubmissionEnabled",
                false,
                "browser.shell.checkDefaultBrowser",
                false,
                "browser.startup.page",
                0);
        return java.util.stream.Stream.of(quiet, preferences)
                .flatMap(map -> map.entrySet().stream())
                .map(pref -> "user_pref(\"" + pref.getKey() + "\", " + JSON.writeValueAsString(pref.getValue()) + ");")
                .collect(Collectors.joining("\n"));
    }

    private static Socket connect(Process process, int port) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    public void navigate(String url) {
        ask("WebDriver:Navigate", Map.of("url", url));
    }

    /** Puts files into a file input; the paths are separated by new lines, as the protocol wants. */
    public void choose(String selector, List<Path> files) {
        var paths = files.stream().map(Path::toString).collect(Collectors.joining("\n"));
        ask("WebDriver:ElementSendKeys", Map.of("id", element(selector), "text", paths));
    }

    /** How many elements match. */
    public int count(String selector) {
        return ask("WebDriver:FindElements", selecting(selector)).size();
    }

    /** The visible text of the first that matches. */
    public String text(String selector) {
        return ask("WebDriver:GetElementText", Map.of("id", element(selector)))
                .path("value")
                .asString()
                .strip();
    }

    /** An attribute of the first that matches; empty when it has none. */
    public String attribute(String selector, String name) {
        return ask("WebDriver:GetElementAttribute", Map.of("id", element(selector), "name", name))
                .path("value")
                .asString("");
    }

    /** Presses the first that matches, and waits until the page is another one, also where a script exchanges it. */
    public void press(String selector) {
        var before = element("main h1");
        ask("WebDriver:ElementClick", Map.of("id", element(selector)));
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (stands(before) || count("main h1") == 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nothing follows " + selector);
            }
            Thread.onSpinWait();
        }
    }

    /** Presses the first that matches, and waits until the address is outside; that nothing can be reached there is no matter. */
    public void leaveBy(String selector, String outside) {
        try {
            ask("WebDriver:ElementClick", Map.of("id", element(selector)));
        } catch (Refused unreachable) {
            // The page there cannot be loaded; what counts is the address, looked at below.
        }
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!address().startsWith(outside)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still at " + address());
            }
            Thread.onSpinWait();
        }
    }

    /** What the button Back does. */
    public void back() {
        ask("WebDriver:Back", Map.of());
    }

    private boolean stands(String element) {
        try {
            ask("WebDriver:GetElementTagName", Map.of("id", element));
            return true;
        } catch (Refused gone) {
            return false;
        }
    }

    /** Writes into a field. */
    public void type(String selector, String words) {
        ask("WebDriver:ElementSendKeys", Map.of("id", element(selector), "text", words));
    }

    public String title() {
        return ask("WebDriver:GetTitle", Map.of()).path("value").asString();
    }

    public String address() {
        return ask("WebDriver:GetCurrentURL", Map.of()).path("value").asString();
    }

    /** How many cookies the page's site has left. */
    public int cookies() {
        return ask("WebDriver:GetCookies", Map.of()).size();
    }

    private String element(String selector) {
        return ask("WebDriver:FindElement", selecting(selector))
                .path("value")
                .properties()
                .iterator()
                .next()
                .getValue()
                .asString();
    }

    private static Map<String, String> selecting(String selector) {
        return Map.of("using", "css selector", "value", selector);
    }

    /** What the browser said no to. */
    private static final class Refused extends AssertionError {
        private static final long serialVersionUID = 1;

        private Refused(String message) {
            super(message);
        }
    }

    /** What the expression yields, as text. */
    public String evaluate(String expression) {
        return ask("WebDriver:ExecuteScript", Map.of("script", "return String(" + expression + ")", "args", List.of()))
                .path("value")
                .asString();
    }

    /** Waits until the expression is true on the page. */
    public void await(String expression) {
        ask(
                "WebDriver:ExecuteAsyncScript",
                Map.of(
                        "script",
                        "const done = arguments[arguments.length - 1];" + "const look = () => (" + expression
                                + ") ? done(true) : setTimeout(look, 20); look();",
                        "args",
                        List.of()));
    }

    private JsonNode ask(String command, Map<String, ?> parameters) {
        try {
            var message = JSON.writeValueAsBytes(List.of(0, ++asked, command, parameters));
            var out = socket.getOutputStream();
            out.write((message.length + ":").getBytes(StandardCharsets.US_ASCII));
            out.write(message);
            out.flush();
            var answer = read();
            if (!answer.get(2).isNull()) {
                throw new Refused(command + ": " + answer.get(2).path("message").asString());
            }
            return answer.get(3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read() throws IOException {
        var in = socket.getInputStream();
        var length = new ByteArrayOutputStream();
        for (var next = in.read(); next != ':'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Firefox is gone");
            }
            length.write(next);
        }
        return JSON.readTree(in.readNBytes(Integer.parseInt(length.toString(StandardCharsets.US_ASCII))));
    }

    @Override
    public void close() {
        try (socket) {
            ask("Marionette:Quit", Map.of("flags", List.of("eForceQuit")));
        } catch (IOException | UncheckedIOException e) {
            // It may hang up before it answers; what counts is that it ends.
            process.destroy();
        }
        process.descendants().forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
