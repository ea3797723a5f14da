package org.egide.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprints.OwnHash;
import org.egide.fingerprints.OwnHashText;
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

    DevicePageTest(TestNode node, Desks desks, People people) {
        this.node = node;
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
        page.onConsoleMessage(message -> System.out.println("console " + message.text()));
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
