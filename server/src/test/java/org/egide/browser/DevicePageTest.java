package org.egide.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprints.OwnHash;
import org.egide.fingerprints.OwnHashText;
import org.egide.fingerprints.OwnHashes;
import org.egide.platform.Language;
import org.egide.report.Door;
import org.egide.report.NewReportFixture;
import org.egide.report.ReceiptCodes;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.Browsers;
import org.egide.testing.EgideTest;
import org.egide.testing.Firefox;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that makes fingerprints on the device, in real browsers. */
@EgideTest
@Tag("browser")
final class DevicePageTest {
    private static Browsers browsers;

    private final TestNode node;
    private final ReceiptCodes codes;
    private final Reports reports;
    private final OwnHashes hashes;

    DevicePageTest(TestNode node, ReceiptCodes codes, Reports reports, OwnHashes hashes, Desks desks, People people) {
        this.node = node;
        this.codes = codes;
        this.reports = reports;
        this.hashes = hashes;
        people.create("Invented Supervisor", desks.receiving().id(), Set.of(Role.SUPERVISOR));
    }

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void inChromiumTheFingerprintsEqualTheLibrarysCappedFormBitForBit() {
        var pictures = DevicePictures.all();
        try (var context = phone()) {
            var page = ready(context, "en");
            page.setInputFiles("#choose", payloads(pictures));
            page.locator("[data-device=form]").waitFor();
            same(pictures, page.inputValue("#fingerprints"));
        }
    }

    @Test
    void inFirefoxTheFingerprintsEqualTheLibrarysCappedFormBitForBit(@TempDir Path folder) {
        var pictures = DevicePictures.all();
        try (var firefox = Firefox.open(Map.of())) {
            firefox.navigate(node.url("/en/device").toString());
            firefox.await("document.querySelector('[data-device=tool]').dataset.ready");
            firefox.choose("#choose", written(folder, pictures));
            firefox.await("!document.querySelector('[data-device=form]').hidden");
            same(pictures, firefox.evaluate("document.querySelector('#fingerprints').value"));
        }
    }

    @Test
    void aFirefoxThatPoisonsPixelsIsRefusedKindlyAndNoFingerprintIsMade() {
        try (var firefox = Firefox.open(Map.of("privacy.resistFingerprinting", true))) {
            firefox.navigate(node.url("/en/device").toString());
            firefox.await("document.querySelector('[data-device=tool]').dataset.ready");
            assertThat(firefox.evaluate("document.querySelector('[data-device=tool]').dataset.ready"))
                    .isEqualTo("poisoned");
            assertThat(firefox.evaluate("document.querySelector('[data-device=poisoned]').hidden"))
                    .isEqualTo("false");
            assertThat(firefox.evaluate("document.querySelector('[data-device=tool]').hidden"))
                    .isEqualTo("true");
            assertThat(firefox.evaluate("document.querySelector('main').innerText"))
                    .contains("Chrome, Edge or Safari");
        }
    }

    @Test
    void aPoisonedReadingInChromiumEndsInTheRefusalEvenIfItBeginsLater() {
        try (var context = phone()) {
            context.route("**/static/device/worker.js", route -> {
                var honest = route.fetch();
                var noise = """
                        const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
                        let reads = 0;
                        OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...where) {
                          const pixels = read.apply(this, where);
                          if (++reads > 2) for (let i = 0; i < pixels.data.length; i += 5) pixels.data[i] ^= 1;
                          return pixels;
                        };
                        """;
                route.fulfill(new Route.FulfillOptions().setResponse(honest).setBody(noise + honest.text()));
            });
            // The first self-test, when the page opens, reads twice and is told the truth; the one before the picture
            // is not.
            var page = ready(context, "en");
            page.setInputFiles("#choose", payloads(Map.of("a.png", picture())));
            page.locator("[data-device=poisoned]").waitFor();
            assertThat(page.locator("[data-device=form]").isVisible()).isFalse();
            assertThat(page.locator("#choose").isVisible()).isFalse();
            assertThat(page.inputValue("#fingerprints")).isEmpty();
        }
    }

    @Test
    void R9_allTrafficOfAWholeRunHoldsTheFieldsOfTheFormAndNoByteRunOfThePicture() {
        var picture = picture();
        var code = codes.issue(Language.EN);
        reports.accept(NewReportFixture.report()
                .through(Door.CHILD_PATH, Reporter.CHILD)
                .with(code)
                .build());
        try (var wire = new Wire(node.url("/").getPort());
                var context = phone()) {
            var page = context.newPage();
            page.navigate(wire.url("/en/device"));
            page.locator("[data-device=tool]").waitFor();
            var before = wire.sent().length;
            page.setInputFiles("#choose", payloads(Map.of("private-name.png", picture)));
            page.locator("[data-device=form]").waitFor();
            assertThat(wire.sent().length).as("bytes sent while hashing").isEqualTo(before);
            var shown = page.inputValue("#fingerprints");
            page.fill("#code", code.words());
            page.locator("button[value=send]").click();
            page.locator("h1:has-text('We have the fingerprints')").waitFor();

            var traffic = new String(wire.sent(), StandardCharsets.ISO_8859_1);
            assertThat(sharedRuns(picture, traffic)).isEmpty();
            assertThat(traffic).doesNotContain("private-name");
            var posted = traffic.substring(traffic.indexOf("POST /en/device"));
            var length = Pattern.compile("(?i)\r\ncontent-length: (\\d+)").matcher(posted);
            assertThat(length.find()).isTrue();
            var body = posted.indexOf("\r\n\r\n") + 4;
            var fields = fields(posted.substring(body, body + Integer.parseInt(length.group(1))));
            assertThat(fields).containsOnlyKeys("key", "fingerprints", "code", "step");
            assertThat(fields.get("fingerprints").replace("\r\n", "\n")).isEqualTo(shown);
            assertThat(OwnHashText.read(shown)).hasSize(1);
            assertThat(fields).containsEntry("code", code.words()).containsEntry("step", "send");
            assertThat(hashes.count(
                            codes.find(code.words()).flatMap(Return::report).orElseThrow()))
                    .isEqualTo(1);
        }
    }

    /** Runs of twelve bytes of the picture, as they are, in hexadecimal digits or in Base64, that the traffic holds. */
    private static Set<String> sharedRuns(byte[] picture, String traffic) {
        var runs = new HashSet<String>();
        var forms = new ArrayList<>(List.of(
                new String(picture, StandardCharsets.ISO_8859_1), HexFormat.of().formatHex(picture)));
        for (var start = 0; start < 3; start++) {
            forms.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(picture, start, picture.length)));
        }
        for (var form : forms) {
            for (var i = 0; i + 12 <= form.length(); i++) {
                runs.add(form.substring(i, i + 12));
            }
        }
        var shared = new HashSet<String>();
        for (var i = 0; i + 12 <= traffic.length(); i++) {
            if (runs.contains(traffic.substring(i, i + 12))) {
                shared.add(traffic.substring(i, i + 12));
            }
        }
        return shared;
    }

    private static Map<String, String> fields(String form) {
        var fields = new TreeMap<String, String>();
        for (var pair : form.split("&", -1)) {
            var parts = pair.split("=", 2);
            assertThat(fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8)))
                    .isNull();
        }
        return fields;
    }

    @Test
    void R9_thePolicyOfPageAndWorkerStopsEveryConnection() {
        try (var context = phone()) {
            var page = ready(context, "en");
            assertThat(page.evaluate("fetch('/en/device').then(() => 'sent', () => 'stopped')"))
                    .isEqualTo("stopped");
            assertThat(page.evaluate("""
                            () => new Promise((resolve) => {
                              addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
                              navigator.sendBeacon('/en/device', 'x');
                            })
                            """)).isEqualTo("connect-src");
        }
        try (var context = phone()) {
            context.route("**/static/device/worker.js", route -> {
                var honest = route.fetch();
                route.fulfill(
                        new Route.FulfillOptions()
                                .setResponse(honest)
                                .setBody(
                                        "onmessage = () => fetch('/en/device').then("
                                                + "() => postMessage({ trouble: 'sent' }), () => postMessage({ trouble: 'lacking' }));"));
            });
            var page = context.newPage();
            page.navigate(node.url("/en/device").toString());
            page.locator("[data-device=lacking]").waitFor();
            assertThat(page.getAttribute("[data-device=tool]", "data-ready")).isEqualTo("lacking");
        }
    }

    @Test
    void withItsResultThePageIsWithoutAFindingOfAxeInEveryLanguage() {
        var findings = new ArrayList<String>();
        for (var language : Language.values()) {
            try (var context = phone()) {
                var page = ready(context, language.code());
                page.setInputFiles("#choose", payloads(Map.of("a.png", picture())));
                page.locator("[data-device=form]").waitFor();
                page.evaluate("document.querySelectorAll('details').forEach((more) => { more.open = true; })");
                new AxeBuilder(page)
                        .withTags(PublicPagesTest.WCAG)
                        .analyze()
                        .getViolations()
                        .forEach(violation -> findings.add(language.code() + " " + violation.getId() + " "
                                + violation.getNodes().getFirst().getHtml()));
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .isEqualTo(360);
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void R9_withoutScriptsThePageOffersTheLinkOnlyAndNothingOnItCanSendAFile() {
        for (var language : Language.values()) {
            try (var context = browsers.browser()
                    .newContext(new Browser.NewContextOptions()
                            .setViewportSize(360, 740)
                            .setJavaScriptEnabled(false))) {
                var page = context.newPage();
                page.navigate(node.url("/" + language.code() + "/device").toString());
                assertThat(page.locator("[data-device=scripts]").isVisible()).isTrue();
                assertThat(page.locator("#choose").isVisible()).isFalse();
                assertThat(page.locator("form input[type=file]").count()).isZero();
                assertThat(page.locator("input[type=file][name]").count()).isZero();
                assertThat(page.locator("input[type=file][form]").count()).isZero();
                assertThat(page.locator("[enctype]").count()).isZero();
                assertThat(page.locator("[data-device=form]").isVisible()).isFalse();
                assertThat(page.locator("main a[href='/" + language.code() + "/talk']")
                                .isVisible())
                        .isTrue();
                page.locator("main details").nth(1).locator("summary").click();
                page.fill("#code-back", "one two");
                page.locator("button[value=take-back]").click();
                assertThat(page.locator("[role=alert]").isVisible()).isTrue();
                assertThat(page.locator("[role=alert] code").innerText()).isEqualTo("wrong-code");
            }
        }
    }

    @Test
    void whatIsNoPictureGetsExactHashesOrIsLeftOutWithAWord() {
        try (var context = phone()) {
            var page = ready(context, "en");
            var files = new FilePayload[] {
                new FilePayload("a.mp4", "video/mp4", "no real video".getBytes(StandardCharsets.UTF_8)),
                new FilePayload("empty.png", "image/png", new byte[0])
            };
            page.setInputFiles("#choose", files);
            page.locator("[data-device=form]").waitFor();
            assertThat(page.locator("[data-device=skipped]").isVisible()).isTrue();
            assertThat(OwnHashText.read(page.inputValue("#fingerprints")))
                    .singleElement()
                    .satisfies(hash -> assertThat(hash.perceptual()).isFalse());
        }
    }

    @Test
    void aTurnedPhotographIsNearOneOfTheEightVariantsOfTheUnturnedOne() {
        var names =
                IntStream.rangeClosed(1, 8).mapToObj(turn -> "turned-" + turn).toList();
        var files = IntStream.rangeClosed(1, 8)
                .mapToObj(turn -> new FilePayload(
                        names.get(turn - 1), "image/jpeg", DevicePictures.turned(DevicePictures.waves(640, 480), turn)))
                .toArray(FilePayload[]::new);
        try (var context = phone()) {
            var page = ready(context, "en");
            page.setInputFiles("#choose", files);
            page.locator("[data-device=form]").waitFor();
            var told = OwnHashText.read(page.inputValue("#fingerprints"));
            assertThat(told).hasSize(8);
            for (var i = 0; i < 8; i++) {
                var unturned = new Fingerprinter()
                        .of(files[i].buffer)
                        .perceptual()
                        .orElseThrow()
                        .capped()
                        .pdq();
                assertThat(told.get(i).variants().values())
                        .as(names.get(i))
                        .anySatisfy(pdq -> assertThat(pdq.distance(unturned)).isLessThanOrEqualTo(31));
            }
        }
    }

    @Test
    void aChildCanStopTheWorkAndChooseAgain() {
        try (var context = phone()) {
            context.route("**/static/device/worker.js", route -> {
                var honest = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(honest)
                        .setBody("onmessage = ({ data }) => { if (!data) postMessage({ trouble: '' }); };"));
            });
            var page = ready(context, "en");
            page.setInputFiles("#choose", payloads(Map.of("a.png", picture())));
            page.locator("[data-device=stop]").click();
            page.locator("[data-device=waiting]")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            assertThat(page.locator("[data-device=form]").isVisible()).isFalse();
            page.locator("#choose:enabled").waitFor();
        }
    }

    private static byte[] picture() {
        return DevicePictures.png(DevicePictures.waves(900, 700));
    }

    private static void same(Map<String, byte[]> pictures, String text) {
        var told = OwnHashText.read(text);
        assertThat(told).hasSameSizeAs(pictures.values());
        var fingerprinter = new Fingerprinter();
        var names = List.copyOf(pictures.keySet());
        var perceptual = 0;
        for (var i = 0; i < told.size(); i++) {
            var wanted = fingerprinter.of(pictures.get(names.get(i)));
            OwnHash got = told.get(i);
            assertThat(got.sha256()).as(names.get(i)).isEqualTo(wanted.exact().sha256());
            assertThat(got.md5()).as(names.get(i)).isEqualTo(wanted.exact().md5());
            var capped = wanted.perceptual().map(both -> both.capped()).filter(hash -> hash.trusted());
            assertThat(got.perceptual()).as(names.get(i)).isEqualTo(capped.isPresent());
            if (capped.isPresent()) {
                assertThat(got.quality())
                        .as(names.get(i))
                        .isEqualTo(capped.get().quality());
                assertThat(got.variants())
                        .as(names.get(i))
                        .isEqualTo(capped.get().variants());
                perceptual++;
            }
        }
        assertThat(perceptual).isGreaterThan(8);
    }

    private static List<Path> written(Path folder, Map<String, byte[]> pictures) {
        var paths = new ArrayList<Path>();
        pictures.forEach((name, bytes) -> {
            try {
                paths.add(Files.write(folder.resolve(name), bytes));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        return paths;
    }

    private static FilePayload[] payloads(Map<String, byte[]> pictures) {
        return pictures.entrySet().stream()
                .map(picture -> new FilePayload(picture.getKey(), "image/png", picture.getValue()))
                .toArray(FilePayload[]::new);
    }

    private Page ready(BrowserContext context, String language) {
        var page = context.newPage();
        page.navigate(node.url("/" + language + "/device").toString());
        page.locator("[data-device=tool]").waitFor();
        return page;
    }

    private static BrowserContext phone() {
        return browsers.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(360, 740)
                        .setBypassCSP(false));
    }
}
